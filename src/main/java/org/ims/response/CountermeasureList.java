package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every temporary measure of every incident, in the order in which they were taken. */
interface CountermeasureList extends JpaRepository<Countermeasure, Long> {

  List<Countermeasure> findByIncidentNumberOrderById(String incidentNumber);

  List<Countermeasure> findByIncidentNumberAndStateOrderById(
      String incidentNumber, Countermeasure.State state);

  int countByIncidentNumberAndState(String incidentNumber, Countermeasure.State state);
}
