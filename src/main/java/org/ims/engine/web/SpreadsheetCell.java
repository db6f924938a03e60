package org.ims.engine.web;

import java.util.regex.Pattern;

/** A text in a cell of CSV, which a spreadsheet must not take for a formula. */
public final class SpreadsheetCell {

  /** What a spreadsheet takes for a formula, an apostrophe before it or not. */
  private static final Pattern FORMULA =
      Pattern.compile("'*[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);

  /** What a spreadsheet shows as it is, because of the apostrophe. */
  private static final String APOSTROPHE = "'";

  private SpreadsheetCell() {}

  /**
   * The text with an apostrophe before it where a spreadsheet would calculate.
   *
   * @param text null is the empty cell
   */
  public static String safe(String text) {
    if (text == null) {
      return "";
    }
    return FORMULA.matcher(text).matches() ? APOSTROPHE + text : text;
  }

  /** Takes away what {@link #safe} put before it, and leaves every other apostrophe. */
  public static String plain(String cell) {
    return cell.startsWith(APOSTROPHE) && FORMULA.matcher(cell).matches()
        ? cell.substring(1)
        : cell;
  }
}
