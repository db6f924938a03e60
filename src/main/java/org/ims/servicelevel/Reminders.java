package org.ims.servicelevel;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every reminder of every incident, in their order. */
interface Reminders extends JpaRepository<Reminder, Long> {

  List<Reminder> findByIncidentNumberOrderById(String incidentNumber);

  List<Reminder> findByTargetChangeIdAndTarget(Long targetChangeId, Target target);

  int countByIncidentNumber(String incidentNumber);
}
