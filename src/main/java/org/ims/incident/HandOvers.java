package org.ims.incident;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** All hand-overs between teams. */
public interface HandOvers extends JpaRepository<HandOver, Long> {

  List<HandOver> findByIncidentNumberOrderById(String incidentNumber);
}
