package org.ims.reporting.mail;

/** Why a mail did not become, or join, an incident as its sender may have meant. */
enum Reason {
  /** One of our own, come back. */
  OWN_MESSAGE,
  /** A mail server says what became of another mail. */
  DELIVERY_REPORT,
  /** Nobody to answer: how mail servers mark what no program may answer. */
  EMPTY_RETURN_PATH,
  /** A program wrote it (RFC 3834), as an out-of-office reply. */
  AUTO_SUBMITTED,
  /** Its sender wants no automatic answers, as programs do. */
  AUTO_RESPONSE_SUPPRESS,
  /** Bulk mail. */
  PRECEDENCE,
  /** Sent through a mailing list. */
  MAILING_LIST,
  /** It says nobody, or more than can be read, as its sender. */
  NO_SENDER,
  /** Larger than what is taken. */
  TOO_LARGE,
  /** More parts than anybody attaches. */
  TOO_MANY_PARTS,
  /** Parts within parts, further than anybody forwards. */
  TOO_DEEP,
  /** Its parts cannot be told apart. */
  UNREADABLE,
  /** More mails of one sender than are taken. */
  TOO_OFTEN,
  /** What it says breaks the rules of a report. */
  INVALID,
  /** We failed, in a way that trying again would not mend. */
  FAILED,
  /** It became a new report, because the incident that it names is not open to its sender. */
  NOT_JOINED
}
