package org.ims.incident;

/**
 * Published before the transaction ends in which an incident became something else; what a listener
 * does belongs to the same transaction, and its failure undoes all of it.
 *
 * @param before null when the incident is new
 */
public record IncidentMoved(String number, Picture before, Picture after) {

  /** What others plan by. */
  public record Picture(
      IncidentState state, Priority priority, MajorIncident major, String parent) {

    static Picture of(Incident incident) {
      return new Picture(
          incident.state(), incident.priority(), incident.major(), incident.parent());
    }
  }

  /** Whether it is in another state than before. */
  public boolean stateMoved() {
    return before == null || before.state() != after.state();
  }
}
