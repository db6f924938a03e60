package org.ims.review;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When an incident counts as a recurrence.
 *
 * @param count how many earlier incidents of the service share a root cause, at least 1
 * @param within how far back they count (ISO 8601)
 */
@ConfigurationProperties("ims.review.recurrence")
record RecurrenceSettings(int count, Period within) {}
