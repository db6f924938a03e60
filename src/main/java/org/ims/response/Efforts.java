package org.ims.response;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.ims.incident.InvalidInputException;
import org.ims.incident.ResourceUse;
import org.ims.incident.ResourceUses;
import org.ims.incident.Violation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps and sums up who worked on incidents and what it cost. */
@Service
@Transactional
class Efforts implements ResourceUses {

  private final EffortRows rows;
  private final Clock clock;

  Efforts(EffortRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Adds to what is known already; nothing is ever replaced.
   *
   * @param person who, or which supplier
   * @param hours worked, may be null
   * @param costEur paid to others, may be null
   * @param what was done or bought, may be null
   * @throws InvalidInputException naming effortHours or effortCost when one of them is negative
   */
  void add(
      String number,
      String person,
      BigDecimal hours,
      BigDecimal costEur,
      String what,
      Effort.Source source,
      String by) {
    List<Violation> violations = new ArrayList<>();
    if (hours != null && hours.signum() < 0) {
      violations.add(new Violation("effortHours", "range", "Effort hours must be 0 or more."));
    }
    if (costEur != null && costEur.signum() < 0) {
      violations.add(new Violation("effortCost", "range", "Effort cost must be 0 or more."));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    rows.save(new Effort(number, person, hours, costEur, what, source, by, clock.instant()));
  }

  @Override
  @Transactional(readOnly = true)
  public ResourceUse of(String incidentNumber) {
    List<Effort> all = rows.findByIncidentNumberOrderById(incidentNumber);
    return new ResourceUse(
        sum(all, Effort::hours),
        sum(all, Effort::costEur),
        (int) all.stream().map(Effort::person).distinct().count());
  }

  private static BigDecimal sum(List<Effort> all, Function<Effort, BigDecimal> part) {
    return all.stream().map(part).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
