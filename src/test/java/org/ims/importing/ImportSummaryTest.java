package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ims.incident.IncidentState;
import org.ims.incident.Priority;
import org.junit.jupiter.api.Test;

class ImportSummaryTest {

  private final ImportSummary summary = new ImportSummary("business hours");

  @Test
  void nothingIsToldAsNothing() {
    assertThat(rendered())
        .contains("Import of log.csv: 0 rows in 10 s\n")
        .contains("incidents: 0 imported, 0 imported earlier and skipped, 0 refused")
        .contains("Incidents by final state\n  none\n")
        .contains("Rows refused: 0\n")
        .doesNotContain("the same for");
    assertThat(summary.tookEverything()).isTrue();
  }

  @Test
  void matrixHasOursInRowsAndTheRecordedInColumns() {
    skip(Priority.P5, Priority.P4);
    skip(Priority.P2, Priority.P2);
    skip(Priority.P2, null);
    skip(null, Priority.P1);

    assertThat(rendered())
        .contains(
            """
              ours            P1      P2      P3      P4      P5    none
              P1               0       0       0       0       0       0
              P2               0       1       0       0       0       1
              P3               0       0       0       0       0       0
              P4               0       0       0       0       0       0
              P5               0       0       0       1       0       0
              none             1       0       0       0       0       0
              the same for 1 of 2 (50 %)
            """);
  }

  @Test
  void promisesAreComparedWithTheRecordedOnes() {
    promise(true, true);
    promise(true, false);
    promise(false, false);
    promise(null, true);
    promise(true, null);

    assertThat(rendered())
        .contains(
            """
              ours          kept  missed unknown
              kept             1       1       1
              missed           0       1       0
              unknown          1       0       0
              the same for 2 of 3 (67 %), counted in business hours
            """);
  }

  private void promise(Boolean kept, Boolean recordedKept) {
    summary.skipped(
        new ImportedIncidents.Imported(
            "INC-2016-000001", IncidentState.CLOSED, null, null, null, kept, recordedKept));
  }

  @Test
  void twentyRefusedRowsAreToldAndTheOthersCounted() {
    for (int line = 2; line < 25; line++) {
      summary.refused(new RefusedRow(line, null, "has no number"));
    }

    assertThat(rendered())
        .contains("Rows refused: 23\n  line 2: has no number\n")
        .contains("  line 21: has no number\n  and 3 more\n")
        .doesNotContain("line 22");
    assertThat(summary.tookEverything()).isFalse();
  }

  @Test
  void rowsThatAreRefusedWithTheirIncidentAreCounted() {
    summary.refused(List.of(new RefusedRow(1_234, "A1", "has 3 columns instead of 14")), 5);

    assertThat(rendered())
        .contains("0 imported, 0 imported earlier and skipped, 1 refused")
        .contains("Rows refused: 1, and with them 4 more rows of the same incidents\n")
        .contains("  line 1,234 (A1): has 3 columns instead of 14\n");
  }

  @Test
  void importThatEndedEarlySaysWhy() {
    summary.endedEarly("It was stopped.");

    assertThat(rendered()).contains("Part of an import of log.csv", "  It was stopped.\n");
    assertThat(summary.tookEverything()).isFalse();
  }

  private void skip(Priority ours, Priority recorded) {
    summary.skipped(
        new ImportedIncidents.Imported(
            "INC-2016-000001",
            IncidentState.CLOSED,
            ours,
            recorded,
            Duration.ofHours(1),
            null,
            null));
  }

  private String rendered() {
    return String.join("\n", summary.render("log.csv", 0, Duration.ofSeconds(10)));
  }
}
