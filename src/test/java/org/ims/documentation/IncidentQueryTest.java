package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.incident.IncidentState;
import org.ims.incident.InvalidInputException;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.ims.incident.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentQueryTest {

  @Test
  void withoutParametersTheNewestTwentyAreMeant() {
    assertThat(IncidentQuery.of(Map.of()))
        .isEqualTo(
            new IncidentQuery(
                Set.of(),
                Set.of(),
                null,
                null,
                null,
                Set.of(),
                null,
                IncidentQuery.Drills.NONE,
                List.of(),
                IncidentQuery.Period.ANY,
                IncidentQuery.Period.ANY,
                IncidentQuery.Sort.OPENED_AT,
                true,
                0,
                20,
                false));
  }

  @Test
  void everyParameterIsRead() {
    Map<String, List<String>> parameters =
        parameters(
            "state=TRIAGE,ASSESSED",
            "state=CLOSED",
            "priority=P1",
            "priority=P2",
            "service=mail",
            "text= Büro-Drucker, 3. Stock ",
            "openedFrom=2026-03-01T00:00:00Z",
            "openedTo=2026-03-02T01:00:00+01:00",
            "closedFrom=2026-03-03T00:00:00Z",
            "person= jane.doe+x@example.org ",
            "processVersion=7",
            "major=ACCEPTED,DEMOTED",
            "restricted=true",
            "drill=all",
            "count=true",
            "sort=resolveDue,asc",
            "page=3",
            "size=100");
    assertThat(IncidentQuery.of(parameters))
        .isEqualTo(
            new IncidentQuery(
                Set.of(IncidentState.TRIAGE, IncidentState.ASSESSED, IncidentState.CLOSED),
                Set.of(Priority.P1, Priority.P2),
                "mail",
                "jane.doe+x@example.org",
                7,
                Set.of(MajorIncident.ACCEPTED, MajorIncident.DEMOTED),
                true,
                IncidentQuery.Drills.TOO,
                List.of("Büro", "Drucker", "3", "Stock"),
                new IncidentQuery.Period(
                    Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")),
                new IncidentQuery.Period(Instant.parse("2026-03-03T00:00:00Z"), null),
                IncidentQuery.Sort.RESOLVE_DUE,
                false,
                3,
                100,
                true));
  }

  @Test
  void aSortWithoutDirectionAscends() {
    assertThat(IncidentQuery.of(parameters("sort=number")))
        .returns(IncidentQuery.Sort.NUMBER, IncidentQuery::sort)
        .returns(false, IncidentQuery::descending);
    assertThat(IncidentQuery.of(parameters("sort=state,desc")))
        .returns(IncidentQuery.Sort.STATE, IncidentQuery::sort)
        .returns(true, IncidentQuery::descending);
  }

  @Test
  void theLastPageWithinTheCeilingIsAllowed() {
    assertThat(IncidentQuery.of(parameters("page=99", "size=100")).page()).isEqualTo(99);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "state=OPEN                      | choice",
        "state=triage                    | choice",
        "state=                          | choice",
        "state=TRIAGE,                   | choice",
        "priority=1                      | choice",
        "service=                        | not-empty",
        "text=                           | not-empty",
        "text=-!?-                       | word",
        "openedFrom=2026-03-01           | date-time",
        "openedFrom=2026-03-01T00:00:00  | date-time",
        "openedTo=yesterday              | date-time",
        "openedTo=1700000000             | date-time",
        "openedFrom=-999999999-01-01T00:00:00Z | range",
        "openedFrom=1969-12-31T23:59:59Z | range",
        "openedTo=+10000-01-01T00:00:00Z | range",
        "service=ma\u0000il              | characters",
        "text=ma\u0007il                 | characters",
        "drill=yes                       | choice",
        "person=                         | not-empty",
        "person=a\u0000b                 | characters",
        "processVersion=0                | min",
        "processVersion=-1               | min",
        "processVersion=latest           | integer",
        "processVersion=99999999999      | integer",
        "major=MAJOR                     | choice",
        "restricted=yes                  | choice",
        "restricted=                     | not-empty",
        "count=1                         | choice",
        "closedFrom=2026-03-01           | date-time",
        "closedTo=+10000-01-01T00:00:00Z | range",
        "sort=title                      | choice",
        "sort=number,up                  | choice",
        "sort=number,asc,desc            | choice",
        "sort=number;drop table incident | choice",
        "sort=                           | not-empty",
        "page=-1                         | min",
        "page=one                        | integer",
        "page=99999999999                | integer",
        "page=500                        | max-depth",
        "page=2147483647                 | max-depth",
        "size=0                          | min",
        "size=101                        | max",
        "size=1.5                        | integer",
        "status=TRIAGE                   | unknown",
        "State=TRIAGE                    | unknown"
      })
  void refusesAWrongParameterByNameAndRule(String parameter, String rule) {
    String name = parameter.substring(0, parameter.indexOf('='));
    assertThat(violations(parameter))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple(name, rule));
  }

  @Test
  void refusesAParameterThatIsGivenTwiceButMayNot() {
    assertThat(violations("size=10", "size=20"))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple("size", "single"));
  }

  @Test
  void refusesAnOverlongText() {
    assertThat(violations("text=" + "a".repeat(201)))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple("text", "max-length"));
  }

  @Test
  void refusesAnEmptyPeriod() {
    assertThat(violations("openedFrom=2026-03-02T00:00:00Z", "openedTo=2026-03-01T00:00:00Z"))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple("openedTo", "not-before-opened-from"));
  }

  @Test
  void refusesAnEmptyPeriodOfClosing() {
    assertThat(violations("closedFrom=2026-03-02T00:00:00Z", "closedTo=2026-03-01T00:00:00Z"))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple("closedTo", "not-before-closed-from"));
  }

  @Test
  void refusesAnOverlongLogin() {
    assertThat(violations("person=" + "a".repeat(256)))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple("person", "max-length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"page=1", "size=10", "count=true"})
  void anExportKnowsNoPages(String parameter) {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class, () -> IncidentQuery.ofExport(parameters(parameter)));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.violations())
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple(parameter.substring(0, parameter.indexOf('=')), "unknown"));
  }

  @Test
  void anExportTakesTheSameFilterAndOrder() {
    assertThat(IncidentQuery.ofExport(parameters("person=jane", "sort=closedAt,desc")))
        .isEqualTo(IncidentQuery.of(parameters("person=jane", "sort=closedAt,desc")));
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    assertThat(violations("sort=title", "size=1000", "q=mail", "state=OPEN"))
        .extracting(Violation::field)
        .containsExactlyInAnyOrder("sort", "size", "q", "state");
  }

  @Test
  void theCeilingIsNamed() {
    assertThat(violations("size=101"))
        .extracting(Violation::message)
        .containsExactly("size must be at most 100.");
  }

  private static List<Violation> violations(String... parameters) {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class, () -> IncidentQuery.of(parameters(parameters)));
    assertThat(refused).as("refused").isNotNull();
    return refused.violations();
  }

  private static Map<String, List<String>> parameters(String... parameters) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      map.computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
          .add(parameter.substring(equals + 1));
    }
    return map;
  }
}
