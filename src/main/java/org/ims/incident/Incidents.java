package org.ims.incident;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
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
   * The number of the incident as part of which this one goes on. Empty when there is none, and
   * when it is {@linkplain Incident#mayName not to be named} to those who hear of this one.
   */
  default Optional<String> goesOnAs(Incident incident) {
    return Stream.of(incident.duplicateOf(), incident.parent())
        .filter(Objects::nonNull)
        .findFirst()
        .map(this::get)
        .filter(incident::mayName)
        .map(Incident::number);
  }

  /**
   * The incident of this number, which nobody else closes or gives a new duty until the transaction
   * ends: of two who do that at the same time, the second sees what the first did.
   */
  default Incident lock(String number) {
    return findLocked(number).orElseThrow(() -> new UnknownIncidentException(number));
  }

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select incident from Incident incident where incident.number = :number")
  Optional<Incident> findLocked(String number);

  /**
   * Locks the incident of this number as {@link #lock} does, and tells its state as it is now,
   * whatever this transaction has read of it before. For those who have little left to do.
   */
  @Query(
      value = "select state from incident where number = :number for no key update",
      nativeQuery = true)
  Optional<IncidentState> lockState(String number);

  /**
   * The next serial number. A sequence, so that reports never wait for each other; a report that is
   * rolled back leaves a gap.
   */
  @Query(value = "select nextval('incident_serial')", nativeQuery = true)
  long nextSerial();

  /** How many reports hang on this incident: its children, and those of the same event. */
  @Query("select count(i) from Incident i where i.parent = :number or i.duplicateOf = :number")
  int countRelated(String number);

  /** How many assessments of real incidents were set against the tables: the rules to mend. */
  int countByAssessmentOverriddenTrueAndReportDrillFalse();

  /**
   * How many incidents of a service share the root cause that is the most frequent there. Causes
   * that nobody found are not the same cause, and drills have none.
   *
   * @param since only incidents resolved after this count
   * @param except the number of an incident that does not count
   */
  @Query(
      value =
          """
          select coalesce(max(same), 0) from (
            select count(*) as same from incident
            where affected_service = :service and resolved_at > :since
              and root_cause_code <> 'unknown' and number <> :except and not drill
            group by root_cause_code) as root_causes
          """,
      nativeQuery = true)
  long mostFrequentRootCause(String service, Instant since, String except);

  /** The incidents that are part of this one, oldest first. */
  List<Incident> findByParentOrderByNumber(String parent);

  /** How many incidents are part of this one. */
  long countByParent(String parent);

  /** The incidents that were found to be the same event as this one, oldest first. */
  List<Incident> findByDuplicateOfOrderByNumber(String original);

  /** The incidents as which this one came back after it could no longer be reopened. */
  List<Incident> findByFollowUpOfOrderByNumber(String original);
}
