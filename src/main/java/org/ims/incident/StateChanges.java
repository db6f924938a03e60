package org.ims.incident;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Every move of every incident. */
public interface StateChanges extends Repository<StateChange, Long> {

  StateChange save(StateChange change);

  List<StateChange> findByIncidentNumberOrderById(String incidentNumber);

  /** Those after another one, the oldest first. */
  List<StateChange> findByIncidentNumberAndIdGreaterThanOrderById(
      String incidentNumber, long known);

  Optional<StateChange> findFirstByIncidentNumberOrderByIdDesc(String incidentNumber);

  int countByIncidentNumber(String incidentNumber);
}
