package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every containment of every incident, in the order of recording. */
interface Containments extends JpaRepository<Containment, Long> {

  List<Containment> findByIncidentNumberOrderById(String incidentNumber);
}
