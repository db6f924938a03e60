package org.ims.platform;

/**
 * A start that cannot go on for a reason that the person who started it can remove. The message is
 * the one sentence that they read: what is wrong and what to do. As any exception out of the main
 * method it ends the process with exit code 1.
 */
public class StartFailure extends RuntimeException {

  public StartFailure(String sentence) {
    super(sentence);
  }

  public StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
