/** The whole life of an incident, across the components: its way, its transactions, end to end. */
package org.ims.lifecycle;
