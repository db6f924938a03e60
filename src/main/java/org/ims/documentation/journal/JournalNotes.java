package org.ims.documentation.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.TimelineEntry;
import org.ims.incident.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What people write down about an incident of their own accord. Nobody can change it; what was
 * wrong is corrected by another note, which names the first.
 */
@Service
public class JournalNotes {

  static final String NOTE = "note-added";
  static final String CORRECTION = "correction-added";

  private static final List<String> KINDS = List.of(NOTE, CORRECTION);

  /** The texts of the incident were erased, and so would be what is added. */
  @ResponseStatus(
      code = HttpStatus.CONFLICT,
      reason = "The personal texts of this incident were erased; nothing can be added to them.")
  static class ErasedException extends RuntimeException {}

  private final Journal journal;
  private final JournalEntries entries;
  private final ChainKeys keys;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JournalNotes(
      Journal journal,
      JournalEntries entries,
      ChainKeys keys,
      TransactionTemplate transaction,
      Clock clock) {
    this.journal = journal;
    this.entries = entries;
    this.keys = keys;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Adds a note by whoever asks; that they may is for the caller to say.
   *
   * @param text 1 to 4000 characters
   * @param at when it happened, not in the future; null for now
   * @param corrects the number of the note that this one corrects, or null
   * @throws InvalidInputException naming all that is wrong
   */
  public TimelineEntry add(Incident incident, String text, Instant at, Long corrects) {
    String number = incident.number();
    require(number, text, at, corrects);
    String kind = corrects == null ? NOTE : CORRECTION;
    // By which it is found again: its number is given when the transaction ends.
    String id = UUID.randomUUID().toString();
    transaction.executeWithoutResult(
        status -> {
          if (keys.forWriting(number).isEmpty()) {
            throw new ErasedException();
          }
          journal.record(
              JournalFact.of(number, kind)
                  .at(at)
                  .with("note", id)
                  .with("writtenAt", at == null ? null : clock.instant())
                  .with("corrects", corrects)
                  .withPersonal("text", text.strip()));
        });
    return JournalStories.told(entries.last(number, List.of(kind), "note", id).orElseThrow());
  }

  private void require(String number, String text, Instant at, Long corrects) {
    List<Violation> violations = new ArrayList<>();
    if (text == null || text.isBlank()) {
      violations.add(new Violation("text", "required", "Text is required."));
    } else if (text.length() > SubmittedForm.TEXT_AREA) {
      violations.add(
          new Violation("text", "max-length", "Text must have at most 4000 characters."));
    }
    if (at != null && at.isAfter(clock.instant())) {
      violations.add(new Violation("at", "past", "At must not be in the future."));
    }
    if (corrects != null
        && entries.find(number, corrects).filter(entry -> KINDS.contains(entry.kind())).isEmpty()) {
      violations.add(
          new Violation("corrects", "note", "Corrects must be the number of a note of the story."));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }
}
