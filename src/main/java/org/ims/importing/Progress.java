package org.ims.importing;

import java.io.PrintStream;

/** Shows a person that the import goes on. */
interface Progress {

  /**
   * @param incidents dealt with so far
   * @param refusedRows among their rows
   */
  void report(long incidents, long refusedRows);

  /** The import is over; what is printed next begins a line. */
  void end();

  /**
   * On a terminal one line that is written anew; elsewhere, as in a log file, a line now and then.
   */
  static Progress on(PrintStream out, boolean terminal) {
    return terminal ? new Terminal(out) : new Lines(out);
  }

  private static String inWords(long incidents, long refusedRows) {
    return "%,d incidents%s"
        .formatted(incidents, refusedRows == 0 ? "" : ", %,d rows refused".formatted(refusedRows));
  }

  /** See {@link #on}. */
  final class Terminal implements Progress {

    private final PrintStream out;

    private Terminal(PrintStream out) {
      this.out = out;
    }

    @Override
    public void report(long incidents, long refusedRows) {
      out.print("\rImporting: " + inWords(incidents, refusedRows));
      out.flush();
    }

    @Override
    public void end() {
      out.println();
    }
  }

  /** See {@link #on}. */
  final class Lines implements Progress {

    private static final int EVERY = 100;

    private final PrintStream out;

    private Lines(PrintStream out) {
      this.out = out;
    }

    @Override
    public void report(long incidents, long refusedRows) {
      if (incidents % EVERY == 0) {
        out.println("Importing: " + inWords(incidents, refusedRows));
      }
    }

    @Override
    public void end() {
      // Every line is ended already.
    }
  }
}
