package org.ims.reporting.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.ims.engine.Caller;
import org.ims.engine.SubmittedForm;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.LegalHolds;
import org.ims.incident.UnknownIncidentException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What people do with the files of an incident. Each of it is kept in the chain of custody and in
 * the journal.
 */
@Service
class EvidenceDesk {

  private static final int DESCRIPTION = 1000;

  /** There is no such file, or not with this incident. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such file.")
  static class UnknownEvidenceException extends RuntimeException {}

  /** There was one; its row tells what became of it. */
  @ResponseStatus(code = HttpStatus.GONE, reason = "The content of this file was removed.")
  static class RemovedEvidenceException extends RuntimeException {}

  /** Nothing of the incident may be destroyed. */
  @ResponseStatus(
      code = HttpStatus.CONFLICT,
      reason = "The incident is under legal hold: nothing of it may be removed.")
  static class HeldException extends RuntimeException {}

  private final EvidenceFiles files;
  private final EvidenceSettings settings;
  private final VisibleIncidents visible;
  private final Incidents incidents;
  private final LegalHolds holds;
  private final Journal journal;
  private final Caller caller;
  private final TransactionTemplate transaction;
  private final Path spool;
  private final Clock clock;

  EvidenceDesk(
      EvidenceFiles files,
      EvidenceSettings settings,
      VisibleIncidents visible,
      Incidents incidents,
      LegalHolds holds,
      Journal journal,
      Caller caller,
      TransactionTemplate transaction,
      @Value("${ims.data-directory}") Path dataDirectory,
      Clock clock) {
    this.files = files;
    this.settings = settings;
    this.visible = visible;
    this.incidents = incidents;
    this.holds = holds;
    this.journal = journal;
    this.caller = caller;
    this.transaction = transaction;
    this.spool = dataDirectory.resolve("uploads");
    this.clock = clock;
  }

  /** All files, those whose content was removed among them, in the order in which they came. */
  List<Evidence> list(String number) {
    return files.of(seen(number).number());
  }

  /**
   * Adds a file. Nothing is locked before all of it is here.
   *
   * @param size in bytes, as announced, or a negative number
   * @throws org.ims.incident.IllegalTransitionException when the incident was closed, even while
   *     the file was being sent, unless a manager completes the record
   * @throws InvalidInputException when the incident has as much as it may have
   * @throws BrokenUploadException when it did not arrive as a whole
   */
  Evidence add(String number, String name, String description, InputStream content, long size)
      throws IOException {
    requireMayAdd(seen(number));
    String described = description == null || description.isBlank() ? null : description.strip();
    if (described != null && described.length() > DESCRIPTION) {
      throw new InvalidInputException(
          "description", "max-length", "Description must have at most 1000 characters.");
    }
    if (name == null || name.isBlank()) {
      throw new InvalidInputException("name", "required", "Name is required.");
    }
    requireRoom(number, Math.max(size, 0), 1);
    try (Spool arrived = Spool.of(content, size, spool)) {
      return transaction.execute(status -> keep(number, name, described, arrived));
    }
  }

  private Evidence keep(String number, String name, String description, Spool arrived) {
    try (InputStream content = arrived.content()) {
      long id = files.put(number, name, description, content, caller.user(), null);
      // The last one to be locked: whoever closes the incident does not wait for the content.
      incidents.lockState(number);
      requireMayAdd(incidents.get(number));
      requireRoom(number, 0, 0);
      Evidence kept = files.find(number, id).orElseThrow();
      if (!Arrays.equals(kept.sha256(), arrived.sha256())) {
        throw new IllegalStateException("The file on the disk is not what was sent.");
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the caller may add files to the incident as it is. */
  private void requireMayAdd(Incident incident) {
    boolean own = incident.report().reporter().equals(caller.user());
    if (!own && !caller.reader().works()) {
      throw new AccessDeniedException("Files are added by those who work on incidents.");
    }
    if (!caller.reader().completesRecords()) {
      incident.requireOpen("take a file");
    }
  }

  private void requireRoom(String number, long more, int moreFiles) {
    EvidenceFiles.Amount has = files.amount(number);
    if (has.files() + moreFiles > settings.maxFiles()) {
      throw new InvalidInputException(
          "file",
          "max-files",
          "An incident has at most %d files; remove one first.".formatted(settings.maxFiles()));
    }
    if (has.bytes() + more > settings.quota().toBytes()) {
      throw new InvalidInputException(
          "file",
          "quota",
          "The files of an incident have at most %d MB together; remove one first."
              .formatted(settings.quota().toMegabytes()));
    }
  }

  /** Whether there is such a file; for those who only ask. */
  Evidence find(String number, long id) {
    Evidence evidence =
        files.find(seen(number).number(), id).orElseThrow(UnknownEvidenceException::new);
    if (evidence.isRemoved()) {
      throw new RemovedEvidenceException();
    }
    return evidence;
  }

  /** Gives a copy to the caller, who is written down before the first byte leaves. */
  @Transactional
  public Evidence take(String number, long id) {
    Evidence evidence = find(number, id);
    files.note(evidence, Custody.Event.TAKEN, caller.user(), null);
    journal.record(fact(evidence, "evidence-taken"));
    return evidence;
  }

  /**
   * Destroys the content of a file; its row, its hash and its custody stay.
   *
   * @throws HeldException while the incident is under legal hold
   */
  @Transactional
  public void remove(String number, long id, String reason) {
    seen(number);
    if (!caller.reader().completesRecords()) {
      throw new AccessDeniedException("Files are removed by incident managers.");
    }
    if (reason == null || reason.isBlank()) {
      throw new InvalidInputException("reason", "required", "Reason is required.");
    }
    if (reason.length() > SubmittedForm.TEXT_AREA) {
      throw new InvalidInputException(
          "reason", "max-length", "Reason must have at most 4000 characters.");
    }
    // Whoever sets a hold locks the incident too.
    incidents.lockState(number);
    Evidence evidence = find(number, id);
    if (holds.isHeld(number)) {
      throw new HeldException();
    }
    files.remove(evidence, caller.user(), reason.strip());
    journal.record(fact(evidence, "evidence-removed").withPersonal("reason", reason.strip()));
  }

  /**
   * What was done with a file, and what forbade to destroy it, in its order; not for those who only
   * report.
   */
  List<Custody> custody(String number, long id) {
    if (caller.reader().onlyReports()) {
      throw new UnknownIncidentException(number);
    }
    Evidence evidence =
        files.find(seen(number).number(), id).orElseThrow(UnknownEvidenceException::new);
    Stream<Custody> held =
        holds.findByIncidentNumberOrderById(number).stream()
            .flatMap(
                hold ->
                    Stream.of(
                        new Custody(
                            Custody.Event.HOLD_SET, hold.setBy(), hold.setAt(), hold.reason()),
                        new Custody(
                            Custody.Event.HOLD_RELEASED,
                            hold.releasedBy(),
                            hold.releasedAt(),
                            hold.releaseReason())))
            .filter(event -> event.at() != null);
    return Stream.concat(files.custody(evidence).stream(), held)
        .sorted(Comparator.comparing(Custody::at))
        .toList();
  }

  static JournalFact fact(Evidence evidence, String kind) {
    return JournalFact.of(evidence.incidentNumber(), kind)
        .with("evidence", evidence.id())
        .with("sha256", HexFormat.of().formatHex(evidence.sha256()))
        .with("size", evidence.size())
        .with("type", evidence.mediaType())
        .withPersonal("name", evidence.fileName());
  }

  /** Who only reports sees the files of their own reports; to others it looks as if none was. */
  private Incident seen(String number) {
    Incident incident = visible.get(number);
    if (caller.reader().onlyReports() && !incident.report().reporter().equals(caller.user())) {
      throw new UnknownIncidentException(number);
    }
    return incident;
  }
}
