package org.ims.incident;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/** All incidents. */
public interface Incidents
    extends JpaRepository<Incident, String>, JpaSpecificationExecutor<Incident> {

  /** The incident of this number, or {@link UnknownIncidentException}. */
  default Incident get(String number) {
    Optional<Incident> found = number == null ? Optional.empty() : findById(number);
    return found.orElseThrow(() -> new UnknownIncidentException(number));
  }

  /**
   * The next serial number. A sequence, so that reports never wait for each other; a report that is
   * rolled back leaves a gap.
   */
  @Query(value = "select nextval('incident_serial')", nativeQuery = true)
  long nextSerial();
}
