package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** All changes that people asked for. */
interface Changes extends JpaRepository<Change, Long> {

  List<Change> findByIncidentNumberOrderById(String incidentNumber);
}
