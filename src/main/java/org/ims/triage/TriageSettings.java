package org.ims.triage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What triage leaves to the organisation.
 *
 * @param reassessWithin how soon somebody looks at new facts of a running incident (ISO 8601)
 * @param similarFrom how much alike an incident must be to be offered as the original, 0 to 1.2
 * @param similarMost how many are offered at most
 */
@ConfigurationProperties("ims.triage")
record TriageSettings(Duration reassessWithin, double similarFrom, int similarMost) {}
