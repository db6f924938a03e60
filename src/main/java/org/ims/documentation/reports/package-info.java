/** Figures about incidents, each of them one documented SQL view, and the report of each month. */
package org.ims.documentation.reports;
