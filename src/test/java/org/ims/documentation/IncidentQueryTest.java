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
import org.ims.incident.Priority;
import org.ims.incident.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentQueryTest {

  @Test
  void withoutParametersTheNewestTwentyAreMeant() {
    assertThat(IncidentQuery.of(Map.of()))
        .isEqualTo(
            new IncidentQuery(
                Set.of(),
                Set.of(),
                null,
                IncidentQuery.Drills.NONE,
                List.of(),
                null,
                null,
                IncidentQuery.Sort.OPENED_AT,
                true,
                0,
                20));
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
            "sort=resolveDue,asc",
            "page=3",
            "size=100");
    assertThat(IncidentQuery.of(parameters))
        .isEqualTo(
            new IncidentQuery(
                Set.of(IncidentState.TRIAGE, IncidentState.ASSESSED, IncidentState.CLOSED),
                Set.of(Priority.P1, Priority.P2),
                "mail",
                IncidentQuery.Drills.NONE,
                List.of("Büro", "Drucker", "3", "Stock"),
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-02T00:00:00Z"),
                IncidentQuery.Sort.RESOLVE_DUE,
                false,
                3,
                100));
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
