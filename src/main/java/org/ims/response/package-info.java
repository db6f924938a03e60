/**
 * Component 3, response and resolution: people find the cause, stop the damage and restore the
 * service.
 */
package org.ims.response;
