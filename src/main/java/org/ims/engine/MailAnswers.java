package org.ims.engine;

import java.util.Map;

/**
 * Writes to somebody about no incident, in their language: that a mail became none, or that jobs
 * are stuck.
 */
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
   * Tries to send a mail once. It blocks until the mail server has spoken, so it must not be called
   * while anybody waits.
   *
   * @param key makes the mail one of a kind: a repeat carries the same Message-ID
   * @param template the name of a text under {@code notices/}
   * @param facts what the text needs; {@code time} writes times
   */
  Attempt answer(String key, String address, String template, Map<String, Object> facts);
}
