/**
 * Component 5, documentation and reporting: the record of an incident, and the answers it gives.
 */
package org.ims.documentation;
