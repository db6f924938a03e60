package org.ims.documentation.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MAJOR;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;
import static org.ims.testing.Journey.action;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.ims.engine.EngineClock;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Each view against a second computation from raw history, over incidents that went through the
 * real processes in a year in which no other test lives.
 */
@ImsTest
// A context of its own: others put incidents into the table that never moved.
@TestPropertySource(properties = "ims.test.database=figures")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Period MARCH =
      new Period(LocalDate.of(2041, 3, 1), LocalDate.of(2041, 3, 31), BERLIN);
  private static final Instant NOW = Instant.parse("2041-05-20T10:00:00Z");

  @Autowired private Figures figures;
  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private EngineClock clock;
  @Autowired private ServiceLevelWatcher watcher;
  @Autowired private HistoryService history;
  @Autowired private JdbcClient jdbc;

  private String drill;
  private String restricted;

  @BeforeAll
  void incidents() {
    at("2041-01-15T09:00:00Z");
    journey.toClosed();
    at("2041-02-28T23:30:00Z");
    // In Berlin this is March already.
    String minor = journey.toInvestigation(MINOR);
    later(Duration.ofHours(3));
    work(minor);
    verify(minor, "yes");
    close(minor);

    at("2041-03-04T08:00:00Z");
    String back = journey.toClosed();
    at("2041-03-10T08:00:00Z");
    desk.change("service-desk", back, "reopen", "changeNote", "Silent again");
    later(Duration.ofHours(5));
    work(back);
    verify(back, "no");
    later(Duration.ofMinutes(50));
    work(back);
    verify(back, "yes");
    later(Duration.ofDays(1));
    // Whatever came back is reviewed.
    journey.writeReview(back);
    journey.approve("exec", back);
    close(back);

    at("2041-03-12T08:00:00Z");
    String slow = journey.toTriage(SEVERE);
    later(Duration.ofHours(7));
    journey.triage(slow, with(journey.triage(SEVERE), "awareAt", "2041-03-12T07:00:00Z"));
    journey.stateFacts(slow, journey.assessment(SEVERE));
    journey.confirm(
        slow,
        fields(
            "decision",
            "override",
            "overrideImpact",
            3,
            "overrideReason",
            "=HYPERLINK(\"http://example.org\")"));
    journey.confirm(slow, fields("decision", "confirm"));

    at("2041-03-13T08:00:00Z");
    String handed = journey.toInvestigation(MINOR);
    desk.change(
        "service-desk",
        handed,
        "hand-over",
        "toTeam",
        "responder-facilities",
        "changeNote",
        "Mast");
    later(Duration.ofHours(30));
    desk.change(
        "service-desk", handed, "hand-over", "toTeam", "responder-network", "changeNote", "Back");

    at("2041-03-20T08:00:00Z");
    String major = journey.toInvestigation(MAJOR);
    later(Duration.ofMinutes(10));
    journey.formTeam(major, journey.team());
    later(Duration.ofHours(2));
    work(major);

    at("2041-03-21T08:00:00Z");
    journey.toActions(List.of(action("Watch the disk", "responder", "high")));
    String temporary = journey.toContainment(MINOR);
    journey.contain(temporary, journey.temporaryContainment(Instant.parse("2041-03-25T12:00:00Z")));

    at("2041-03-22T08:00:00Z");
    String rejected = journey.toTriage(MINOR);
    journey.triage(
        rejected, fields("kind", "false-alarm", "reason", "Nothing", "awareAt", desk.now()));
    String broken = journey.toTriage(MINOR);
    watcher.remind(broken, Target.ACKNOWLEDGE, 100, true, "service-desk");
    journey.toTriage(MINOR);

    at("2041-03-23T08:00:00Z");
    drill = journey.toTriage(with(journey.report(SEVERE), "drill", true));
    restricted = journey.toTriage(with(journey.report(SEVERE), "restricted", true));
  }

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(NOW);
  }

  @ParameterizedTest
  @EnumSource
  void everyFigureIsWhatRawHistorySays(Figure figure) {
    for (Period period :
        List.of(
            MARCH,
            new Period(LocalDate.of(2041, 3, 10), LocalDate.of(2041, 3, 21), BERLIN),
            new Period(LocalDate.of(2041, 3, 1), LocalDate.of(2041, 3, 31), ZoneId.of("UTC")),
            new Period(LocalDate.of(2039, 3, 1), LocalDate.of(2042, 2, 28), BERLIN))) {
      for (boolean all : List.of(true, false)) {
        List<List<String>> expected = new RawFigures(jdbc, history, period, all, NOW).rows(figure);
        assertThat(texts(figures.read(figure, period, all)))
            .as("%s, %s, restricted %s", figure, period, all)
            .isEqualTo(expected);
        if (period == MARCH) {
          assertThat(expected).as("%s has something to compare", figure).isNotEmpty();
        }
      }
    }
  }

  /** That the second computation is right, too: a few figures by hand. */
  @Test
  void someFiguresByHand() {
    assertThat(keyFigure("Incidents reported")).isEqualTo("10");
    assertThat(keyFigure("Incidents closed")).isEqualTo("2");
    assertThat(keyFigure("Major incidents")).isEqualTo("1");
    assertThat(keyFigure("Reopened after closing")).isEqualTo("1");
    assertThat(keyFigure("Hand-overs")).isEqualTo("2");
    assertThat(keyFigure("Overrides of tables")).isEqualTo("1");
    assertThat(texts(figures.read(Figure.REOPENED, MARCH, false)))
        .containsExactly(
            List.of("reopened after closing", "1", "1", "50"),
            List.of("resolution refuted", "1", "1", "50"));
    assertThat(texts(figures.read(Figure.HAND_OVERS, MARCH, false)))
        .containsExactly(
            List.of("responder-facilities", "responder-network", "1", "1"),
            List.of("responder-network", "responder-facilities", "1", "1"));
  }

  @Test
  void drillsNeverCountAndRestrictedOnesForThoseWhoMaySeeAll() {
    assertThat(drill).isNotNull();
    long open = count(false);
    assertThat(count(true)).isEqualTo(open + 1);
    jdbc.sql("update incident set drill = true where number = ?").param(restricted).update();
    try {
      assertThat(count(true)).isEqualTo(open);
    } finally {
      jdbc.sql("update incident set drill = false where number = ?").param(restricted).update();
    }
  }

  @Test
  void aPersonWithPsqlGetsTheSameWithoutAnyParameter() {
    assertThat(
            jdbc.sql("select round(extract(epoch from report_to() - report_from()) / 86400)")
                .query(Integer.class)
                .single())
        .isEqualTo(30);
    assertThat(jdbc.sql("select count(*) from report_by_state").query(Integer.class).single())
        .isNotNegative();
  }

  @Test
  void spreadsheetsTakeNoTextForAFormula() {
    assertThat(FigureFile.write(figures.read(Figure.OVERRIDE_REASONS, MARCH, false)))
        .startsWith("\uFEFFnumber,at,overridden_by,what,table_value,person_value,reason\r\n")
        .contains("\"'=HYPERLINK(\"\"http://example.org\"\")\"");
  }

  private long count(boolean restrictedToo) {
    FigureTable table = figures.read(Figure.BY_STATE, MARCH, restrictedToo);
    return table.rows().stream()
        .mapToLong(row -> ((Number) table.value(row, "incidents")).longValue())
        .sum();
  }

  private String keyFigure(String name) {
    return texts(figures.read(Figure.KEY_FIGURES, MARCH, false)).stream()
        .filter(row -> row.get(0).equals(name))
        .map(row -> row.get(2))
        .findFirst()
        .orElseThrow();
  }

  static List<List<String>> texts(FigureTable table) {
    return table.rows().stream().map(row -> row.stream().map(RawFigures::text).toList()).toList();
  }

  private void work(String number) {
    journey.investigate(number);
    journey.contain(number, journey.containment());
    later(Duration.ofMinutes(40));
    journey.recover(number, journey.recovery());
  }

  private void verify(String number, String verified) {
    Map<String, Object> form = fields("verified", verified, "comment", "Looked at it");
    journey.verify("reporter", number, form);
  }

  private void close(String number) {
    journey.sendNotices(number);
    journey.close(number);
  }

  private void at(String instant) {
    clock.stopAt(Instant.parse(instant));
  }

  private void later(Duration time) {
    clock.stopAt(clock.instant().plus(time));
  }
}
