package org.ims.response;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Audiences;
import org.ims.engine.Occurrences;
import org.ims.incident.HoldReason;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.ServiceLevel;
import org.ims.servicelevel.ServiceLevels;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The work on an incident, from the first claim to the confirmed resolution. */
@Service
@Transactional
class Response {

  /**
   * When the resolution is to be verified, and when silence confirms it.
   *
   * @param round how often the incident has been resolved, this time included
   */
  record Deadlines(Instant verifyDue, Instant confirmDue, int round) {}

  private final Incidents incidents;
  private final Investigations investigations;
  private final Containments containments;
  private final Recoveries recoveries;
  private final Verifications verifications;
  private final ServiceCalendars calendars;
  private final Occurrences occurrences;
  private final ServiceLevels serviceLevels;
  private final Audiences audiences;
  private final MajorIncidentSettings majorIncidents;
  private final Clock clock;

  Response(
      Incidents incidents,
      Investigations investigations,
      Containments containments,
      Recoveries recoveries,
      Verifications verifications,
      ServiceCalendars calendars,
      Occurrences occurrences,
      ServiceLevels serviceLevels,
      Audiences audiences,
      MajorIncidentSettings majorIncidents,
      Clock clock) {
    this.incidents = incidents;
    this.investigations = investigations;
    this.containments = containments;
    this.recoveries = recoveries;
    this.verifications = verifications;
    this.calendars = calendars;
    this.occurrences = occurrences;
    this.serviceLevels = serviceLevels;
    this.audiences = audiences;
    this.majorIncidents = majorIncidents;
    this.clock = clock;
  }

  /** Somebody claimed the investigation; only the first claim starts the response. */
  void claimInvestigation(String number, String responder) {
    Incident incident = incidents.get(number);
    if (incident.state() == IncidentState.ASSESSED) {
      incident.startResponse(responder, clock.instant());
    }
  }

  /** Somebody claimed the recovery; only the first claim starts it. */
  void claimRecovery(String number) {
    Incident incident = incidents.get(number);
    if (incident.state() == IncidentState.CONTAINED) {
      incident.startRecovery();
    }
  }

  void record(Investigation investigation) {
    requireWork(investigation.incidentNumber());
    claimInvestigation(investigation.incidentNumber(), investigation.recordedBy());
    investigations.save(investigation);
  }

  void record(Containment containment) {
    requireWork(containment.incidentNumber());
    containments.save(containment);
    if (containment.succeeded()) {
      incidents.get(containment.incidentNumber()).contain(clock.instant());
    }
  }

  void record(Recovery recovery) {
    requireWork(recovery.incidentNumber());
    claimRecovery(recovery.incidentNumber());
    recoveries.save(recovery);
    if (!recovery.succeeded()) {
      incidents.get(recovery.incidentNumber()).recoveryFailed();
    }
  }

  /** What waits for somebody else is not done meanwhile. */
  private void requireWork(String number) {
    Incident incident = incidents.get(number);
    if (incident.state() == IncidentState.ON_HOLD) {
      throw new InvalidInputException(
          "onHold",
          "on-hold",
          incident.holdReason() == HoldReason.LEGAL
              ? "The incident is on hold: Legal has to lift the hold first (task Lift legal hold)."
              : "The incident is on hold: resume it first (task Resume incident).");
    }
  }

  /** The service works again; the time to object begins. */
  Deadlines resolve(String number) {
    Incident incident = incidents.get(number);
    Recovery recovery = latest(recoveries.findByIncidentNumberOrderById(number));
    Instant now = clock.instant();
    incident.resolve(recovery.recordedBy(), recovery.recoveredAt(), now);
    // What was only meant to bridge the time until now is to be taken back.
    occurrences.happened(number, TemporaryCountermeasureProcess.MSG_INCIDENT_RESOLVED);
    serviceLevels.stop(number);
    return deadlines(
        incident,
        // A resolution that silence confirmed and that did not hold left no verification.
        1 + verifications.findByIncidentNumberOrderById(number).size() + incident.reopenCount());
  }

  private Deadlines deadlines(Incident incident, int round) {
    Instant now = clock.instant();
    ServiceLevel promises = incident.serviceLevel();
    return new Deadlines(
        calendars.due(now, promises.verifyWithin(), ServiceLevel.BUSINESS_CALENDAR),
        calendars.due(now, promises.confirmWithin(), ServiceLevel.BUSINESS_CALENDAR),
        round);
  }

  /**
   * @throws InvalidInputException when the resolver of a P1 or P2 verifies their own work
   */
  void recordVerification(String number, boolean verified, String comment, String actor) {
    Incident incident = incidents.get(number);
    if (verified && incident.priority().isSevere() && actor.equals(incident.resolvedBy())) {
      throw new InvalidInputException(
          "verified",
          "second-person",
          "A %s is verified by somebody else than the person who resolved it."
              .formatted(incident.priority()));
    }
    verifications.save(new Verification(number, verified, comment, actor, clock.instant()));
    if (verified) {
      incident.verify(actor, clock.instant());
    } else {
      incident.refuteResolution();
      serviceLevels.start(number);
    }
  }

  /** Whether only a person can say that it works again. */
  boolean needsAWord(String number) {
    return incidents.get(number).commandedAsMajor();
  }

  /**
   * Nobody verified the resolution of a major incident in time: those who look after it are told,
   * and the time begins anew.
   *
   * @param round of the resolution, which is still the same
   */
  Deadlines remindOfVerification(String number, int round) {
    Incident incident = incidents.get(number);
    incident.remindOfVerification();
    audiences.tell(
        incident,
        String.join(",", majorIncidents.unverified()),
        "major-unverified",
        incident.verificationReminders(),
        null);
    return deadlines(incident, round);
  }

  /** Nobody objected in time. */
  void confirmBySilence(String number, String actor) {
    incidents.get(number).verify(actor, clock.instant());
  }

  private static <T> T latest(List<T> all) {
    return all.get(all.size() - 1);
  }
}
