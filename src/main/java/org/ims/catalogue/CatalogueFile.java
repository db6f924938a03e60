package org.ims.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the catalogue's CSV and checks every value, because an organisation writes it by hand. All
 * faults are told at once, each with its line, field and rule.
 */
final class CatalogueFile {

  static final List<String> COLUMNS =
      List.of("key", "name", "ownerTeam", "supplierTeam", "criticalFunction", "rto", "rpo");

  /** Keys and teams become parts of group ids and addresses. */
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");

  private static final int KEY_LENGTH = 63;
  private static final int TEAM_LENGTH = 40;
  private static final int NAME_LENGTH = 120;

  /** So that the minutes of a slip such as P9999999D fit their column. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final String location;
  private final List<String> faults = new ArrayList<>();

  private CatalogueFile(String location) {
    this.location = location;
  }

  /**
   * @param location as the operator wrote it, for the message
   * @throws InvalidCatalogueException listing every fault
   */
  static List<CatalogueRow> read(String location, InputStream input) {
    CatalogueFile file = new CatalogueFile(location);
    List<CatalogueRow> rows = new ArrayList<>();
    try (Reader reader = new StringReader(decode(input));
        CSVParser parser =
            CSVFormat.RFC4180
                .builder()
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get()
                .parse(reader)) {
      file.readRows(parser, rows);
    } catch (CharacterCodingException e) {
      file.faults.add("the file is not UTF-8");
    } catch (IOException | UncheckedIOException e) {
      file.faults.add("the file is not CSV: " + e.getMessage());
    }
    if (rows.isEmpty() && file.faults.isEmpty()) {
      file.faults.add("at least one service is required");
    }
    if (!file.faults.isEmpty()) {
      throw new InvalidCatalogueException(location, String.join("; ", file.faults));
    }
    return rows;
  }

  private static String decode(InputStream input) throws IOException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(input.readAllBytes()))
            .toString();
    // Spreadsheets put a byte order mark in front.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void readRows(CSVParser parser, List<CatalogueRow> rows) {
    Set<String> keys = new HashSet<>();
    boolean header = true;
    for (CSVRecord row : parser) {
      long line = parser.getCurrentLineNumber();
      if (header) {
        header = false;
        if (!row.toList().equals(COLUMNS)) {
          fault(line, "header", "must be " + String.join(",", COLUMNS));
          return;
        }
      } else if (row.size() != COLUMNS.size()) {
        fault(line, "row", "has " + row.size() + " fields instead of " + COLUMNS.size());
      } else {
        rows.add(readRow(line, row, keys));
      }
    }
  }

  private CatalogueRow readRow(long line, CSVRecord row, Set<String> keys) {
    String key = key(line, "key", row.get(0), KEY_LENGTH, true);
    if (!row.get(0).isEmpty() && !keys.add(row.get(0))) {
      fault(line, "key", "'" + row.get(0) + "' occurs twice");
    }
    String name = row.get(1);
    if (name.isEmpty()) {
      fault(line, "name", "is required");
    } else if (name.length() > NAME_LENGTH) {
      fault(line, "name", "is longer than " + NAME_LENGTH + " characters");
    } else if (name.chars().anyMatch(Character::isISOControl)) {
      fault(line, "name", "contains a control character");
    }
    return new CatalogueRow(
        key,
        name,
        key(line, "ownerTeam", row.get(2), TEAM_LENGTH, true),
        key(line, "supplierTeam", row.get(3), TEAM_LENGTH, false),
        yesOrNo(line, "criticalFunction", row.get(4)),
        minutes(line, "rto", row.get(5), Duration.ofMinutes(1)),
        minutes(line, "rpo", row.get(6), Duration.ZERO));
  }

  private String key(long line, String field, String text, int length, boolean required) {
    if (text.isEmpty()) {
      if (required) {
        fault(line, field, "is required");
      }
      return null;
    }
    if (text.length() > length) {
      fault(line, field, "is longer than " + length + " characters");
    } else if (!KEY.matcher(text).matches()) {
      fault(
          line,
          field,
          "'" + text + "' must be lower-case letters, digits and hyphens, a letter first");
    }
    return text;
  }

  private boolean yesOrNo(long line, String field, String text) {
    if (!text.equals("yes") && !text.equals("no")) {
      fault(line, field, "must be yes or no");
    }
    return text.equals("yes");
  }

  private int minutes(long line, String field, String text, Duration shortest) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeException e) {
      duration = null;
    }
    if (duration == null
        || duration.compareTo(shortest) < 0
        || duration.compareTo(LONGEST) > 0
        || duration.getSeconds() % 60 != 0
        || duration.getNano() != 0) {
      fault(
          line,
          field,
          "must be an ISO-8601 duration in whole minutes, as PT4H or P1D, from "
              + shortest
              + " to P3650D");
      return 0;
    }
    return (int) duration.toMinutes();
  }

  private void fault(long line, String field, String rule) {
    faults.add("line " + line + ", " + field + ": " + rule);
  }
}
