package org.ims.reporting.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ims.engine.KnownFacts;
import org.ims.incident.Incidents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people make of a source's word that something is over. */
@Service
@Transactional
class AlertResolutions {

  private final AlertGroups groups;
  private final Incidents incidents;
  private final KnownFacts knownFacts;
  private final Clock clock;
  private final Duration considerWithin;
  private final String beforeATeam;

  AlertResolutions(
      AlertGroups groups,
      Incidents incidents,
      KnownFacts knownFacts,
      Clock clock,
      @Value("${ims.webhooks.consider-within}") Duration considerWithin,
      @Value("${ims.webhooks.before-a-team}") String beforeATeam) {
    this.groups = groups;
    this.incidents = incidents;
    this.knownFacts = knownFacts;
    this.clock = clock;
    this.considerWithin = considerWithin;
    this.beforeATeam = beforeATeam;
  }

  /** Who is asked: the team of the incident, or the service desk while it has none. */
  String askedGroup(String incidentNumber) {
    String team = incidents.get(incidentNumber).team();
    return team == null ? beforeATeam : team;
  }

  Instant due() {
    return clock.instant().plus(considerWithin);
  }

  void judge(long groupId, AlertGroup.Verdict verdict, String comment, String by) {
    AlertGroup group = groups.lock(groupId);
    groups.judged(groupId, verdict, comment, by, clock.instant());
    knownFacts.refresh(group.incidentNumber());
  }
}
