package org.ims.communication;

import java.util.regex.Pattern;

/**
 * Takes out of a text what ends a line or turns it around, before it becomes a header of a mail.
 */
final class OneLine {

  /** Control characters, separators of lines and paragraphs, and marks that reverse the writing. */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

  /** Control characters that no line of a text needs. */
  private static final Pattern HARMFUL_IN_TEXTS =
      Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

  private OneLine() {}

  /** The text as one line, each harmful stretch a space. */
  static String of(String text) {
    return HARMFUL.matcher(text).replaceAll(" ").strip();
  }

  /** A text of several lines without what is no line of it. */
  static String each(String text) {
    return HARMFUL_IN_TEXTS.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
  }

  /** Whether a text is one line already. */
  static boolean is(String text) {
    return !HARMFUL.matcher(text).find();
  }
}
