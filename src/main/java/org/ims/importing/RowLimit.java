package org.ims.importing;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Keeps a single row from filling the memory: one quotation mark that is never closed turns the
 * rest of a file into one value.
 */
class RowLimit extends FilterReader {

  static final int LONGEST_ROW = 1_000_000;

  /** The row goes on for too long to be one. */
  static class ExceededException extends IOException {}

  private int sinceLastRow;

  RowLimit(Reader in) {
    super(in);
  }

  /** A row is complete. */
  void nextRow() {
    sinceLastRow = 0;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    count(character < 0 ? 0 : 1);
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  private void count(int read) throws IOException {
    sinceLastRow += Math.max(read, 0);
    if (sinceLastRow > LONGEST_ROW) {
      throw new ExceededException();
    }
  }
}
