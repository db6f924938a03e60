package org.ims.servicelevel;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every pause of every incident's clock, in the order of their beginning. */
interface ServiceLevelPauses extends JpaRepository<ServiceLevelPause, Long> {

  List<ServiceLevelPause> findByIncidentNumberOrderById(String incidentNumber);
}
