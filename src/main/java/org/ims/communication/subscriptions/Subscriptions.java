package org.ims.communication.subscriptions;

import java.util.List;
import org.ims.incident.Priority;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Subscriptions extends JpaRepository<Subscription, Long> {

  List<Subscription> findByEndedAtIsNullOrderById();

  List<Subscription> findByKindAndSubscriberAndEndedAtIsNullOrderById(
      Subscription.Kind kind, String subscriber);

  int countByKindAndSubscriberAndEndedAtIsNull(Subscription.Kind kind, String subscriber);

  /** Those that an incident may concern; its priority is compared by who asks. */
  @Query(
      """
      select s from Subscription s
      where s.endedAt is null and s.audience = :audience
        and (s.service is null or s.service = :service)
        and (s.incidentNumber is null or s.incidentNumber = :number)
      order by s.id
      """)
  List<Subscription> concerning(Subscription.Audience audience, String service, String number);

  @Query("select s from Subscription s where s.endedAt is null and s.incidentNumber = :number")
  List<Subscription> ofIncident(String number);

  @Query(
      """
      select count(s) > 0 from Subscription s
      where s.endedAt is null and s.kind = :kind and s.subscriber = :subscriber
        and s.audience = :audience
        and coalesce(s.service, '') = coalesce(cast(:service as string), '')
        and (s.priority = :priority or (s.priority is null and cast(:priority as string) is null))
        and coalesce(s.incidentNumber, '') = coalesce(cast(:number as string), '')
      """)
  boolean exists(
      Subscription.Kind kind,
      String subscriber,
      Subscription.Audience audience,
      String service,
      Priority priority,
      String number);
}
