package org.ims.communication.status;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ims.catalogue.Service;
import org.ims.catalogue.Services;
import org.ims.communication.status.StatusBoard.ServiceStatus;
import org.ims.communication.status.ToldIncident.Span;
import org.ims.communication.updates.PublishedUpdate;
import org.ims.communication.updates.PublishedUpdates;
import org.ims.engine.Caller;
import org.ims.incident.IncidentNumber;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what people were told, for those who may know it. */
@Component
class StatusBoards {

  private final Services services;
  private final PublishedUpdates updates;
  private final StatusVersions versions;
  private final StatusSettings settings;
  private final Caller caller;
  private final Clock clock;

  StatusBoards(
      Services services,
      PublishedUpdates updates,
      StatusVersions versions,
      StatusSettings settings,
      Caller caller,
      Clock clock) {
    this.services = services;
    this.updates = updates;
    this.versions = versions;
    this.settings = settings;
    this.caller = caller;
    this.clock = clock;
  }

  /** As whom the caller reads. */
  Readers readers() {
    return caller.user().isEmpty() ? Readers.OUTSIDE : Readers.INSIDE;
  }

  /** How often what the caller may know has changed. */
  long version() {
    return versions.current().get(readers());
  }

  /** Everything that the caller may know. */
  @Transactional(readOnly = true)
  StatusBoard board() {
    Readers readers = readers();
    // Before the texts: who asks while one is published sees an old number and asks again.
    long version = versions.current().get(readers);
    Instant now = clock.instant();
    ZoneId zone = ZoneId.systemDefault();
    LocalDate first = now.atZone(zone).toLocalDate().minus(settings.history()).plusDays(1);
    Map<String, Service> shown = shown(readers);
    Instant since = first.atStartOfDay(zone).toInstant();
    List<ToldIncident> incidents =
        told(updates.since(since, settings.audiences(readers)), readers, shown).stream()
            // Work after the all-clear may go on for long, but nobody waits for it.
            .filter(incident -> !incident.isOver() || !incident.endedAt().isBefore(since))
            .toList();
    Map<String, List<ToldIncident>> byService =
        incidents.stream().collect(Collectors.groupingBy(ToldIncident::serviceKey));
    List<ServiceStatus> states = new ArrayList<>();
    for (Service service : services.findByActiveTrueOrderByName()) {
      if (shown.containsKey(service.key())) {
        List<ToldIncident> own = byService.getOrDefault(service.key(), List.of());
        List<Span> spans = own.stream().flatMap(told -> told.spans(now).stream()).toList();
        states.add(
            new ServiceStatus(
                service.key(),
                service.name(),
                own.stream()
                    .map(ToldIncident::condition)
                    .reduce(Condition.OPERATIONAL, Condition::worse),
                Uptime.of(spans, first, now, zone)));
      }
    }
    return new StatusBoard(readers, version, states, incidents);
  }

  /** One incident, however long ago; empty where the caller was told nothing of it. */
  @Transactional(readOnly = true)
  Optional<ToldIncident> incident(String number) {
    if (!IncidentNumber.isValid(number)) {
      return Optional.empty();
    }
    Readers readers = readers();
    return told(updates.of(number, settings.audiences(readers)), readers, shown(readers)).stream()
        .findFirst();
  }

  /** The services that may be named, by key: inside also past ones, which had incidents. */
  private Map<String, Service> shown(Readers readers) {
    return services.findAll().stream()
        .filter(
            service -> readers == Readers.INSIDE || (service.active() && service.statusPublic()))
        .collect(Collectors.toMap(Service::key, service -> service));
  }

  /** One of each incident, the newest first. */
  private List<ToldIncident> told(
      List<PublishedUpdate> published, Readers readers, Map<String, Service> shown) {
    Map<String, Map<String, List<PublishedUpdate>>> byIncident = new LinkedHashMap<>();
    for (PublishedUpdate update : published) {
      if (shown.containsKey(update.service())) {
        byIncident
            .computeIfAbsent(update.incidentNumber(), any -> new LinkedHashMap<>())
            .computeIfAbsent(update.audience(), any -> new ArrayList<>())
            .add(update);
      }
    }
    List<ToldIncident> incidents = new ArrayList<>();
    for (Map<String, List<PublishedUpdate>> byAudience : byIncident.values()) {
      settings.audiences(readers).stream()
          .filter(byAudience::containsKey)
          .findFirst()
          .map(byAudience::get)
          .ifPresent(
              texts ->
                  incidents.add(ToldIncident.of(shown.get(texts.get(0).service()).name(), texts)));
    }
    Collections.reverse(incidents);
    incidents.sort(Comparator.comparing(ToldIncident::startedAt).reversed());
    return incidents;
  }
}
