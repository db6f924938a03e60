/**
 * Starts playbooks, which are processes found by the end of their key, and remembers which of them
 * an incident has run.
 */
@NamedInterface("playbooks")
package org.ims.engine.playbooks;

import org.springframework.modulith.NamedInterface;
