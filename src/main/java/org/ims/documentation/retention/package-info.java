/** How long the record of an incident is kept, and how what is personal in it is erased. */
package org.ims.documentation.retention;
