package org.ims.engine;

/**
 * Mails a document that is about no single incident. It is sent at once, inside the caller's step:
 * whoever calls keeps what is owed, and calls from an asynchronous step.
 */
public interface Letters {

  /**
   * A file that goes with a letter.
   *
   * @param type its media type
   */
  record File(String name, String type, byte[] content) {}

  /**
   * @param key names the letter; a repeat carries the same Message-ID
   * @param address one mail address
   * @param subject one line
   * @param text plain text
   */
  record Letter(String key, String address, String subject, String text, File file) {}

  /**
   * What became of a letter.
   *
   * @param forGood whether trying again would change nothing
   * @param because in words, without an address; null when it was taken
   */
  record Outcome(boolean taken, boolean forGood, String because) {}

  /** Hands it to the mail server. */
  Outcome send(Letter letter);
}
