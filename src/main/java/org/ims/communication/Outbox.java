package org.ims.communication;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** All notices, sent or not. */
interface Outbox extends JpaRepository<Notice, Long> {

  Optional<Notice> findByKey(String key);

  List<Notice> findByIncidentNumberOrderById(String incidentNumber);

  /**
   * How many notices somebody still waits for. The closing overtakes the news of an earlier state,
   * and of those who subscribed one with a dead address must not keep an incident open.
   */
  @Query(
      """
      select count(n) from Notice n
      where n.incidentNumber = :number
        and n.kind not like 'state-%' and n.kind not like 'subscriber-%'
        and (n.state = org.ims.communication.Notice.State.PENDING
          or (n.state = org.ims.communication.Notice.State.UNDELIVERED
            and n.kind not like 'update-%'))
      """)
  int countOwed(String number);

  /** The newest in one of these states, as far as the incident may be seen. */
  @Query(
      """
      select n from Notice n, Incident i
      where i.number = n.incidentNumber and n.state in :states
        and (:seesAll = true or i.report.restricted = false)
        and (:number is null or n.incidentNumber = :number)
      order by n.id desc
      """)
  List<Notice> newest(Collection<Notice.State> states, String number, boolean seesAll, Limit limit);

  /** The incident of the notice whose Message-ID begins with this. */
  @Query(
      value = "select incident_number from notice where message_uuid = :name",
      nativeQuery = true)
  Optional<String> incidentOf(UUID name);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select n from Notice n where n.id = :id")
  Notice lock(long id);
}
