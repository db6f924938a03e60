package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ims.incident.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentLogTest {

  private static final Instant PRESENT = Instant.parse("2016-06-01T00:00:00Z");

  private static final String HEADER =
      "number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,impact,urgency,"
          + "priority,assignment_group,assigned_to,resolved_at,closed_at";

  private static final String REST =
      ",Caller 1,29-02-2016 01:16,29-02-2016 01:23,Category 5,?,2 - Medium,1 - High,2 - High,"
          + "Group 1,?,?,?";

  private final List<RefusedRow> strays = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void rowsOfAnIncidentComeTogetherInTheirOrder() throws IOException {
    List<LoggedIncident> incidents = read(row("A1", "New"), row("A1", "Closed"), row("A2", "New"));

    assertThat(incidents).extracting(LoggedIncident::number).containsExactly("A1", "A2");
    assertThat(incidents.get(0).rows())
        .extracting(LogRow::state)
        .containsExactly(LogState.NEW, LogState.CLOSED);
    assertThat(incidents.get(0).rows()).extracting(LogRow::line).containsExactly(2L, 3L);
    assertThat(incidents.get(1).firstLine()).isEqualTo(4);
    assertThat(strays).isEmpty();
  }

  @Test
  void valuesAreReadAsWhatTheyAre() throws IOException {
    LogRow row = read(row("A1", "Awaiting User Info")).get(0).rows().get(0);

    assertThat(row.state()).isEqualTo(LogState.AWAITING_CALLER);
    assertThat(row.openedAt()).isEqualTo("2016-02-29T01:16:00Z");
    assertThat(row.updatedAt()).isEqualTo("2016-02-29T01:23:00Z");
    assertThat(row.resolvedAt()).isNull();
    assertThat(row.impact()).isEqualTo(2);
    assertThat(row.urgency()).isEqualTo(1);
    assertThat(row.priority()).isEqualTo(Priority.P2);
    assertThat(row.text(Column.CALLER_ID)).isEqualTo("Caller 1");
    assertThat(row.text(Column.SUBCATEGORY)).isNull();
    assertThat(row.text(Column.CMDB_CI)).isNull();
  }

  @Test
  void datesAreLocalTimesOfTheZone() throws IOException {
    String summer = row("A1", "New").replace("29-02-2016 01:16", "29-03-2016 01:16");
    try (IncidentLog log = open(bytes(HEADER, summer), ZoneId.of("Europe/Berlin"))) {
      LogRow row = log.next().orElseThrow().rows().get(0);
      assertThat(row.openedAt()).isEqualTo("2016-03-28T23:16:00Z");
      assertThat(row.updatedAt()).isEqualTo("2016-02-29T00:23:00Z");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "New,NEW",
    "Active,ACTIVE",
    "In Progress,ACTIVE",
    "Work in Progress,ACTIVE",
    "Awaiting Vendor,AWAITING_VENDOR",
    "Awaiting Problem,AWAITING_PROBLEM",
    "Awaiting Change,AWAITING_CHANGE",
    "Awaiting Evidence,AWAITING_CALLER",
    "On Hold,AWAITING_SOMEBODY",
    "Resolved,RESOLVED",
    "Closed,CLOSED"
  })
  void eachStateIsKnown(String name, LogState state) throws IOException {
    assertThat(read(row("A1", name)).get(0).rows().get(0).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Closed|Cancelled|incident_state 'Cancelled' cannot be replayed",
        "Closed|?|incident_state is unknown",
        "29-02-2016 01:16|30-02-2016 01:16|opened_at '30-02-2016 01:16' is not a date as 29-02-2016 01:16",
        "29-02-2016 01:23|yesterday|sys_updated_at 'yesterday' is not a date as 29-02-2016 01:16",
        "29-02-2016 01:16|29-02-2026 01:16|opened_at '29-02-2026 01:16' is not a date as 29-02-2016 01:16",
        "29-02-2016 01:16|03-06-2016 01:16|opened_at '03-06-2016 01:16' lies in the future",
        "2 - Medium|4 - None|impact '4 - None' is not one of 1 to 3",
        "1 - High,|High,|urgency 'High' is not one of 1 to 3",
        "2 - High|6 - Odd|priority '6 - Odd' is not one of 1 to 5",
        "Category 5,|Category 5,more,|has 15 columns instead of 14",
        ",Group 1,?,?,?|,Group 1|has 11 columns instead of 14"
      })
  void malformedRowIsAFaultOfItsIncident(String good, String bad, String reason)
      throws IOException {
    List<LoggedIncident> incidents =
        read(row("A1", "New"), row("A1", "Closed").replace(good, bad), row("A2", "New"));

    assertThat(incidents).hasSize(2);
    assertThat(incidents.get(0).faults()).containsExactly(new RefusedRow(3, "A1", reason));
    assertThat(incidents.get(0).rowCount()).isEqualTo(2);
    assertThat(incidents.get(1).faults()).isEmpty();
  }

  @Test
  void longValueIsCutInAMessage() throws IOException {
    List<LoggedIncident> incidents = read(row("A1", "x".repeat(5000)));

    assertThat(incidents.get(0).faults().get(0).reason())
        .isEqualTo("incident_state '" + "x".repeat(40) + "...' cannot be replayed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "  "})
  void rowWithoutNumberBelongsToNoIncidentAndEndsNone(String number) throws IOException {
    List<LoggedIncident> incidents =
        read(row(number, "New"), row("A1", "New"), row(number, "New"), row("A1", "Closed"));

    assertThat(strays)
        .containsExactly(
            new RefusedRow(2, null, "has no number"), new RefusedRow(4, null, "has no number"));
    assertThat(incidents).singleElement().satisfies(a1 -> assertThat(a1.rows()).hasSize(2));
  }

  @Test
  void numberThatNoIncidentCanHaveIsRefused() throws IOException {
    List<LoggedIncident> incidents = read(row("A".repeat(41), "New"), row("\"A\n1\"", "New"));

    assertThat(incidents)
        .allSatisfy(
            incident ->
                assertThat(incident.faults())
                    .singleElement()
                    .satisfies(
                        fault -> {
                          assertThat(fault.reason()).isEqualTo("number is not one of an incident");
                          assertThat(fault.number()).doesNotContain("\n");
                        }));
  }

  @Test
  void numberThatComesAgainIsAnotherGroup() throws IOException {
    assertThat(read(row("A1", "New"), row("A2", "New"), row("A1", "Closed")))
        .extracting(LoggedIncident::number)
        .containsExactly("A1", "A2", "A1");
  }

  @Test
  void byteOrderMarkQuotesAndWindowsLineEndsAreNoObstacle() throws IOException {
    String text =
        "\uFEFF\""
            + HEADER.replace(",", "\",\"")
            + "\"\r\n"
            + row("A1", "New").replace("Category 5", "\"Mail, \"\"web\"\"\nand more\"")
            + "\r\n\r\n"
            + row("A2", "New")
            + "\r\n";
    try (IncidentLog log = open(text.getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC)) {
      LogRow first = log.next().orElseThrow().rows().get(0);
      assertThat(first.text(Column.CATEGORY)).isEqualTo("Mail, \"web\"\nand more");
      assertThat(first.line()).isEqualTo(2);
      assertThat(log.next().orElseThrow().firstLine()).isEqualTo(5);
      assertThat(log.next()).isEmpty();
    }
  }

  @Test
  void lastRowNeedsNoLineEnd() throws IOException {
    byte[] file = (HEADER + "\n" + row("A1", "New") + "\n" + row("A2", "Odd")).getBytes();
    try (IncidentLog log = open(file, ZoneOffset.UTC)) {
      log.next();
      assertThat(log.next().orElseThrow().faults().get(0).line()).isEqualTo(3);
      assertThat(log.rowsRead()).isEqualTo(2);
    }
  }

  @Test
  void columnsMayComeInAnyOrderAmongOthers() throws IOException {
    List<String> columns = new ArrayList<>(List.of(HEADER.split(",")));
    List<String> values = new ArrayList<>(List.of(row("A1", "New").split(",")));
    java.util.Collections.reverse(columns);
    java.util.Collections.reverse(values);
    byte[] file =
        bytes(
            "Other," + String.join(",", columns).toUpperCase(java.util.Locale.ROOT),
            "x," + String.join(",", values));
    try (IncidentLog log = open(file, ZoneOffset.UTC)) {
      assertThat(log.next().orElseThrow().rows().get(0).text(Column.CALLER_ID))
          .isEqualTo("Caller 1");
    }
  }

  @Test
  void wrongBytesRefuseTheirRowOnly() throws IOException {
    byte[] file =
        (HEADER
                + "\n"
                + row("A1", "New").replace("Category 5", "Störung")
                + "\n"
                + row("A2", "New"))
            .getBytes(StandardCharsets.ISO_8859_1);
    try (IncidentLog log = open(file, ZoneOffset.UTC)) {
      assertThat(log.next().orElseThrow().faults())
          .containsExactly(new RefusedRow(2, "A1", "category is not UTF-8"));
      assertThat(log.next().orElseThrow().faults()).isEmpty();
    }
  }

  @Test
  void nulCharacterIsRefusedBecauseNoDatabaseKeepsIt() throws IOException {
    assertThat(read(row("A1", "New").replace("Category 5", "Cat\0")).get(0).faults())
        .containsExactly(new RefusedRow(2, "A1", "category contains a NUL character"));
  }

  @Test
  void quotationMarkInTheWrongPlaceSpoilsNoOtherRow() throws IOException {
    List<LoggedIncident> incidents =
        read(row("A1", "New").replace("Category 5", "\"Cat\" 5"), row("A2", "New"));

    assertThat(incidents).extracting(LoggedIncident::number).containsExactly("A1", "A2");
    assertThat(incidents.get(1).faults()).isEmpty();
  }

  @Test
  void quotationMarkThatIsNeverClosedEndsTheLogAndRefusesTheIncidentBeforeIt() throws IOException {
    StringBuilder file = new StringBuilder(HEADER).append('\n');
    file.append(row("A1", "New")).append('\n').append(row("A2", "New")).append('\n');
    file.append(row("A2", "Closed").replace("Category 5", "\"Category 5")).append('\n');
    file.append((row("A3", "New") + '\n').repeat(20_000));
    List<LoggedIncident> incidents = new ArrayList<>();
    try (IncidentLog log = open(file.toString().getBytes(), ZoneOffset.UTC)) {
      Optional<LoggedIncident> next = log.next();
      while (next.isPresent()) {
        incidents.add(next.get());
        next = log.next();
      }
    }

    assertThat(incidents).extracting(LoggedIncident::number).containsExactly("A1", "A2");
    assertThat(incidents.get(0).faults()).isEmpty();
    assertThat(incidents.get(1).faults())
        .containsExactly(
            new RefusedRow(3, "A2", "the file cannot be read to the end of this incident"));
    assertThat(strays)
        .singleElement()
        .satisfies(
            stray -> {
              assertThat(stray.line()).isEqualTo(4);
              assertThat(stray.reason()).startsWith("longer than 1,000,000 characters");
            });
  }

  @Test
  void diskThatFailsEndsTheLog() throws IOException {
    InputStream failing =
        new InputStream() {
          private final InputStream good =
              new ByteArrayInputStream(bytes(HEADER, row("A1", "New")));

          @Override
          public int read() throws IOException {
            int next = good.read();
            if (next < 0) {
              throw new IOException("Input/output error");
            }
            return next;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            // One line at a time, so that the failure comes after the last.
            int read = 0;
            int next;
            do {
              next = read > 0 && buffer[offset + read - 1] == '\n' ? -1 : read();
              if (next >= 0) {
                buffer[offset + read++] = (byte) next;
              }
            } while (next >= 0 && read < length);
            return read;
          }
        };
    try (IncidentLog log =
        new IncidentLog("log.csv", failing, ZoneOffset.UTC, PRESENT, strays::add)) {
      assertThat(log.next().orElseThrow().faults()).hasSize(1);
      assertThat(log.next()).isEmpty();
    }
    assertThat(strays)
        .extracting(RefusedRow::reason)
        .containsExactly("the file cannot be read from here on (Input/output error)");
  }

  @Test
  void incidentWithoutEndIsRefused() throws IOException {
    String[] rows = new String[IncidentLog.MOST_ROWS + 2];
    java.util.Arrays.fill(rows, row("A1", "New"));

    LoggedIncident incident = read(rows).get(0);

    assertThat(incident.rows()).hasSize(IncidentLog.MOST_ROWS);
    assertThat(incident.rowCount()).isEqualTo(IncidentLog.MOST_ROWS + 2);
    assertThat(incident.faults())
        .containsExactly(new RefusedRow(IncidentLog.MOST_ROWS + 2, "A1", "more than 5,000 rows"));
  }

  @Test
  void missingColumnsAreNamedInOneSentence() {
    assertThatThrownBy(() -> open(bytes("number,caller_id,opened_at"), ZoneOffset.UTC))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage(
            "log.csv is not an incident export of ServiceNow: its first line lacks the columns"
                + " incident_state, sys_updated_at, category, subcategory, impact, urgency,"
                + " priority, assignment_group, assigned_to, resolved_at, closed_at.");
    assertThatThrownBy(() -> open(bytes(HEADER.replace("number,", "")), ZoneOffset.UTC))
        .hasMessageEndingWith("its first line lacks the column number.");
  }

  @Test
  void emptyFileIsNoLog() {
    assertThatThrownBy(() -> open(new byte[0], ZoneOffset.UTC))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage("log.csv is empty.");
  }

  @Test
  void headerAloneIsALogOfNothing() throws IOException {
    assertThat(read()).isEmpty();
  }

  @Test
  void endlessFirstLineIsNoLog() {
    assertThatThrownBy(
            () -> open("x".repeat(2_000_000).getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage("log.csv is not a CSV file: its first line cannot be read.");
  }

  @Test
  void fileInAnotherEncodingLacksColumns() {
    byte[] utf16 = HEADER.getBytes(Charset.forName("UTF-16"));

    assertThatThrownBy(() -> open(utf16, ZoneOffset.UTC))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("lacks the columns number");
  }

  @Test
  void fileThatIsNotThereIsOneSentence() {
    assertThatThrownBy(
            () ->
                IncidentLog.open(
                    directory.resolve("none.csv"), ZoneOffset.UTC, PRESENT, strays::add))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage("There is no file " + directory.resolve("none.csv") + " to import.");
    assertThatThrownBy(() -> IncidentLog.open(directory, ZoneOffset.UTC, PRESENT, strays::add))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage(directory + " is a directory; --import takes a CSV file.");
  }

  /**
   * 20,000 rows of 5,000 incidents: when an incident is handed out, the reader is at most one
   * buffer and one incident ahead of it, so nothing but that can be in memory.
   */
  @Test
  void fileOfAnySizeIsReadAsAStream() throws IOException {
    int buffers = 64 * 1024;
    GeneratedLog file = new GeneratedLog(5_000, 4);
    try (IncidentLog log = new IncidentLog("log.csv", file, ZoneOffset.UTC, PRESENT, strays::add)) {
      long incidents = 0;
      long charactersHandedOut = 0;
      Optional<LoggedIncident> next = log.next();
      while (next.isPresent()) {
        incidents++;
        charactersHandedOut += 4L * file.rowLength();
        assertThat(file.charactersRead() - charactersHandedOut).isLessThan(buffers);
        assertThat(next.get().rows()).hasSize(4);
        next = log.next();
      }
      assertThat(incidents).isEqualTo(5_000);
      assertThat(log.rowsRead()).isEqualTo(20_000);
      assertThat(file.charactersRead()).isGreaterThan(20 * buffers);
    }
  }

  /** Makes up its rows as they are read. */
  private static final class GeneratedLog extends InputStream {

    private final int incidents;
    private final int rowsEach;
    private int row = -1;
    private byte[] line = new byte[0];
    private int at;
    private long read;

    GeneratedLog(int incidents, int rowsEach) {
      this.incidents = incidents;
      this.rowsEach = rowsEach;
    }

    long charactersRead() {
      return read;
    }

    int rowLength() {
      return bytes(row("GEN00000", "New")).length;
    }

    @Override
    public int read() {
      if (at == line.length) {
        if (row == incidents * rowsEach) {
          return -1;
        }
        line = row < 0 ? bytes(HEADER) : bytes(row("GEN%05d".formatted(row / rowsEach), "New"));
        at = 0;
        row++;
      }
      read++;
      return line[at++];
    }
  }

  private List<LoggedIncident> read(String... rows) throws IOException {
    String[] lines = new String[rows.length + 1];
    lines[0] = HEADER;
    System.arraycopy(rows, 0, lines, 1, rows.length);
    List<LoggedIncident> incidents = new ArrayList<>();
    try (IncidentLog log = open(bytes(lines), ZoneOffset.UTC)) {
      Optional<LoggedIncident> next = log.next();
      while (next.isPresent()) {
        incidents.add(next.get());
        next = log.next();
      }
    }
    return incidents;
  }

  private IncidentLog open(byte[] file, ZoneId zone) {
    return new IncidentLog("log.csv", new ByteArrayInputStream(file), zone, PRESENT, strays::add);
  }

  private static byte[] bytes(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String row(String number, String state) {
    return number + "," + state + REST;
  }
}
