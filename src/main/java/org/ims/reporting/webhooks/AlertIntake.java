package org.ims.reporting.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.KnownFacts;
import org.ims.engine.Occurrences;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.reporting.IncidentReports;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns deliveries into incidents, each alert group into one, however often and from however many
 * sides it is sent. Its guards are unique keys in the database: the first statement takes the
 * delivery, the second the group.
 */
@Service
class AlertIntake {

  /** Two deliveries of one group can end it at the same time; each of them then tries once more. */
  private static final int TRIES = 3;

  /** The time in which new incidents are counted, and the quiet after which a storm is over. */
  private static final Duration STORM_WINDOW = Duration.ofMinutes(1);

  private final WebhookSources sources;
  private final AlertGroups groups;
  private final AlertRules rules;
  private final IncidentReports reports;
  private final Incidents incidents;
  private final Occurrences occurrences;
  private final KnownFacts knownFacts;
  private final Clock clock;

  AlertIntake(
      WebhookSources sources,
      AlertGroups groups,
      AlertRules rules,
      IncidentReports reports,
      Incidents incidents,
      Occurrences occurrences,
      KnownFacts knownFacts,
      Clock clock) {
    this.sources = sources;
    this.groups = groups;
    this.rules = rules;
    this.reports = reports;
    this.incidents = incidents;
    this.occurrences = occurrences;
    this.knownFacts = knownFacts;
    this.clock = clock;
  }

  /**
   * Takes a delivery once; a repeat under the same identifier gets the first answer.
   *
   * @param deliveryId the source's identifier, or null when each delivery stands for itself
   */
  @Transactional
  AlertReceipt accept(WebhookSource source, String deliveryId, AlertNotice notice) {
    String id = deliveryId == null ? UUID.randomUUID().toString() : deliveryId;
    if (!sources.take(source.name(), id, clock.instant())) {
      return sources.receipt(source.name(), id).orElseThrow();
    }
    AlertReceipt receipt = notice.firing() ? fire(source, notice) : end(source, notice);
    sources.became(source.name(), id, receipt);
    return receipt;
  }

  private AlertReceipt fire(WebhookSource source, AlertNotice notice) {
    AlertRule rule = rules.of(source, notice);
    for (int i = 0; i < TRIES; i++) {
      Optional<Long> claimed = groups.claim(source.name(), notice, rule, clock.instant());
      if (claimed.isPresent()) {
        return open(source, notice, rule, claimed.get());
      }
      Optional<AlertGroup> open = groups.lockOpen(source.name(), notice.keyHash());
      if (open.isPresent() && !hasEnded(open.get())) {
        return update(open.get(), notice);
      }
      open.ifPresent(group -> groups.end(group.id(), clock.instant()));
    }
    throw new IllegalStateException("The alert group was opened and ended too often at once");
  }

  private AlertReceipt update(AlertGroup group, AlertNotice notice) {
    groups.notified(group.id(), true, clock.instant());
    groups.keep(group.id(), notice.alerts());
    if (!group.firing()) {
      occurrences.happened(
          group.incidentNumber(), AlertResolutionProcess.MSG_ALERT_FIRES_AGAIN, Map.of());
    }
    knownFacts.refresh(group.incidentNumber());
    return new AlertReceipt(group.incidentNumber(), AlertReceipt.Outcome.UPDATED);
  }

  private AlertReceipt end(WebhookSource source, AlertNotice notice) {
    Optional<AlertGroup> found = groups.lockOpen(source.name(), notice.keyHash());
    if (found.isEmpty()) {
      return new AlertReceipt(null, AlertReceipt.Outcome.IGNORED);
    }
    AlertGroup group = found.get();
    groups.notified(group.id(), false, clock.instant());
    groups.keep(group.id(), notice.alerts());
    if (hasEnded(group)) {
      groups.end(group.id(), clock.instant());
    } else {
      if (group.firing()
          && group.onResolved() == AlertRule.OnResolved.PROPOSE
          && groups.firing(group.incidentNumber()) == 0) {
        occurrences.happened(
            group.incidentNumber(),
            IncidentLifecycleProcess.MSG_ALERT_RESOLVED,
            Map.of(IncidentLifecycleProcess.ALERT_GROUP_ID, group.id()));
      }
      knownFacts.refresh(group.incidentNumber());
    }
    return new AlertReceipt(group.incidentNumber(), AlertReceipt.Outcome.RESOLVED);
  }

  private boolean hasEnded(AlertGroup group) {
    return incidents.get(group.incidentNumber()).state().isFinal();
  }

  /** One after the other for each source, so that the counting holds. */
  private AlertReceipt open(
      WebhookSource source, AlertNotice notice, AlertRule rule, long groupId) {
    sources.lock(source.name());
    Instant now = clock.instant();
    Optional<AlertGroups.Storm> storm = storm(source, groupId, now);
    groups.keep(groupId, notice.alerts());
    if (storm.isPresent()) {
      groups.belongsTo(groupId, storm.get().incidentNumber(), storm.get().id());
      groups.joinStorm(storm.get().id(), now);
      return new AlertReceipt(storm.get().incidentNumber(), AlertReceipt.Outcome.JOINED_STORM);
    }
    Incident incident =
        report(
            source,
            rule.service(),
            rule.suspectedSecurity(),
            notice.title(),
            notice.description(),
            notice.since());
    groups.belongsTo(groupId, incident.number(), null);
    return new AlertReceipt(incident.number(), AlertReceipt.Outcome.OPENED);
  }

  /** The storm that a new group joins, if one rages or begins with it. */
  private Optional<AlertGroups.Storm> storm(WebhookSource source, long groupId, Instant now) {
    Optional<AlertGroups.Storm> open = groups.openStorm(source.name());
    if (open.isPresent()) {
      boolean rages =
          open.get().lastAt().isAfter(now.minus(STORM_WINDOW))
              && !incidents.get(open.get().incidentNumber()).state().isFinal();
      if (rages) {
        return open;
      }
      groups.endStorm(open.get().id(), now);
    }
    int opened = groups.openedSince(source.name(), now.minus(STORM_WINDOW), groupId);
    if (opened < source.stormThreshold()) {
      return Optional.empty();
    }
    Incident incident =
        report(
            source,
            source.defaultService(),
            false,
            "Alert storm from " + source.name(),
            ("%s opened more than %d incidents within a minute. Its further alerts are kept with"
                    + " this incident until a minute passes without a new one.")
                .formatted(source.name(), source.stormThreshold()),
            now);
    long id = groups.beginStorm(source.name(), incident.number(), now);
    return Optional.of(new AlertGroups.Storm(id, incident.number(), now));
  }

  private Incident report(
      WebhookSource source,
      String service,
      boolean suspectedSecurity,
      String title,
      String description,
      Instant since) {
    Instant now = clock.instant();
    return reports.report(
        new Report(
            title,
            description,
            service,
            null,
            null,
            source.name(),
            Report.Source.WEBHOOK,
            null,
            since == null || since.isAfter(now) ? now : since,
            suspectedSecurity,
            PersonalData.UNKNOWN,
            false,
            false));
  }
}
