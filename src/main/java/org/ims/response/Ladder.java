package org.ims.response;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Audiences;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Climbs from level to level while work on an incident lies there and nobody takes it. */
@Service
@Transactional
class Ladder {

  private final Incidents incidents;
  private final Escalations escalations;
  private final ServiceLevelWatcher watcher;
  private final ServiceCalendars calendars;
  private final Audiences audiences;
  private final Clock clock;

  Ladder(
      Incidents incidents,
      Escalations escalations,
      ServiceLevelWatcher watcher,
      ServiceCalendars calendars,
      Audiences audiences,
      Clock clock) {
    this.incidents = incidents;
    this.escalations = escalations;
    this.watcher = watcher;
    this.calendars = calendars;
    this.audiences = audiences;
    this.clock = clock;
  }

  /** Whether anybody is to work on it at all. */
  boolean isPursued(String number) {
    return incidents.get(number).closedAt() == null;
  }

  Instant now() {
    return clock.instant();
  }

  /** When a level that waits since then is told. */
  Instant due(Instant since, String within, String calendar) {
    return calendars.due(since, within, calendar);
  }

  /** The priority whose targets are in force. */
  String priority(String number) {
    return watcher.read(number, Target.RESOLVE).priority().name();
  }

  /** Tells a level and keeps who that was. */
  void escalate(String number, int level, String audience) {
    Incident incident = incidents.get(number);
    int round = 1 + escalations.findByIncidentNumberOrderById(number).size();
    List<String> told =
        audiences.tell(incident, audience, "escalation", round, String.valueOf(level));
    escalations.save(new Escalation(number, level, audience, told, clock.instant()));
  }
}
