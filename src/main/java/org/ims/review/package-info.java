/** Component 6, post-incident review: what was learnt, and what is changed because of it. */
package org.ims.review;
