/**
 * Reports from machines: who may send them, how they are known, and how alerts become incidents.
 */
package org.ims.reporting.webhooks;
