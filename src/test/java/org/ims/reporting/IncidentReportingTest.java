package org.ims.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import java.time.Instant;
import org.camunda.bpm.engine.HistoryService;
import org.ims.engine.EngineClock;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
@PassesEveryNode("IncidentReporting")
class IncidentReportingTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private IncidentReports reports;
  @Autowired private HistoryService history;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void reportFromTheFormIsRecordedAtOnceAndRegisteredAfterwards() {
    String number =
        desk.report(
            "reporter",
            with(
                desk.report(),
                "occurredAt",
                "2026-03-02T07:30:00Z",
                "location",
                "Room 4",
                "contact",
                "rita@example.net",
                "personalDataInvolved",
                "unknown",
                "restricted",
                true));

    assertThat(number).matches("INC-2026-\\d{6}");
    Incident reported = incidents.get(number);
    assertThat(reported.state()).isEqualTo(IncidentState.REPORTED);
    assertThat(reported.recordedAt()).isEqualTo(MONDAY);
    assertThat(reported.report())
        .usingRecursiveComparison()
        .isEqualTo(
            new Report(
                "Mail is down",
                "Nobody can send mail",
                "mail",
                "Room 4",
                "rita@example.net",
                "reporter",
                Report.Source.FORM,
                Instant.parse("2026-03-02T07:30:00Z"),
                MONDAY,
                false,
                PersonalData.UNKNOWN,
                false,
                true));
    assertThat(records.outbox(number)).isEmpty();
    assertThat(desk.path(number, "IncidentReporting"))
        .containsExactly("StartEvent_ReportReceived", "ServiceTask_RecordReport");

    jobs.run(number, "ServiceTask_RecordReport");

    assertRegistered(number);
  }

  @Test
  void reportFromTheApiTakesTheSameWay() {
    Incident reported =
        reports.report(
            new Report(
                "Mail is down",
                "Nobody can send mail",
                "mail",
                null,
                null,
                "reporter",
                Report.Source.API,
                null,
                MONDAY,
                false,
                PersonalData.NO,
                false,
                false));
    String number = reported.number();

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REPORTED);
    jobs.run(number, "ServiceTask_RecordReport");

    assertRegistered(number);
  }

  private void assertRegistered(String number) {
    assertThat(desk.path(number, "IncidentReporting"))
        .containsExactly(
            "StartEvent_ReportReceived",
            "ServiceTask_RecordReport",
            "BusinessRuleTask_ServiceLevelDecision",
            "ServiceTask_RegisterIncident",
            "ServiceTask_AcknowledgeReport",
            "EndEvent_ReportRegistered");
    Incident registered = incidents.get(number);
    assertThat(registered.state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(registered.serviceLevel().acknowledgeDue())
        .isEqualTo(Instant.parse("2026-03-02T08:15:00Z"));
    assertThat(registered.serviceLevel().assessDue())
        .isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    assertThat(registered.serviceLevel().resolveDue()).isNull();
    assertThat(registered.serviceLevel().calendar()).isEqualTo("24x7");
    assertThat(records.outbox(number)).containsExactly("acknowledgement/1 PENDING");
    assertThat(records.lastNotice(number)).contains(number, "Nobody can send mail");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
  }

  /** What people enter belongs into the record, not into the variables of the process. */
  @Test
  void fieldsOfTheFormDoNotStayInTheProcess() {
    String number = desk.reportedAndRegistered("reporter", desk.report());

    assertThat(desk.variables(number, "UserTask_TriageIncident"))
        .containsEntry("incidentNumber", number)
        .containsEntry("title", "Mail is down")
        .containsEntry("service", "mail")
        .containsEntry("reporter", "reporter")
        .doesNotContainKeys(
            "description",
            "noticedAt",
            "occurredAt",
            "location",
            "contact",
            "suspectedSecurity",
            "personalDataInvolved",
            "peopleAtRisk",
            "restricted");
  }

  @Test
  void emptyFormIsRefusedWithEverythingThatIsWrongAndLeavesNothing() {
    long processes = history.createHistoricProcessInstanceQuery().count();
    long reported = incidents.count();

    assertThat(
            Records.namedBy(
                () ->
                    desk.report(
                        "reporter",
                        fields("title", " ", "description", "", "service", null, "noticedAt", ""))))
        .containsExactlyInAnyOrder(
            "title: required",
            "description: required",
            "service: required",
            "noticedAt: required",
            "suspectedSecurity: required",
            "personalDataInvolved: required",
            "peopleAtRisk: required");

    assertThat(history.createHistoricProcessInstanceQuery().count()).isEqualTo(processes);
    assertThat(incidents.count()).isEqualTo(reported);
  }

  @Test
  void impossibleValuesAreRefused() {
    assertThat(
            Records.namedBy(
                () ->
                    desk.report(
                        "reporter",
                        with(
                            desk.report(),
                            "title",
                            "x".repeat(121),
                            "noticedAt",
                            "2026-03-02T08:00:01Z",
                            "occurredAt",
                            "yesterday",
                            "suspectedSecurity",
                            "perhaps",
                            "personalDataInvolved",
                            "maybe"))))
        .containsExactlyInAnyOrder(
            "title: max-length",
            "noticedAt: not-in-future",
            "occurredAt: date-time",
            "suspectedSecurity: yes-no",
            "personalDataInvolved: choice");
    assertThat(
            Records.namedBy(
                () ->
                    desk.report(
                        "reporter",
                        with(
                            desk.report(),
                            "title",
                            "Two\nlines",
                            "service",
                            "telegraph",
                            "noticedAt",
                            "2026-03-02T07:00:00Z",
                            "occurredAt",
                            "2026-03-02T07:00:01Z"))))
        .containsExactlyInAnyOrder(
            "title: one-line", "service: known-service", "occurredAt: not-after-noticed-at");
  }
}
