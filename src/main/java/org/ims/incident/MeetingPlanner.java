package org.ims.incident;

import java.util.Optional;

/** A component that has people meet, and tells what an invitation has to say of it. */
public interface MeetingPlanner {

  /**
   * The meeting that a notice is about, as its round had it.
   *
   * @param kind of the notice, as {@code review-invitation}
   * @param round of the notice
   * @return empty when a notice of this kind is about no meeting of this component
   */
  Optional<Meeting> meeting(Incident incident, String kind, int round);
}
