package org.ims.documentation.retention;

import java.time.Clock;
import java.time.Instant;
import org.ims.documentation.journal.JournalErasure;
import org.ims.engine.Caller;
import org.ims.engine.EngineHistory;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.LegalHolds;
import org.ims.incident.UnknownIncidentException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases what is personal of an incident wherever it is: our tables, the journal, and the engine's
 * history, which is deleted, because it offers no way to erase a part of it. All of it or nothing.
 */
@Service
class PersonalDataErasure {

  /** What came of it; nothing was touched but by the first. */
  enum Outcome {
    ERASED,
    ERASED_ALREADY,
    NOT_ENDED,
    HELD,
    /** A process of the incident still runs, such as a message that is not delivered. */
    AT_WORK
  }

  private final Incidents incidents;
  private final LegalHolds holds;
  private final Retentions retentions;
  private final RetentionPlanning planning;
  private final PersonalDataEraser eraser;
  private final JournalErasure journal;
  private final EngineHistory history;
  private final Caller caller;
  private final Clock clock;

  PersonalDataErasure(
      Incidents incidents,
      LegalHolds holds,
      Retentions retentions,
      RetentionPlanning planning,
      PersonalDataEraser eraser,
      JournalErasure journal,
      EngineHistory history,
      Caller caller,
      Clock clock) {
    this.incidents = incidents;
    this.holds = holds;
    this.retentions = retentions;
    this.planning = planning;
    this.eraser = eraser;
    this.journal = journal;
    this.history = history;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * @param by a login, or {@code system}
   */
  @Transactional
  public Outcome erase(String number, Ground ground, String by) {
    // Whoever sets a hold or takes a file in locks it too.
    IncidentState state =
        incidents.lockState(number).orElseThrow(() -> new UnknownIncidentException(number));
    if (!state.isFinal()) {
      return Outcome.NOT_ENDED;
    }
    if (holds.isHeld(number)) {
      return Outcome.HELD;
    }
    return caller.asSystem(() -> eraseAsSystem(number, ground, by));
  }

  private Outcome eraseAsSystem(String number, Ground ground, String by) {
    if (planning.plan(number).isErased()) {
      return Outcome.ERASED_ALREADY;
    }
    if (history.isAtWork(number, PersonalDataReviewProcess.KEY)) {
      return Outcome.AT_WORK;
    }
    Instant now = clock.instant();
    journal.erase(number, by, ground.key());
    eraser.erase(number, by, now);
    history.forget(number);
    retentions.erased(number, ground, by, now);
    return Outcome.ERASED;
  }
}
