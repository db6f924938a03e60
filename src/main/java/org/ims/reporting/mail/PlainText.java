package org.ims.reporting.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes text of strangers fit for our books. */
final class PlainText {

  private static final String ELLIPSIS = "…";

  private PlainText() {}

  /** Without NUL and halves of characters, which the database does not take. */
  static String storable(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0)
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  /**
   * A header that holds plain UTF-8, which the library has read byte by byte; any other text as it
   * is.
   */
  static String header(String text) {
    if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  /** Without control characters, and with single spaces. */
  static String line(String text) {
    return storable(text).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
  }

  /** Lines as they are, but no control characters among them, and no more than one empty line. */
  static String lines(String text) {
    // The lookbehind: else each blank of a long run would be the start of another futile search.
    return storable(text)
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .replaceAll("[\\p{Cc}&&[^\n\t]]", "")
        .replaceAll("(?<![ \t\\u00A0])[ \t\\u00A0]++\n", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  /** At most so many characters, never half of one. */
  static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : whole(text, most - ELLIPSIS.length()).stripTrailing() + ELLIPSIS;
  }

  /** The beginning of a text, of at most so many characters. */
  static String whole(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean half = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, half ? most - 1 : most);
  }
}
