package org.ims.incident;

import java.time.Instant;
import java.util.List;
import org.springframework.data.repository.Repository;

/** Every move of every incident. */
public interface StateChanges extends Repository<StateChange, Long> {

  StateChange save(StateChange change);

  List<StateChange> findByIncidentNumberOrderById(String incidentNumber);

  /** Those after an instant, the oldest first. */
  List<StateChange> findByIncidentNumberAndAtAfterOrderById(String incidentNumber, Instant after);

  int countByIncidentNumber(String incidentNumber);
}
