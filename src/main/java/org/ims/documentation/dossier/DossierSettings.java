package org.ims.documentation.dossier;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param mostEntries how many entries of the timeline the document shows, the newest; the data have
 *     all of them
 */
@ConfigurationProperties("ims.dossier")
record DossierSettings(int mostEntries) {}
