package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every effort on every incident, in the order of recording. */
interface EffortRows extends JpaRepository<Effort, Long> {

  List<Effort> findByIncidentNumberOrderById(String incidentNumber);
}
