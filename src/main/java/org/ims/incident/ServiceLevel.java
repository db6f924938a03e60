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
 */
@Embeddable
public record ServiceLevel(
    Instant acknowledgeDue,
    Instant assessDue,
    Instant resolveDue,
    @Column(name = "service_calendar") String calendar) {}
