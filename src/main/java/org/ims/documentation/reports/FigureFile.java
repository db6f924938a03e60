package org.ims.documentation.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.ims.documentation.reports.FigureTable.Column;
import org.ims.engine.web.SpreadsheetCell;

/** A figure as CSV (RFC 4180) that a spreadsheet opens without taking a text for a formula. */
final class FigureFile {

  /** By which spreadsheets know the encoding. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private FigureFile() {}

  static String write(FigureTable table) {
    StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
    try (CSVPrinter printer =
        CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get().print(text)) {
      printer.printRecord(table.columns().stream().map(Column::name));
      for (List<Object> row : table.rows()) {
        printer.printRecord(row.stream().map(FigureFile::safe));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Numbers are ours and may be negative; texts are other people's. */
  private static Object safe(Object value) {
    return value instanceof String text ? SpreadsheetCell.safe(text) : value;
  }
}
