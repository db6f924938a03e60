/**
 * Component 4, communication: tells people what they need to know, once, without holding up the
 * work.
 */
package org.ims.communication;
