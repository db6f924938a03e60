package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every investigation of every incident, in the order of recording. */
interface Investigations extends JpaRepository<Investigation, Long> {

  List<Investigation> findByIncidentNumberOrderById(String incidentNumber);
}
