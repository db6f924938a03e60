package org.ims.documentation.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.ims.engine.EngineClock;
import org.ims.importing.RecordedLog;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Each view against the second computation, over a real log of incidents where there is one. */
@ImsTest
// A context of its own, in whose database nobody else imports the log.
@TestPropertySource(properties = "ims.test.fork=figures")
@EnabledIfSystemProperty(named = "ims.incidentLog", matches = ".+")
class FiguresOfRecordedLogTest {

  /** Of what the log tells nothing: it is all over, and people decided it, no table. */
  private static final Set<Figure> WITHOUT_ROWS =
      EnumSet.of(
          Figure.MAJOR_INCIDENTS,
          Figure.REOPENED,
          Figure.HAND_OVERS,
          Figure.OVERRIDES,
          Figure.OVERRIDE_REASONS,
          Figure.OVERDUE);

  /** Each takes about a second. */
  private static final int INCIDENTS = 40;

  private static final Instant NOW = Instant.parse("2016-07-01T08:00:00Z");

  @Autowired private ApplicationContext application;
  @Autowired private Figures figures;
  @Autowired private MonthlyDocument monthly;
  @Autowired private HistoryService history;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @TempDir private Path folder;

  @Test
  void everyFigureIsWhatRawHistorySays() throws IOException {
    assertThat(RecordedLog.importBeginning(application, folder, INCIDENTS)).isTrue();
    clock.stopAt(NOW);
    Period year = new Period(LocalDate.of(2015, 7, 1), LocalDate.of(2016, 6, 30), RecordedLog.ZONE);
    for (Period period :
        List.of(
            Period.of(YearMonth.of(2016, 2), RecordedLog.ZONE),
            Period.of(YearMonth.of(2016, 3), RecordedLog.ZONE),
            year)) {
      RawFigures raw = new RawFigures(jdbc, history, period, true, NOW);
      for (Figure figure : Figure.values()) {
        List<List<String>> expected = raw.rows(figure);
        assertThat(FiguresTest.texts(figures.read(figure, period, true)))
            .as("%s, %s", figure, period)
            .isEqualTo(expected);
        if (period == year && !WITHOUT_ROWS.contains(figure)) {
          assertThat(expected).as("%s has something to compare", figure).isNotEmpty();
        }
      }
    }
    Path document = Path.of("target/pictures/report-of-recorded-log.pdf");
    Files.createDirectories(document.getParent());
    Files.write(document, monthly.of(YearMonth.of(2016, 3), RecordedLog.ZONE));
    assertThat(document).isNotEmptyFile();
  }
}
