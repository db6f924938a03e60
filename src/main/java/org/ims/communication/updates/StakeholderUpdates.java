package org.ims.communication.updates;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface StakeholderUpdates extends JpaRepository<StakeholderUpdate, Long> {

  List<StakeholderUpdate> findByIncidentNumberOrderById(String incidentNumber);

  Optional<StakeholderUpdate> findFirstByCommunicationIdOrderByIdDesc(Long communicationId);

  Optional<StakeholderUpdate> findFirstByCommunicationIdAndStateOrderByIdDesc(
      Long communicationId, StakeholderUpdate.State state);

  /** What makes each alarm one of its own. */
  @Query(value = "select cast(nextval('update_alarm') as integer)", nativeQuery = true)
  int nextAlarm();

  boolean existsByCommunicationIdAndState(Long communicationId, StakeholderUpdate.State state);
}
