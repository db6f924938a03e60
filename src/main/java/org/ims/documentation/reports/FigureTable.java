package org.ims.documentation.reports;

import java.util.List;

/**
 * The rows of a figure.
 *
 * @param definition what it counts, as its view says it
 */
record FigureTable(
    Figure figure, String definition, List<Column> columns, List<List<Object>> rows) {

  /** How a value is to be read. */
  enum Kind {
    TEXT,
    COUNT,
    PERCENT,
    /** Seconds. */
    DURATION,
    /** An instant. */
    TIME,
    /** Its unit stands in the column {@code unit} of its row: count, percent or seconds. */
    MEASURE;

    static Kind of(String column, boolean number, boolean time) {
      if (column.endsWith("_percent")) {
        return PERCENT;
      }
      if (column.endsWith("_seconds")) {
        return DURATION;
      }
      if (column.equals("value")) {
        return MEASURE;
      }
      return time ? TIME : number ? COUNT : TEXT;
    }
  }

  /**
   * @param name as the view has it, and as CSV and JSON do
   * @param label as people read it
   */
  record Column(String name, String label, Kind kind) {

    static Column of(String name, Kind kind) {
      String words =
          name.replace("_seconds", "").replaceFirst("^p90$", "90th percentile").replace('_', ' ');
      words = words.replaceFirst(" percent$", " (%)");
      return new Column(name, Character.toUpperCase(words.charAt(0)) + words.substring(1), kind);
    }
  }

  /** Where a column stands, or -1. */
  int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /** The value of a row in a column. */
  Object value(List<Object> row, String column) {
    return row.get(index(column));
  }
}
