package org.ims.response;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Every line of every log, in the order of recording. */
interface LogEntries extends JpaRepository<LogEntry, Long> {

  List<LogEntry> findByIncidentNumberOrderById(String incidentNumber);
}
