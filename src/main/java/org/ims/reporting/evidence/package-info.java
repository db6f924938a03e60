/** Files that people send along with a report: kept unchanged, shown to those who may see it. */
package org.ims.reporting.evidence;
