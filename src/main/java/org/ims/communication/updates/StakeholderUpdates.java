package org.ims.communication.updates;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ims.incident.IncidentState;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface StakeholderUpdates extends JpaRepository<StakeholderUpdate, Long> {

  List<StakeholderUpdate> findByIncidentNumberOrderById(String incidentNumber);

  Optional<StakeholderUpdate> findFirstByCommunicationIdOrderByIdDesc(Long communicationId);

  Optional<StakeholderUpdate> findFirstByCommunicationIdAndStateInOrderByIdDesc(
      Long communicationId, Collection<StakeholderUpdate.State> states);

  Optional<StakeholderUpdate> findFirstByCommunicationIdAndStateOrderByIdDesc(
      Long communicationId, StakeholderUpdate.State state);

  /** What makes each alarm one of its own. */
  @Query(value = "select cast(nextval('update_alarm') as integer)", nativeQuery = true)
  int nextAlarm();

  boolean existsByCommunicationIdAndState(Long communicationId, StakeholderUpdate.State state);

  /**
   * What was sent to some audiences of the incidents that are told of anew since an instant or have
   * not come to their end; never of restricted ones and of drills. The oldest first.
   */
  @Query(PUBLISHED + " and (i.state not in :ends or i.number in (" + TOLD_SINCE + "))" + IN_ORDER)
  List<PublishedUpdate> published(
      Collection<String> audiences, Collection<IncidentState> ends, Instant since);

  /** The same of one incident, however long ago. */
  @Query(PUBLISHED + " and i.number = :number" + IN_ORDER)
  List<PublishedUpdate> published(Collection<String> audiences, String number);

  String PUBLISHED =
      """
      select new org.ims.communication.updates.PublishedUpdate(
        i.number, coalesce(i.classification.service, i.report.service), i.state, i.closedAt,
        u.audience, u.status, u.text, u.sentAt, u.nextUpdateAt)
      from StakeholderUpdate u, Incident i
      where i.number = u.incidentNumber and u.state = SENT and u.audience in :audiences
        and i.report.restricted = false and i.report.drill = false
      """;

  String TOLD_SINCE =
      """
      select t.incidentNumber from StakeholderUpdate t
      where t.state = SENT and t.audience in :audiences and t.sentAt >= :since
      """;

  String IN_ORDER = " order by u.sentAt, u.id";
}
