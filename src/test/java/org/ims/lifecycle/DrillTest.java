package org.ims.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.ims.engine.Alerts;
import org.ims.engine.EngineClock;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.reporting.IncidentReports;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Exercises run everything, tell nobody but their list and count in no figure. */
@ImsTest
class DrillTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final List<String> LIST = List.of("drill-leader@example.org", "drill@example.org");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private IncidentReports reports;
  @Autowired private Alerts alerts;
  @Autowired private IdentityService identity;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;
  @Autowired private TransactionTemplate transactions;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @AfterEach
  void forgetWhoActed() {
    identity.clearAuthentication();
  }

  @Test
  void drillRunsFromReportToClosedAndOnlyItsListIsTold() {
    String number = journey.toTriage(drill(MINOR));
    assertThat(desk.task(number, "UserTask_TriageIncident").getName())
        .isEqualTo("DRILL Triage incident: " + number + " - Mail is down");
    assertThat(desk.variable(number, "UserTask_TriageIncident", "knownFacts").toString())
        .startsWith("DRILL: nothing of this is real.\n" + number);

    journey.triage(number, journey.triage(MINOR));
    journey.assess(number, journey.assessment(MINOR));
    transactions.executeWithoutResult(
        status ->
            alerts.tell(
                number, "task-overdue", 1, "", List.of("incident-manager"), List.of("exec")));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.sendNotices(number);
    journey.close(number);

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(desk.isOver(number)).isTrue();
    assertThat(addresses(number, "SENT")).containsExactlyElementsOf(LIST);
    assertThat(addresses(number, "WITHHELD"))
        .contains("reporter@example.org", "exec@example.org", "incident-manager@example.org")
        .doesNotContainAnyElementsOf(LIST);
    assertThat(notices(number, "PENDING")).isEmpty();
    assertThat(notices(number, "SENT"))
        .as("each notice once to each of the list, however many would have got it")
        .containsExactlyInAnyOrder(
            "acknowledgement",
            "acknowledgement",
            "task-overdue",
            "task-overdue",
            "resolution",
            "resolution");
    assertThat(subjects(number)).allMatch(subject -> subject.startsWith("DRILL " + number));
    assertThat(records.lastNotice(number))
        .startsWith("This is a drill: nothing of it is real.\n\nHello");
  }

  @Test
  void drillCountsInNoFigure() {
    int overridden = incidents.countByAssessmentOverriddenTrueAndReportDrillFalse();
    String number = journey.toTriage(drill(SEVERE));
    journey.triage(number, with(journey.triage(SEVERE), "service", "backup"));
    journey.stateFacts(number, journey.assessment(SEVERE));
    journey.confirm(
        number,
        fields("decision", "override", "overrideImpact", 3, "overrideReason", "An exercise"));
    journey.confirm(number, fields("decision", "confirm"));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    transactions.executeWithoutResult(
        status -> incidents.get(number).foundRootCause("drilled-cause"));

    assertThat(incidents.countByAssessmentOverriddenTrueAndReportDrillFalse())
        .isEqualTo(overridden);
    assertThat(
            incidents.mostFrequentRootCause("backup", MONDAY.minusSeconds(3600), "INC-2026-999999"))
        .isZero();
  }

  @Test
  void drillsAndRealIncidentsAreNeverTheSame() {
    Map<String, Object> real =
        with(journey.report(MINOR), "title", "Sirens in the tunnel do not sound");
    String original = journey.toTriage(real);
    String number = journey.toTriage(with(real, "drill", true));
    String another = journey.toTriage(with(real, "drill", true));

    assertThat(desk.variable(number, "UserTask_TriageIncident", "similarIncidents").toString())
        .isEqualTo("No open incident is similar.");
    assertThat(desk.variable(another, "UserTask_TriageIncident", "similarIncidents").toString())
        .contains(number)
        .doesNotContain(original);
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields("kind", "duplicate", "duplicateOf", original, "reason", "Sounds alike"),
        "duplicateOf: same-reality");
    for (String[] pair : new String[][] {{original, number}, {number, original}}) {
      assertThatThrownBy(
              () ->
                  desk.change(
                      "service-desk",
                      pair[0],
                      "merge",
                      "otherIncident",
                      pair[1],
                      "changeNote",
                      "Sounds alike"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("never the same event");
    }
    assertThat(incidents.get(original).state()).isEqualTo(IncidentState.TRIAGE);
    assertThatThrownBy(() -> incidents.get(number).becomeChildOf(incidents.get(original)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("never part of each other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"incident-manager", "major-incident-manager", "process-owner", "camunda-admin"})
  void whoAnswersForIncidentsMayStartADrill(String group) {
    identity.setAuthentication("somebody", List.of("service-desk", group));

    assertThat(reports.report(report(true)).isDrill()).isTrue();
  }

  @Test
  void nobodyElseMayStartADrill() {
    identity.setAuthentication("reporter", List.of("reporter", "service-desk", "responder"));

    assertThatThrownBy(() -> reports.report(report(true)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "A drill may only be started by incident managers, major-incident managers, process"
                + " owners and administrators.");
    assertThat(reports.report(report(false)).isDrill()).isFalse();
  }

  private Map<String, Object> drill(Journey.Kind kind) {
    return with(journey.report(kind), "drill", true);
  }

  private static Report report(boolean drill) {
    return new Report(
        "Phones are dead",
        "No line",
        "telephony",
        null,
        null,
        "reporter",
        Report.Source.API,
        null,
        MONDAY,
        false,
        PersonalData.NO,
        false,
        false,
        drill);
  }

  private List<String> addresses(String number, String state) {
    return jdbc.sql(
            "select distinct address from notice where incident_number = ? and state = ?"
                + " order by address")
        .params(number, state)
        .query(String.class)
        .list();
  }

  private List<String> notices(String number, String state) {
    return jdbc.sql("select kind from notice where incident_number = ? and state = ?")
        .params(number, state)
        .query(String.class)
        .list();
  }

  private List<String> subjects(String number) {
    return jdbc.sql("select subject from notice where incident_number = ?")
        .param(number)
        .query(String.class)
        .list();
  }
}
