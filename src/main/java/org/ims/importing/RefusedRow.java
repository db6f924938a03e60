package org.ims.importing;

/**
 * A row that was not taken.
 *
 * @param line of the file, on which the row begins
 * @param number of the other system, or null when the row has none
 * @param reason a phrase that follows on "line 17 (INC0000045): "
 */
record RefusedRow(long line, String number, String reason) {

  @Override
  public String toString() {
    return number == null
        ? "line %,d: %s".formatted(line, reason)
        : "line %,d (%s): %s".formatted(line, number, reason);
  }
}
