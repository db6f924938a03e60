/**
 * Tasklist and its sisters as people meet them: shared filters, branding, the Report incident
 * button, and forms whose choices are live.
 */
package org.ims.webapps;
