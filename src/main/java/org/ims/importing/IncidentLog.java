package org.ims.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ims.incident.Priority;

/**
 * A ServiceNow incident export: UTF-8 CSV with a header, one row for each update, the rows of an
 * incident one after the other. It is read as a stream, with the rows of one incident in memory at
 * a time, so a file may be of any size. A value of {@code ?} or nothing is unknown.
 */
final class IncidentLog implements AutoCloseable {

  /** More is no incident but a file without numbers worth the name. */
  static final int MOST_ROWS = 5_000;

  /** As the record of imported incidents keeps it. */
  static final int LONGEST_NUMBER = 40;

  /** Spreadsheets put it in front. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What a decoder puts in place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final String UNKNOWN = "?";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm[:ss]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** A wrong time zone is no reason to refuse a row. */
  private static final Duration TOLERANCE = Duration.ofDays(1);

  private final ZoneId zone;
  private final Instant present;
  private final Consumer<RefusedRow> strays;
  private final RowLimit characters;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<Column, Integer> positions = new EnumMap<>(Column.class);
  private final int width;

  /** The row that has been read but belongs to the next incident. */
  private CSVRecord ahead;

  private long aheadLine;
  private long lastLine;
  private long rowsRead;
  private String brokenOff;

  /**
   * @param zone in which the file's dates are local times
   * @param present no date may lie after it
   * @param strays told of each row that belongs to no incident
   * @throws UnreadableLogException when there is no such log
   */
  static IncidentLog open(Path file, ZoneId zone, Instant present, Consumer<RefusedRow> strays) {
    if (Files.isDirectory(file)) {
      throw new UnreadableLogException(
          "%s is a directory; --import takes a CSV file.".formatted(file));
    }
    try {
      return new IncidentLog(
          file.toString(),
          new BufferedInputStream(Files.newInputStream(file)),
          zone,
          present,
          strays);
    } catch (NoSuchFileException e) {
      throw new UnreadableLogException("There is no file %s to import.".formatted(file), e);
    } catch (IOException e) {
      throw new UnreadableLogException(
          "The file %s cannot be read (%s).".formatted(file, e.getMessage()), e);
    }
  }

  IncidentLog(
      String name, InputStream file, ZoneId zone, Instant present, Consumer<RefusedRow> strays) {
    this.zone = zone;
    this.present = present;
    this.strays = strays;
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try {
      PushbackReader decoded = new PushbackReader(new InputStreamReader(file, utf8));
      int first = decoded.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        decoded.unread(first);
      }
      characters = new RowLimit(decoded);
      parser =
          CSVFormat.RFC4180
              .builder()
              .setIgnoreEmptyLines(true)
              // A quotation mark in the wrong place spoils its row, which is refused for it.
              .setTrailingData(true)
              .setLenientEof(true)
              .get()
              .parse(characters);
      records = parser.iterator();
      CSVRecord header = records.hasNext() ? records.next() : null;
      lastLine = parser.getCurrentLineNumber();
      characters.nextRow();
      width = readHeader(name, header);
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableLogException(
          "%s is not a CSV file: its first line cannot be read.".formatted(name), e);
    }
    advance();
  }

  private int readHeader(String name, CSVRecord header) {
    if (header == null) {
      throw new UnreadableLogException("%s is empty.".formatted(name));
    }
    for (int i = 0; i < header.size(); i++) {
      String title = header.get(i).strip().toLowerCase(Locale.ROOT);
      for (Column column : Column.values()) {
        if (column.header().equals(title)) {
          positions.putIfAbsent(column, i);
        }
      }
    }
    List<String> missing =
        Column.required().stream()
            .filter(column -> !positions.containsKey(column))
            .map(Column::header)
            .toList();
    if (!missing.isEmpty()) {
      throw new UnreadableLogException(
          "%s is not an incident export of ServiceNow: its first line lacks the column%s %s."
              .formatted(name, missing.size() == 1 ? "" : "s", String.join(", ", missing)));
    }
    return header.size();
  }

  /** The next incident, or nothing at the end of the file. */
  Optional<LoggedIncident> next() {
    while (ahead != null && number(ahead) == null) {
      strays.accept(new RefusedRow(aheadLine, null, strayReason(ahead)));
      advance();
    }
    if (ahead == null) {
      return Optional.empty();
    }
    String number = number(ahead);
    long firstLine = aheadLine;
    List<LogRow> rows = new ArrayList<>();
    List<RefusedRow> faults = new ArrayList<>();
    long count = 0;
    while (ahead != null) {
      String belongsTo = number(ahead);
      if (belongsTo == null) {
        strays.accept(new RefusedRow(aheadLine, null, strayReason(ahead)));
      } else if (belongsTo.equals(number)) {
        count++;
        read(count, number, rows, faults);
      } else {
        break;
      }
      advance();
    }
    if (ahead == null && brokenOff != null) {
      // Its other rows may be among those that could not be read.
      faults.add(new RefusedRow(firstLine, shown(number), brokenOff));
    }
    return Optional.of(new LoggedIncident(number, firstLine, count, rows, faults));
  }

  /** How many rows have been read so far, without the header. */
  long rowsRead() {
    return rowsRead;
  }

  private void advance() {
    ahead = null;
    if (brokenOff != null) {
      return;
    }
    try {
      if (records.hasNext()) {
        ahead = records.next();
        characters.nextRow();
        rowsRead++;
        lastLine = parser.getCurrentLineNumber();
        aheadLine = lastLine - lineBreaks(ahead);
      }
    } catch (UncheckedIOException e) {
      brokenOff = "the file cannot be read to the end of this incident";
      strays.accept(new RefusedRow(lastLine + 1, null, breakOff(e)));
      rowsRead++;
    }
  }

  private static String breakOff(UncheckedIOException e) {
    return e.getCause() instanceof RowLimit.ExceededException
        ? "longer than %,d characters, as if a quotation mark were never closed; it and the rest of the file were not read"
            .formatted(RowLimit.LONGEST_ROW)
        : "the file cannot be read from here on (%s)".formatted(e.getCause().getMessage());
  }

  /** A quoted value may run over several lines; the parser counts to the end of its row. */
  private static long lineBreaks(CSVRecord row) {
    long breaks = 0;
    for (String value : row) {
      breaks += value.chars().filter(character -> character == '\n').count();
    }
    return breaks;
  }

  private String number(CSVRecord row) {
    int position = positions.get(Column.NUMBER);
    return position < row.size() ? known(row.get(position)) : null;
  }

  private String strayReason(CSVRecord row) {
    return row.size() == width ? "has no number" : widthReason(row);
  }

  private String widthReason(CSVRecord row) {
    return "has %d columns instead of %d".formatted(row.size(), width);
  }

  private void read(long count, String number, List<LogRow> rows, List<RefusedRow> faults) {
    if (count == MOST_ROWS + 1) {
      faults.add(
          new RefusedRow(aheadLine, shown(number), "more than %,d rows".formatted(MOST_ROWS)));
    }
    if (count > MOST_ROWS) {
      return;
    }
    try {
      rows.add(row(number));
    } catch (RefusedIncidentException e) {
      faults.add(new RefusedRow(e.line(), shown(number), e.getMessage()));
    }
  }

  private LogRow row(String number) {
    if (ahead.size() != width) {
      throw refused(widthReason(ahead));
    }
    if (number.length() > LONGEST_NUMBER || number.chars().anyMatch(Character::isISOControl)) {
      throw refused("number is not one of an incident");
    }
    Map<Column, String> texts = new EnumMap<>(Column.class);
    positions.forEach(
        (column, position) -> {
          String value = known(ahead.get(position));
          if (value != null) {
            texts.put(column, checked(column, value));
          }
        });
    String state = texts.get(Column.INCIDENT_STATE);
    if (state == null) {
      throw refused("incident_state is unknown");
    }
    return new LogRow(
        aheadLine,
        number,
        LogState.of(state)
            .orElseThrow(
                () -> refused("incident_state '%s' cannot be replayed".formatted(shown(state)))),
        date(texts, Column.OPENED_AT),
        date(texts, Column.SYS_UPDATED_AT),
        date(texts, Column.RESOLVED_AT),
        date(texts, Column.CLOSED_AT),
        level(texts, Column.IMPACT, 3),
        level(texts, Column.URGENCY, 3),
        priority(texts),
        texts(texts));
  }

  private Map<Column, String> texts(Map<Column, String> texts) {
    String kept = texts.get(Column.MADE_SLA);
    if (kept != null && !kept.equalsIgnoreCase("true") && !kept.equalsIgnoreCase("false")) {
      throw refused("made_sla '%s' is neither true nor false".formatted(shown(kept)));
    }
    return texts;
  }

  private String checked(Column column, String value) {
    if (value.indexOf(REPLACEMENT) >= 0) {
      throw refused("%s is not UTF-8".formatted(column.header()));
    }
    if (value.indexOf('\0') >= 0) {
      throw refused("%s contains a NUL character".formatted(column.header()));
    }
    return value;
  }

  private Instant date(Map<Column, String> texts, Column column) {
    String text = texts.get(column);
    if (text == null) {
      return null;
    }
    Instant instant;
    try {
      instant = LocalDateTime.parse(text, DATE).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw refused(
          "%s '%s' is not a date as 29-02-2016 01:16".formatted(column.header(), shown(text)));
    }
    if (instant.isAfter(present.plus(TOLERANCE))) {
      throw refused("%s '%s' lies in the future".formatted(column.header(), shown(text)));
    }
    return instant;
  }

  /** The number that "2 - Medium" begins with. */
  private Integer level(Map<Column, String> texts, Column column, int lowest) {
    String text = texts.get(column);
    if (text == null) {
      return null;
    }
    int level = text.charAt(0) - '0';
    if (!text.matches("\\d( - .*)?") || level < 1 || level > lowest) {
      throw refused(
          "%s '%s' is not one of 1 to %d".formatted(column.header(), shown(text), lowest));
    }
    return level;
  }

  private Priority priority(Map<Column, String> texts) {
    Integer level = level(texts, Column.PRIORITY, Priority.values().length);
    return level == null ? null : Priority.values()[level - 1];
  }

  private RefusedIncidentException refused(String reason) {
    return new RefusedIncidentException(aheadLine, reason);
  }

  /** A value as a message may repeat it: short and without control characters. */
  private static String shown(String value) {
    String plain = value.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "...";
  }

  private static String known(String value) {
    String stripped = value.strip();
    return stripped.isEmpty() || stripped.equals(UNKNOWN) ? null : stripped;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
