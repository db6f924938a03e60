/** Legal holds: while one lasts, nothing of the incident is destroyed. */
package org.ims.documentation.legalhold;
