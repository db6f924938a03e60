package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every ad-hoc task of every incident, in the order in which they were given. */
interface AdHocTaskList extends JpaRepository<AdHocTask, Long> {

  List<AdHocTask> findByIncidentNumberOrderById(String incidentNumber);

  int countByIncidentNumberAndState(String incidentNumber, AdHocTask.State state);
}
