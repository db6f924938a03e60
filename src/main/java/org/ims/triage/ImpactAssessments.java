package org.ims.triage;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** All assessments of impact and urgency. */
interface ImpactAssessments extends JpaRepository<ImpactAssessment, Long> {

  List<ImpactAssessment> findByIncidentNumberAndFactsNoteNotNullOrderById(String incidentNumber);

  List<ImpactAssessment> findByIncidentNumberOrderById(String incidentNumber);

  Optional<ImpactAssessment> findFirstByIncidentNumberOrderByIdDesc(String incidentNumber);
}
