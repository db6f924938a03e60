package org.ims.incident;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to incidents through one another, or before their work is done. */
@Service
@Transactional
public class IncidentLinks {

  private final Incidents incidents;

  IncidentLinks(Incidents incidents) {
    this.incidents = incidents;
  }

  /**
   * An incident becomes part of another one.
   *
   * @throws InvalidInputException when that made a family of more than two generations
   */
  public void link(String number, String parent) {
    requireOther(number, parent, "its own parent");
    // Locked, so that it is not closed meanwhile without this child.
    Incident future = incidents.lock(parent);
    requireNoDuplicate(future);
    if (future.parent() != null) {
      throw refusal(
          "%s is itself a child of %s; choose that one.".formatted(parent, future.parent()));
    }
    if (incidents.countByParent(number) > 0) {
      throw refusal(
          "%s has children of its own, so it cannot become a child of %s."
              .formatted(number, parent));
    }
    incidents.get(number).becomeChildOf(future);
  }

  /** Nobody pursues it any further; its open children go on alone. */
  public void withdraw(String number, String reason, Instant at) {
    incidents.get(number).cancel(reason, at);
    leaveChildren(number);
  }

  /** It is not an incident; its open children go on alone. */
  public void reject(String number, String reason, Instant at) {
    incidents.get(number).reject(reason, at);
    leaveChildren(number);
  }

  private void leaveChildren(String number) {
    openChildren(number).forEach(child -> incidents.get(child).leaveParent());
  }

  /**
   * Whether one incident may be merged into another.
   *
   * @throws InvalidInputException saying why not
   */
  public void requireMergeable(String number, String original) {
    requireOther(number, original, "a duplicate of itself");
    Incident survivor = incidents.get(original);
    if (survivor.state().isFinal()) {
      throw refusal(
          "%s is %s, so nothing can be merged into it."
              .formatted(original, survivor.state().inWords()));
    }
    requireNoDuplicate(survivor);
    if (survivor.isDrill() != incidents.get(number).isDrill()) {
      throw refusal("A drill and a real incident are never the same event.");
    }
    if (number.equals(survivor.parent())) {
      throw refusal(
          "%s is a child of %s; merge the child into its parent instead."
              .formatted(original, number));
    }
  }

  /**
   * Nobody changes what two incidents are to each other until the transaction ends, so that of two
   * that are merged into each other one is left. Always in the same order: nobody waits for ever.
   */
  public void lockTogether(String number, String original) {
    Stream.of(number, original).sorted().forEach(incidents::lock);
  }

  /** It is the same event as another incident, to which its children go. */
  public void merge(String number, String original, String reason, Instant at) {
    lockTogether(number, original);
    requireMergeable(number, original);
    join(number, original, reason, at);
  }

  private void join(String number, String original, String reason, Instant at) {
    Incident incident = incidents.get(number);
    Incident survivor = incidents.get(original);
    // There are two generations at most, so a child's new siblings share its parent.
    Incident parent = survivor.parent() == null ? survivor : incidents.get(survivor.parent());
    incident.markDuplicate(original, reason, at);
    openChildren(number).forEach(child -> incidents.get(child).becomeChildOf(parent));
  }

  /**
   * Triage has decided that it is the same event as another incident, which may be over already, or
   * be taken for a duplicate of a third one since.
   */
  public void markDuplicate(String number, String original, String reason, Instant at) {
    lockTogether(number, original);
    if (incidents.get(original).state().isFinal()) {
      incidents.get(number).markDuplicate(original, reason, at);
      leaveChildren(number);
    } else {
      join(number, original, reason, at);
    }
  }

  /**
   * It was reopened. If that left its parent behind, what is wrong with it was not what its parent
   * was about.
   */
  public void reopened(String number) {
    Incident incident = incidents.get(number);
    if (incident.parent() != null && incidents.get(incident.parent()).state().isFinal()) {
      incident.leaveParent();
    }
  }

  /** The incidents that will be closed with this one, oldest first. */
  public List<String> openChildren(String number) {
    return incidents.findByParentOrderByNumber(number).stream()
        .filter(child -> !child.state().isFinal())
        .map(Incident::number)
        .toList();
  }

  /** It is closed, because its parent is. */
  public Incident closeWithParent(String number, Instant at) {
    Incident incident = incidents.get(number);
    incident.closeWithParent(incidents.get(incident.parent()), at);
    return incident;
  }

  /** What is taken for a duplicate of another incident will not carry on. */
  private static void requireNoDuplicate(Incident survivor) {
    if (survivor.duplicateOf() != null) {
      throw refusal(
          "%s is itself a duplicate of %s; choose that one."
              .formatted(survivor.number(), survivor.duplicateOf()));
    }
  }

  private static void requireOther(String number, String other, String what) {
    if (number.equals(other)) {
      throw refusal("An incident cannot be %s.".formatted(what));
    }
  }

  private static InvalidInputException refusal(String sentence) {
    return new InvalidInputException("otherIncident", "other-incident", sentence);
  }
}
