package org.ims.response.playbooks;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every step of every playbook that people have completed, in the order of recording. */
interface StepRecords extends JpaRepository<StepRecord, Long> {

  List<StepRecord> findByIncidentNumberOrderById(String incidentNumber);
}
