package org.ims.catalogue;

import org.ims.incident.Violation;

/**
 * One broken rule of a CSV.
 *
 * @param line in the file, from 1; 0 where the whole file is meant
 * @param fault its field is the column
 */
record RowFault(long line, Fault fault) {

  static RowFault ofFile(String rule, String phrase) {
    return new RowFault(0, new Fault("file", rule, phrase));
  }

  /** Where it is, as a person looks for it. */
  String place() {
    return line == 0 ? fault.field() : "line " + line + ", " + fault.field();
  }

  /** For a list of faults in one sentence. */
  String inWords() {
    return line == 0 ? "the file " + fault.phrase() : place() + ": " + fault.phrase();
  }

  Violation violation() {
    return new Violation(place(), fault.rule(), fault.violation().message());
  }
}
