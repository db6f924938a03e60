package org.ims.documentation.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ims.calendar.ServiceCalendars;
import org.ims.documentation.retention.PersonalDataErasure.Outcome;
import org.ims.engine.Actor;
import org.ims.engine.Occurrences;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.LegalHolds;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has what is personal in the record of an incident looked through when that is due. */
@Service
@Transactional
class PersonalDataReviews {

  private final Retentions retentions;
  private final RetentionPlanning planning;
  private final PersonalDataErasure erasure;
  private final PersonalDataEraser eraser;
  private final Incidents incidents;
  private final LegalHolds holds;
  private final Journal journal;
  private final Occurrences occurrences;
  private final ServiceCalendars calendars;
  private final RetentionSettings settings;
  private final Clock clock;

  PersonalDataReviews(
      Retentions retentions,
      RetentionPlanning planning,
      PersonalDataErasure erasure,
      PersonalDataEraser eraser,
      Incidents incidents,
      LegalHolds holds,
      Journal journal,
      Occurrences occurrences,
      ServiceCalendars calendars,
      RetentionSettings settings,
      Clock clock) {
    this.retentions = retentions;
    this.planning = planning;
    this.erasure = erasure;
    this.eraser = eraser;
    this.incidents = incidents;
    this.holds = holds;
    this.journal = journal;
    this.occurrences = occurrences;
    this.calendars = calendars;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Begins what is due, so many of it as one night takes.
   *
   * @return how many processes began
   */
  int openDue() {
    Instant now = clock.instant();
    List<String> expired = retentions.expired(now, settings.expiriesPerNight());
    List<String> reviews = retentions.reviewsDue(now, settings.reviewsPerNight());
    int begun = 0;
    for (List<String> due : List.of(expired, reviews)) {
      for (String number : due) {
        begun += open(number, now) ? 1 : 0;
      }
    }
    return begun;
  }

  /** By what the table says now, which may have changed since the dates were set. */
  private boolean open(String number, Instant now) {
    Retention retention = planning.plan(number);
    boolean over = retention.isOver(now);
    boolean due = retention.reviewDue() != null && !retention.reviewDue().isAfter(now);
    if (retention.keepUntil() == null || !(over || due)) {
      return false;
    }
    retentions.open(number, true);
    Map<String, Object> variables = new HashMap<>();
    variables.put(PersonalDataReviewProcess.STILL_KEPT, !over);
    variables.put(PersonalDataReviewProcess.KEEP_UNTIL, Date.from(retention.keepUntil()));
    variables.put(
        PersonalDataReviewProcess.REVIEW_BY,
        Date.from(calendars.due(now, settings.reviewWithin(), settings.calendar())));
    occurrences.begins(number, PersonalDataReviewProcess.MSG_PERSONAL_DATA_REVIEW_DUE, variables);
    return true;
  }

  /** What is known of it that names nobody. */
  String factsOf(String number) {
    Incident incident = incidents.get(number);
    Retention retention = retentions.find(number).orElseThrow();
    return "%s, %s since %s%n%s%nKept until %s.%s"
        .formatted(
            number,
            incident.state().inWords(),
            day(retention.endedAt()),
            retention.because(),
            day(retention.keepUntil()),
            incident.report().restricted() ? "\nRestricted to its people." : "");
  }

  /** How much is held of which kind, a line each. */
  String holdings(String number) {
    Map<String, Long> held = eraser.held(number);
    return held.isEmpty()
        ? "Nothing."
        : held.entrySet().stream()
            .map(kind -> kind.getKey() + ": " + kind.getValue())
            .collect(Collectors.joining("\n"));
  }

  /** Refuses a decision to erase what must not be erased now. */
  void decideToErase(String number, String by) {
    if (holds.isHeld(number)) {
      throw new InvalidInputException(
          "decision", "not-held", "Decision: it is under legal hold, nothing of it is erased.");
    }
    if (!incidents.get(number).state().isFinal()) {
      throw new InvalidInputException(
          "decision", "ended", "Decision: it was reopened, nothing of it is erased.");
    }
    journal.record(reviewed(number, by).with("decision", "erase"));
  }

  /**
   * @throws InvalidInputException when that is not in the future, or later than the record is kept
   */
  void keep(String number, Instant until, String because, String by) {
    Retention retention = retentions.find(number).orElseThrow();
    if (!until.isAfter(clock.instant())) {
      throw new InvalidInputException(
          "keepPersonalUntil", "in-future", "Keep until must be in the future.");
    }
    if (retention.keepUntil() != null && until.isAfter(retention.keepUntil())) {
      throw new InvalidInputException(
          "keepPersonalUntil",
          "within-retention",
          "Keep until must not be later than %s, until when the record is kept."
              .formatted(day(retention.keepUntil())));
    }
    retentions.keep(number, until, because, by, clock.instant());
    retentions.open(number, false);
    journal.record(
        reviewed(number, by)
            .with("decision", "keep")
            .with("until", until)
            .withPersonal("reason", because));
  }

  private static JournalFact reviewed(String number, String by) {
    return JournalFact.of(number, "personal-data-reviewed").by(by);
  }

  /**
   * Erases what was decided to be erased, or what is kept no longer.
   *
   * @param decidedBy null when nobody was asked
   * @return whether nothing is left of it
   */
  boolean erase(String number, String decidedBy) {
    Optional<Retention> retention = retentions.find(number);
    boolean over = retention.filter(kept -> kept.isOver(clock.instant())).isPresent();
    Outcome outcome =
        decidedBy == null && !over
            ? Outcome.NOT_ENDED
            : erasure.erase(
                number,
                decidedBy == null ? Ground.RETENTION_OVER : Ground.REVIEWED,
                decidedBy == null ? Actor.SYSTEM : decidedBy);
    retentions.open(number, false);
    return outcome == Outcome.ERASED || outcome == Outcome.ERASED_ALREADY;
  }

  /** Erased otherwise: whoever was asked need not answer any more. */
  void erasedMeanwhile(String number) {
    occurrences.happened(number, PersonalDataReviewProcess.MSG_PERSONAL_DATA_ERASED);
    retentions.open(number, false);
  }

  private LocalDate day(Instant instant) {
    ZoneId zone = calendars.zone(settings.calendar());
    return instant == null ? null : instant.atZone(zone).toLocalDate();
  }
}
