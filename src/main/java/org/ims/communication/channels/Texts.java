package org.ims.communication.channels;

import java.util.function.IntUnaryOperator;

/** Fits texts into the limits of others without breaking a character in two. */
final class Texts {

  private Texts() {}

  /**
   * The beginning of a text.
   *
   * @param most how wide it may be
   * @param width of each code point
   */
  static String head(String text, int most, IntUnaryOperator width) {
    int wide = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      wide += width.applyAsInt(character);
      if (wide > most) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  /** The text, or its beginning and an ellipsis. */
  static String shortened(String text, int most, IntUnaryOperator width) {
    String whole = head(text, most, width);
    return whole.length() == text.length() ? text : head(text, most - 1, width) + "…";
  }
}
