package org.ims.communication;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** All notices, sent or not. */
interface Outbox extends JpaRepository<Notice, Long> {

  Optional<Notice> findByKey(String key);

  List<Notice> findByIncidentNumberOrderById(String incidentNumber);

  int countByIncidentNumberAndState(String incidentNumber, Notice.State state);
}
