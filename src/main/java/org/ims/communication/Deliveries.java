package org.ims.communication;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.engine.Caller;
import org.ims.engine.Occurrences;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Journal;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What people see and do about messages that are on their way, or got stuck on it. */
@Service
class Deliveries {

  static final int MOST = 200;

  private static final int REASON = 4000;

  private static final String AUDITOR = "auditor";

  /** They, and who looks besides them. */
  static final Set<String> READERS =
      Stream.concat(CommunicationKeepers.GROUPS.stream(), Stream.of(AUDITOR))
          .collect(Collectors.toUnmodifiableSet());

  /** There is no such message, or not for this reader. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such message.")
  static class UnknownMessageException extends RuntimeException {}

  private final Outbox outbox;
  private final Incidents incidents;
  private final Occurrences occurrences;
  private final Journal journal;
  private final Caller caller;

  Deliveries(
      Outbox outbox, Incidents incidents, Occurrences occurrences, Journal journal, Caller caller) {
    this.outbox = outbox;
    this.incidents = incidents;
    this.occurrences = occurrences;
    this.journal = journal;
    this.caller = caller;
  }

  /**
   * The newest messages, at most {@value #MOST}.
   *
   * @param states in which they are; none for all
   * @param incidentNumber of the incident that they are about, or null
   */
  @Transactional(readOnly = true)
  List<Notice> newest(Set<Notice.State> states, String incidentNumber) {
    requireOneOf(READERS);
    return outbox.newest(
        states.isEmpty() ? EnumSet.allOf(Notice.State.class) : states,
        incidentNumber,
        caller.reader().seesAll(),
        Limit.of(MOST));
  }

  /** Whether the caller may have messages sent again. */
  boolean mayDecide() {
    return caller.groups().stream().anyMatch(CommunicationKeepers.GROUPS::contains);
  }

  @Transactional
  void retry(long id) {
    requireOneOf(CommunicationKeepers.GROUPS);
    Notice notice = visible(id);
    notice.retry(caller.user());
    journal.record(notice.fact("message-retried"));
    goOn(notice, NoticeDeliveryProcess.MSG_RETRY_REQUESTED);
  }

  /**
   * Has every undelivered message sent again that the caller may see, the oldest first.
   *
   * @return how many; never more than {@value #MOST} at once
   */
  @Transactional
  int retryAll() {
    requireOneOf(CommunicationKeepers.GROUPS);
    List<Notice> undelivered =
        outbox.newest(
            EnumSet.of(Notice.State.UNDELIVERED), null, caller.reader().seesAll(), Limit.of(MOST));
    for (int i = undelivered.size() - 1; i >= 0; i--) {
      retry(undelivered.get(i).id());
    }
    return undelivered.size();
  }

  @Transactional
  void discard(long id, String reason) {
    requireOneOf(CommunicationKeepers.GROUPS);
    if (reason == null || reason.isBlank()) {
      throw new InvalidInputException("reason", "required", "Reason is required.");
    }
    if (reason.length() > REASON) {
      throw new InvalidInputException(
          "reason", "max-length", "Reason must have at most 4000 characters.");
    }
    Notice notice = visible(id);
    notice.discard(caller.user(), reason.strip());
    journal.record(notice.fact("message-discarded").withPersonal("reason", reason.strip()));
    goOn(notice, NoticeDeliveryProcess.MSG_NOTICE_DISCARDED);
  }

  /**
   * Its process, which waits for the word of a person, whatever that person may do in the engine.
   */
  private void goOn(Notice notice, String message) {
    caller.asSystem(
        () -> {
          occurrences.happenedTo(
              notice.incidentNumber(), message, NoticeDeliveryProcess.NOTICE_ID, notice.id());
          return null;
        });
  }

  private Notice visible(long id) {
    Notice notice = outbox.lock(id);
    if (notice == null) {
      throw new UnknownMessageException();
    }
    Incident incident = incidents.get(notice.incidentNumber());
    if (!caller.reader().sees(incident)) {
      throw new UnknownMessageException();
    }
    return notice;
  }

  private void requireOneOf(Set<String> groups) {
    if (caller.groups().stream().noneMatch(groups::contains)) {
      throw new AccessDeniedException("Messages are kept by managers and communication.");
    }
  }
}
