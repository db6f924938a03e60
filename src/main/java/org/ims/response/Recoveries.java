package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every recovery of every incident, in the order of recording. */
interface Recoveries extends JpaRepository<Recovery, Long> {

  List<Recovery> findByIncidentNumberOrderById(String incidentNumber);
}
