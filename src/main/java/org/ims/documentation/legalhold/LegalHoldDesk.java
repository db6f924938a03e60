package org.ims.documentation.legalhold;

import java.time.Clock;
import java.util.List;
import org.ims.engine.Caller;
import org.ims.engine.EngineHistory;
import org.ims.engine.SubmittedForm;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.LegalHold;
import org.ims.incident.LegalHolds;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Sets and releases legal holds; each of it is in the journal, and there is never more than one.
 */
@Service
@Transactional
class LegalHoldDesk {

  /** What was asked for is so already. */
  @ResponseStatus(
      code = HttpStatus.CONFLICT,
      reason = "The incident is under legal hold already; release that one first.")
  static class HeldAlreadyException extends RuntimeException {}

  /** There is nothing to release. */
  @ResponseStatus(code = HttpStatus.CONFLICT, reason = "The incident is not under legal hold.")
  static class NotHeldException extends RuntimeException {}

  private final VisibleIncidents visible;
  private final Incidents incidents;
  private final LegalHolds holds;
  private final EngineHistory history;
  private final Journal journal;
  private final Caller caller;
  private final Clock clock;

  LegalHoldDesk(
      VisibleIncidents visible,
      Incidents incidents,
      LegalHolds holds,
      EngineHistory history,
      Journal journal,
      Caller caller,
      Clock clock) {
    this.visible = visible;
    this.incidents = incidents;
    this.holds = holds;
    this.history = history;
    this.journal = journal;
    this.caller = caller;
    this.clock = clock;
  }

  /** Every hold of the incident, in the order of their beginning. */
  @Transactional(readOnly = true)
  public List<LegalHold> of(String number) {
    requireReader(number);
    return holds.findByIncidentNumberOrderById(number);
  }

  public LegalHold set(String number, String reason) {
    requireDecider(number);
    requireReason(reason);
    // Whoever destroys something of the incident locks it too, and looks for a hold afterwards.
    incidents.lockState(number);
    if (holds.isHeld(number)) {
      throw new HeldAlreadyException();
    }
    history.keepForEver(number);
    journal.record(JournalFact.of(number, "hold-set").withPersonal("reason", reason.strip()));
    return holds.save(new LegalHold(number, reason.strip(), caller.user(), clock.instant()));
  }

  public LegalHold release(String number, String reason) {
    requireDecider(number);
    requireReason(reason);
    incidents.lockState(number);
    LegalHold hold =
        holds.findByIncidentNumberAndReleasedAtIsNull(number).orElseThrow(NotHeldException::new);
    hold.release(reason.strip(), caller.user(), clock.instant());
    history.keepForItsTime(number);
    journal.record(JournalFact.of(number, "hold-released").withPersonal("reason", reason.strip()));
    return hold;
  }

  private void requireReader(String number) {
    visible.get(number);
    if (caller.reader().onlyReports()) {
      throw new UnknownIncidentException(number);
    }
  }

  private void requireDecider(String number) {
    requireReader(number);
    if (!caller.reader().holdsLegally()) {
      throw new AccessDeniedException("Legal holds are set and released by legal and managers.");
    }
  }

  private static void requireReason(String reason) {
    if (reason == null || reason.isBlank()) {
      throw new InvalidInputException("reason", "required", "Reason is required.");
    }
    if (reason.length() > SubmittedForm.TEXT_AREA) {
      throw new InvalidInputException(
          "reason", "max-length", "Reason must have at most 4000 characters.");
    }
  }
}
