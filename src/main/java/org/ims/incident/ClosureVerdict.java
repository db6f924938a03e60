package org.ims.incident;

import java.util.List;

/**
 * What the closure gate says about one incident at one moment. Without it, nothing is closed; only
 * the gate makes it, which a test of the architecture watches.
 */
public final class ClosureVerdict {

  /**
   * A kind of duty that is still open.
   *
   * @param key the duty's name, as {@code openActions}
   * @param sentence what is left to do, for whoever wants to close the incident
   */
  public record Blocker(String key, String sentence) {}

  private final String incidentNumber;
  private final List<Blocker> blockers;

  private ClosureVerdict(String incidentNumber, List<Blocker> blockers) {
    this.incidentNumber = incidentNumber;
    this.blockers = List.copyOf(blockers);
  }

  /** For the closure gate alone. */
  public static ClosureVerdict of(String incidentNumber, List<Blocker> blockers) {
    return new ClosureVerdict(incidentNumber, blockers);
  }

  public List<Blocker> blockers() {
    return blockers;
  }

  /**
   * @throws InvalidInputException naming every duty that is still open
   */
  void requireClear(String number) {
    if (!incidentNumber.equals(number)) {
      throw new IllegalArgumentException(
          "This verdict is about %s and not about %s".formatted(incidentNumber, number));
    }
    if (!blockers.isEmpty()) {
      throw new InvalidInputException(
          blockers.stream()
              .map(blocker -> new Violation(blocker.key(), "open-duty", blocker.sentence()))
              .toList());
    }
  }
}
