package org.ims.communication.updates;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.ims.incident.IncidentState;
import org.springframework.stereotype.Component;

/**
 * What the audiences were told, for those who show it. What is restricted and what is an exercise
 * is not among it, whatever was told of it.
 */
@Component
public class PublishedUpdates {

  private static final List<IncidentState> ENDS =
      Arrays.stream(IncidentState.values()).filter(IncidentState::isFinal).toList();

  private final StakeholderUpdates updates;

  PublishedUpdates(StakeholderUpdates updates) {
    this.updates = updates;
  }

  /**
   * Everything that some audiences were told of each incident of which they heard since an instant,
   * or which has not come to its end; the oldest first.
   */
  public List<PublishedUpdate> since(Instant since, Collection<String> audiences) {
    return updates.published(audiences, ENDS, since);
  }

  /** Everything that some audiences were told of an incident, the oldest first. */
  public List<PublishedUpdate> of(String incidentNumber, Collection<String> audiences) {
    return updates.published(audiences, incidentNumber);
  }
}
