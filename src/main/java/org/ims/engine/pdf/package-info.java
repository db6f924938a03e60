/** Documents for people who keep them: PDF made of templates. */
@NamedInterface("pdf")
package org.ims.engine.pdf;

import org.springframework.modulith.NamedInterface;
