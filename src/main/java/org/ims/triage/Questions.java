package org.ims.triage;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** All questions to reporters. */
interface Questions extends JpaRepository<Question, Long> {

  List<Question> findByIncidentNumberOrderById(String incidentNumber);
}
