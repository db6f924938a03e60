package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every decision whether an incident is a major one, in the order of recording. */
interface MajorDecisions extends JpaRepository<MajorDecision, Long> {

  List<MajorDecision> findByIncidentNumberOrderById(String incidentNumber);

  int countByIncidentNumber(String incidentNumber);
}
