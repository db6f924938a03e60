package org.ims.reporting.mail;

/** What became of a mail. */
enum MailState {
  /** A new incident. */
  REPORTED,
  /** A part of the story of an incident that was there before. */
  JOINED,
  /** Nothing, because no person wrote it to us; never answered. */
  IGNORED,
  /** Nothing; it lies in the folder for refused mails. */
  REFUSED
}
