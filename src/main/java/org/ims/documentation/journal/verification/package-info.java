/**
 * Tells whether the journal is what was written: pure calculation on what a table or a file gives,
 * so that it runs without a server, a database or a configuration.
 */
@NamedInterface("verification")
package org.ims.documentation.journal.verification;

import org.springframework.modulith.NamedInterface;
