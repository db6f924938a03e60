package org.ims.triage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What triage leaves to the organisation.
 *
 * @param reassessWithin how soon somebody looks at new facts of a running incident (ISO 8601)
 */
@ConfigurationProperties("ims.triage")
record TriageSettings(Duration reassessWithin) {}
