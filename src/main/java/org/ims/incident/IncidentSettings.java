package org.ims.incident;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an organisation decides about all incidents.
 *
 * @param reopenWindow how long after closing the same incident may be taken up again; later it is a
 *     new, linked one (ISO 8601)
 */
@ConfigurationProperties("ims")
public record IncidentSettings(Duration reopenWindow) {}
