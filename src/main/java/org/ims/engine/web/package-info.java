/** Answers that tell the truth: every failure of an HTTP request becomes a problem detail. */
@NamedInterface("web")
package org.ims.engine.web;

import org.springframework.modulith.NamedInterface;
