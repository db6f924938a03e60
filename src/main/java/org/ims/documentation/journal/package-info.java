/** The journal: the record that grows and never changes, its checkpoints, and what people read. */
package org.ims.documentation.journal;
