package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * The instants by which each step is promised.
 *
 * @param acknowledgeDue triage has looked at it
 * @param assessDue priority is known
 * @param resolveDue service is restored
 * @param calendar the calendar that these were counted in
 * @param verifyWithin business time for a second person to verify the resolution (ISO 8601), null
 *     until the priority is known, as the next two
 * @param confirmWithin business time after which silence confirms the resolution
 * @param closeWithin business time to close the record
 */
@Embeddable
public record ServiceLevel(
    Instant acknowledgeDue,
    Instant assessDue,
    Instant resolveDue,
    @Column(name = "service_calendar") String calendar,
    String verifyWithin,
    String confirmWithin,
    String closeWithin) {

  /** The calendar of the durations that begin after the resolution. */
  public static final String BUSINESS_CALENDAR = "business-hours";
}
