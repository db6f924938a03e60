package org.ims.reporting.mail;

import java.time.Instant;

/**
 * A mail that the mailbox held, and what became of it.
 *
 * @param sender its address, or null when it names none
 * @param subject empty where there is none
 * @param size in bytes
 * @param reason null where nothing is to be explained
 * @param detail more about the reason, or null; no personal data
 * @param incidentNumber the incident that it became or joined, or null
 * @param actor whose it is: a login, or the address of a stranger
 * @param text what it says that is new, or null
 * @param deliveries how often it lay in the mailbox
 */
record ReceivedMail(
    long id,
    String sender,
    String subject,
    Instant sentAt,
    Instant receivedAt,
    long size,
    MailState state,
    Reason reason,
    String detail,
    String incidentNumber,
    String actor,
    String text,
    int deliveries,
    AnswerState answer) {

  /** Where the word to its sender stands that it was not taken. */
  enum AnswerState {
    PENDING,
    SENT,
    /** The mail server does not take it. */
    GIVEN_UP
  }
}
