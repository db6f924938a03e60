/** Component 1, identification and reporting: a report becomes an incident. */
package org.ims.reporting;
