package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every hold of every incident, in the order of their beginning. */
interface Holds extends JpaRepository<Hold, Long> {

  List<Hold> findByIncidentNumberOrderById(String incidentNumber);
}
