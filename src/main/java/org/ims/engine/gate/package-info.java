/** Checks models before they are stored: what it finds wrong is refused with the reason. */
@NamedInterface("gate")
package org.ims.engine.gate;

import org.springframework.modulith.NamedInterface;
