package org.ims.engine;

import java.util.Map;

/** Answers a mail that became no incident, so that its sender knows. */
public interface MailAnswers {

  /** What became of an attempt. */
  enum Attempt {
    SENT,
    /** The mail server is away, or says that it may take it later. */
    LATER,
    /** Trying again would change nothing. */
    NEVER
  }

  /**
   * Tries to send an answer once. It blocks until the mail server has spoken, so it must not be
   * called while anybody waits.
   *
   * @param key makes the answer one of a kind: a repeat carries the same Message-ID
   * @param template the name of a text under {@code notices/}
   * @param facts what the text needs
   */
  Attempt answer(String key, String address, String template, Map<String, Object> facts);
}
