package org.ims.documentation.retention;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ims.documentation.retention.PersonalDataErasure.Outcome;
import org.ims.engine.Caller;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.InvalidInputException;
import org.ims.incident.LegalHold;
import org.ims.incident.LegalHolds;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/** What people ask about retention, and what they may do about it at any time. */
@Service
@Transactional
class RetentionDesk {

  private static final Set<String> ERASERS = Set.of("dpo", "camunda-admin");

  private static final List<Ground> GROUNDS =
      List.of(
          Ground.NO_LONGER_NEEDED,
          Ground.CONSENT_WITHDRAWN,
          Ground.OBJECTION,
          Ground.UNLAWFUL,
          Ground.LEGAL_OBLIGATION);

  private final VisibleIncidents visible;
  private final Retentions retentions;
  private final RetentionPlanning planning;
  private final PersonalDataErasure erasure;
  private final PersonalDataReviews reviews;
  private final LegalHolds holds;
  private final Caller caller;

  RetentionDesk(
      VisibleIncidents visible,
      Retentions retentions,
      RetentionPlanning planning,
      PersonalDataErasure erasure,
      PersonalDataReviews reviews,
      LegalHolds holds,
      Caller caller) {
    this.visible = visible;
    this.retentions = retentions;
    this.planning = planning;
    this.erasure = erasure;
    this.reviews = reviews;
    this.holds = holds;
    this.caller = caller;
  }

  public RetentionController.Answer read(String number) {
    Incident incident = readable(number);
    Instant heldSince =
        holds.findByIncidentNumberAndReleasedAtIsNull(number).map(LegalHold::setAt).orElse(null);
    if (!incident.state().isFinal()) {
      return new RetentionController.Answer(
          number, null, null, null, null, heldSince, null, null, null);
    }
    Retention kept =
        retentions
            .find(number)
            .filter(known -> known.endedAt().equals(incident.closedAt()))
            .orElseGet(() -> caller.asSystem(() -> planning.plan(number)));
    return new RetentionController.Answer(
        number,
        kept.endedAt(),
        kept.keepUntil(),
        kept.reviewDue(),
        kept.because(),
        heldSince,
        kept.erasedAt(),
        kept.erasedBy(),
        kept.erasedFor());
  }

  /**
   * @param reason one of the grounds that the law knows
   * @throws ResponseStatusException (409) when it cannot be erased now
   */
  public void erase(String number, String reason) {
    readable(number);
    if (caller.groups().stream().noneMatch(ERASERS::contains)) {
      throw new AccessDeniedException(
          "Personal data is erased by the data protection officer and administrators.");
    }
    Ground ground =
        GROUNDS.stream()
            .filter(known -> known.key().equals(reason))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "reason",
                        "choice",
                        "Reason must be one of %s."
                            .formatted(
                                String.join(", ", GROUNDS.stream().map(Ground::key).toList()))));
    caller.asSystem(
        () -> {
          reviews.erasedMeanwhile(number);
          return null;
        });
    Outcome outcome = erasure.erase(number, ground, caller.user());
    String refused =
        switch (outcome) {
          case ERASED -> null;
          case ERASED_ALREADY -> "What is personal in its record was erased already.";
          case NOT_ENDED -> "The incident has not ended.";
          case HELD -> "The incident is under legal hold: nothing of it may be erased.";
          case AT_WORK -> "A process of the incident still runs, such as a message on its way.";
        };
    if (refused != null) {
      // Nothing of it happened, the end of the review included.
      throw new ResponseStatusException(HttpStatus.CONFLICT, refused);
    }
  }

  private Incident readable(String number) {
    Incident incident = visible.get(number);
    if (caller.reader().onlyReports()) {
      throw new UnknownIncidentException(number);
    }
    return incident;
  }
}
