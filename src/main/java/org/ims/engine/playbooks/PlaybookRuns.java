package org.ims.engine.playbooks;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every playbook of every incident, in the order of their start. */
interface PlaybookRuns extends JpaRepository<PlaybookRun, Long> {

  List<PlaybookRun> findByIncidentNumberOrderById(String incidentNumber);
}
