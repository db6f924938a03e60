package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every escalation of every incident, in their order. */
interface Escalations extends JpaRepository<Escalation, Long> {

  List<Escalation> findByIncidentNumberOrderById(String incidentNumber);
}
