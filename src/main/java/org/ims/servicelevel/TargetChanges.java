package org.ims.servicelevel;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every change of every incident's targets, in the order of their making. */
interface TargetChanges extends JpaRepository<TargetChange, Long> {

  List<TargetChange> findByIncidentNumberOrderById(String incidentNumber);

  Optional<TargetChange> findFirstByIncidentNumberOrderByIdDesc(String incidentNumber);
}
