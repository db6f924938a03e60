package org.ims.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.ims.engine.web.SpreadsheetCell;

/**
 * The catalogue as CSV. What is read is checked value by value, because an organisation writes it
 * by hand; all faults are told at once. What is written can be opened by a spreadsheet without
 * harm, and read again.
 */
final class CatalogueFile {

  /** What every file must have. */
  static final List<String> COLUMNS =
      List.of("key", "name", "ownerTeam", "supplierTeam", "criticalFunction", "rto", "rpo");

  /** What a file may have besides. */
  static final List<String> MORE_COLUMNS =
      List.of("contractDeadlines", "dependsOn", "statusPublic", "state");

  private static final List<String> ALL_COLUMNS =
      Stream.concat(COLUMNS.stream(), MORE_COLUMNS.stream()).toList();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String DEADLINES =
      Pattern.quote(CatalogueEntry.SEPARATOR + CatalogueEntry.SEPARATOR);
  private static final String PARTS = Pattern.quote(CatalogueEntry.SEPARATOR);

  /**
   * One line.
   *
   * @param line of the file, from 1; the last one where it has several
   */
  record Row(long line, ServiceDraft draft) {}

  /**
   * What is in a file.
   *
   * @param rows those that have a key and as many fields as columns
   */
  record Reading(List<Row> rows, List<RowFault> faults) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<RowFault> faults = new ArrayList<>();
  private List<String> header;

  private CatalogueFile() {}

  /** Reads a file; the values of its rows are not checked yet. */
  static Reading read(byte[] bytes) {
    CatalogueFile file = new CatalogueFile();
    try {
      String text = decode(bytes);
      try (Reader reader = new StringReader(text);
          CSVParser parser =
              CSVFormat.RFC4180
                  .builder()
                  .setDelimiter(delimiter(text))
                  .setIgnoreEmptyLines(true)
                  .setTrim(true)
                  .get()
                  .parse(reader)) {
        file.readRows(parser);
      }
    } catch (CharacterCodingException e) {
      file.faults.add(RowFault.ofFile("encoding", "is not UTF-8"));
    } catch (IOException | UncheckedIOException e) {
      file.faults.add(RowFault.ofFile("csv", "is not CSV: " + e.getMessage()));
    }
    if (file.rows.isEmpty() && file.faults.isEmpty()) {
      file.faults.add(RowFault.ofFile("required", "must have at least one service"));
    }
    return new Reading(file.rows, file.faults);
  }

  /** Writes services, retired ones too. */
  static String write(Collection<CatalogueEntry> entries) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer =
        CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get().print(text)) {
      printer.printRecord(ALL_COLUMNS);
      for (CatalogueEntry entry : entries) {
        Map<String, String> values = entry.values();
        for (String column : ALL_COLUMNS) {
          printer.print(
              column.equals("key") ? entry.key() : SpreadsheetCell.safe(values.get(column)));
        }
        printer.println();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The same with the mark by which spreadsheets know the encoding. */
  static String writeForSpreadsheets(Collection<CatalogueEntry> entries) {
    return BYTE_ORDER_MARK + write(entries);
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** Spreadsheets of some countries write semicolons. */
  private static char delimiter(String text) {
    String first = text.stripLeading().lines().findFirst().orElse("");
    return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
  }

  private void readRows(CSVParser parser) {
    Set<String> keys = new HashSet<>();
    for (CSVRecord row : parser) {
      long line = parser.getCurrentLineNumber();
      if (header == null) {
        header = row.toList();
        if (!isHeader(header)) {
          fault(
              line,
              "header",
              "columns",
              "must be "
                  + String.join(", ", COLUMNS)
                  + " in any order, with or without "
                  + String.join(", ", MORE_COLUMNS));
          return;
        }
      } else if (row.stream().allMatch(String::isEmpty)) {
        // A spreadsheet writes those below its last row.
        continue;
      } else if (row.size() != header.size()) {
        fault(line, "row", "columns", "has " + row.size() + " fields instead of " + header.size());
      } else {
        rows.add(new Row(line, draft(row)));
        String key = cell(row, "key");
        if (!key.isEmpty() && !keys.add(key)) {
          fault(line, "key", "unique", "occurs twice");
        }
      }
    }
  }

  private static boolean isHeader(List<String> names) {
    return names.containsAll(COLUMNS)
        && ALL_COLUMNS.containsAll(names)
        && new HashSet<>(names).size() == names.size();
  }

  private ServiceDraft draft(CSVRecord row) {
    return new ServiceDraft(
        cell(row, "key"),
        cell(row, "name"),
        cell(row, "ownerTeam"),
        cell(row, "supplierTeam"),
        cell(row, "criticalFunction"),
        cell(row, "rto"),
        cell(row, "rpo"),
        deadlines(cell(row, "contractDeadlines")),
        dependencies(cell(row, "dependsOn")),
        emptyToNull(cell(row, "statusPublic")),
        emptyToNull(cell(row, "state")));
  }

  /** Null where the file has no such column. */
  private String cell(CSVRecord row, String column) {
    int index = header.indexOf(column);
    return index < 0 ? null : SpreadsheetCell.plain(row.get(index));
  }

  private static List<ServiceDraft.DeadlineDraft> deadlines(String cell) {
    if (cell == null) {
      return null;
    }
    if (cell.isEmpty()) {
      return List.of();
    }
    List<ServiceDraft.DeadlineDraft> deadlines = new ArrayList<>();
    for (String deadline : cell.split(DEADLINES, -1)) {
      String[] parts = deadline.split(PARTS, 3);
      deadlines.add(
          new ServiceDraft.DeadlineDraft(
              parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null));
    }
    return deadlines;
  }

  private static List<String> dependencies(String cell) {
    if (cell == null) {
      return null;
    }
    return cell.isEmpty() ? List.of() : Arrays.asList(cell.split("\\s+"));
  }

  private static String emptyToNull(String cell) {
    return cell == null || cell.isEmpty() ? null : cell;
  }

  private void fault(long line, String column, String rule, String phrase) {
    faults.add(new RowFault(line, new Fault(column, rule, phrase)));
  }
}
