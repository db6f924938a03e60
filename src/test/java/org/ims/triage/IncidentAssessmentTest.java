package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MAJOR;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ims.engine.EngineClock;
import org.ims.incident.Assessment;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ImsTest
@PassesEveryNode("IncidentAssessment")
class IncidentAssessmentTest {

  private static final String PROCESS = "IncidentAssessment";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> STATED =
      List.of(
          "UserTask_AssessImpact",
          "ServiceTask_RecordAssessment",
          "BusinessRuleTask_ImpactDecision",
          "BusinessRuleTask_UrgencyDecision");

  private static final List<String> SHOWN =
      List.of(
          "BusinessRuleTask_PriorityDecision",
          "BusinessRuleTask_ServiceLevelDecision",
          "BusinessRuleTask_RoutingDecision",
          "BusinessRuleTask_MajorIncidentDecision",
          "UserTask_ConfirmAssessment");

  private static final List<String> ANSWERED =
      List.of("ServiceTask_RecordConfirmation", "Gateway_Confirmed");

  private static final List<String> COUNTS =
      List.of("ServiceTask_RecordPriority", "Gateway_StillOpen");

  private static final List<String> PROPOSED =
      List.of(
          "BusinessRuleTask_PlaybookDecision",
          "Gateway_MajorProposed",
          "ServiceTask_RequestMajorIncident",
          "EndEvent_IncidentAssessed");

  private static final List<String> NOT_PROPOSED =
      List.of(
          "BusinessRuleTask_PlaybookDecision",
          "Gateway_MajorProposed",
          "EndEvent_IncidentAssessed");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private ImpactAssessments assessments;
  @Autowired private EngineClock clock;
  @Autowired private TransactionTemplate transactions;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void resultOfTheTablesIsShownBeforeItCounts() {
    String number = journey.toConfirmation(MAJOR);

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(incidents.get(number).assessment()).isNull();
    assertThat(desk.candidates(number, "UserTask_ConfirmAssessment"))
        .containsExactly("incident-manager", "service-desk");
    assertThat(desk.due(number, "UserTask_ConfirmAssessment"))
        .isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    assertThat(desk.variables(number, "UserTask_ConfirmAssessment"))
        .containsEntry(
            "tablesSaid",
            """
            Priority: P1
            Impact: 1 - high. A critical service is down.
            Urgency: 1 - high. There is no workaround and the business is hit within an hour.
            Promised: acknowledged by 2026-03-02 08:15 UTC, resolved by 2026-03-02 12:00 UTC (calendar 24x7).
            Team: responder-workplace. The team that owns the service takes it.
            Major incident: yes, at once. The priority is P1 and the service is a critical one."""
                .stripTrailing())
        .containsEntry("lastAssessment", null)
        .containsEntry("reassessment", false)
        .containsEntry("priorityLowered", false);

    clock.stopAt(Instant.parse("2026-03-02T08:10:00Z"));
    journey.confirm(number, fields("decision", "confirm"));

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(STATED, SHOWN, ANSWERED, COUNTS, PROPOSED));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ASSESSED);
    assertThat(records.row("impact_assessment", number))
        .containsEntry("confirmed_by", "service-desk")
        .containsEntry("table_impact", 1)
        .containsEntry("override_impact", null);
    assertThat(records.instant("impact_assessment", "confirmed_at", number))
        .isEqualTo(Instant.parse("2026-03-02T08:10:00Z"));
  }

  @Test
  void ordinaryIncidentIsNotProposedAsAMajorOne() {
    String number = journey.toInvestigation(MINOR);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(STATED, SHOWN, ANSWERED, COUNTS, NOT_PROPOSED));
  }

  @Test
  void personOverridesWhatTheTablesSay() {
    int before = incidents.countByAssessmentOverriddenTrueAndReportDrillFalse();
    String number = journey.toConfirmation(MAJOR);
    journey.confirm(
        number,
        fields(
            "decision",
            "override",
            "overrideImpact",
            "2",
            "overrideUrgency",
            3,
            "overrideReason",
            "It is Sunday for everybody concerned"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(desk.variable(number, "UserTask_ConfirmAssessment", "tablesSaid").toString())
        .contains(
            "Priority: P4",
            "Impact: 2 - medium. Impact set to 2 instead of 1: It is Sunday",
            "Major incident: a manager decides. A critical service is down.");
    journey.confirm(number, fields("decision", "confirm"));

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(
            path(
                STATED,
                SHOWN,
                ANSWERED,
                List.of("ServiceTask_ApplyOverride"),
                SHOWN,
                ANSWERED,
                COUNTS,
                PROPOSED));
    Incident incident = incidents.get(number);
    assertThat(incident.assessment())
        .isEqualTo(
            new Assessment(
                2,
                "Impact set to 2 instead of 1: It is Sunday for everybody concerned",
                3,
                "Urgency set to 3 instead of 1: It is Sunday for everybody concerned",
                Priority.P4,
                true,
                MONDAY,
                1,
                1,
                "It is Sunday for everybody concerned",
                "service-desk"));
    // 72 business hours: 9 on Monday, 10 on each of the next six days, 3 on Wednesday.
    assertThat(incident.serviceLevel().resolveDue())
        .isEqualTo(Instant.parse("2026-03-11T10:00:00Z"));
    assertThat(records.row("impact_assessment", number))
        .containsEntry("table_impact", 1)
        .containsEntry("table_urgency", 1)
        .containsEntry("override_impact", 2)
        .containsEntry("override_urgency", 3)
        .containsEntry("overridden_by", "service-desk")
        .containsEntry("assessed_by", "service-desk");
    assertThat(incidents.countByAssessmentOverriddenTrueAndReportDrillFalse())
        .isEqualTo(before + 1);
  }

  @Test
  void personOverridesTheImpactAlone() {
    String number = journey.toConfirmation(MAJOR);
    journey.confirm(
        number,
        fields(
            "decision", "override", "overrideImpact", 3, "overrideReason", "Only a test server"));
    journey.confirm(number, fields("decision", "confirm"));

    assertThat(incidents.get(number).assessment())
        .isEqualTo(
            new Assessment(
                3,
                "Impact set to 3 instead of 1: Only a test server",
                1,
                "There is no workaround and the business is hit within an hour.",
                Priority.P3,
                true,
                MONDAY,
                1,
                1,
                "Only a test server",
                "service-desk"));
  }

  @Test
  void secondOverrideKeepsTheFirstAndWhatTheTablesSaid() {
    String number = journey.toConfirmation(MAJOR);
    journey.confirm(
        number,
        fields("decision", "override", "overrideImpact", 3, "overrideReason", "A test server"));
    journey.confirm(
        number,
        fields("decision", "override", "overrideUrgency", 3, "overrideReason", "Used by nobody"));
    journey.confirm(number, fields("decision", "confirm"));

    Assessment assessment = incidents.get(number).assessment();
    assertThat(assessment.priority()).isEqualTo(Priority.P5);
    assertThat(assessment.tableImpact()).isEqualTo(1);
    assertThat(assessment.tableUrgency()).isEqualTo(1);
    assertThat(assessment.impactBecause()).isEqualTo("Impact set to 3 instead of 1: A test server");
    assertThat(assessment.urgencyBecause())
        .isEqualTo("Urgency set to 3 instead of 1: Used by nobody");
  }

  @Test
  void personChangesTheFactsThatTheyStated() {
    String number = journey.toAssessment(MAJOR);
    journey.stateFacts(
        number,
        with(
            journey.assessment(MAJOR),
            "usersAffected",
            1200,
            "usersAffectedPct",
            12.5,
            "dataClass",
            "personal",
            "dataExposure",
            "suspected",
            "spreading",
            "yes",
            "vip",
            true));
    journey.confirm(number, fields("decision", "change-facts"));

    assertThat(desk.variables(number, "UserTask_AssessImpact"))
        .containsEntry("serviceState", "down")
        .containsEntry("workaround", "none")
        .containsEntry("usersAffected", 1200.0)
        .containsEntry("usersAffectedPct", 12.5)
        .containsEntry("dataClass", "personal")
        .containsEntry("dataExposure", "suspected")
        .containsEntry("spreading", "yes")
        .containsEntry("minutesToBusinessImpact", 10.0)
        .containsEntry("vip", true);
    journey.assess(number, journey.assessment(MINOR));

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(STATED, SHOWN, ANSWERED, STATED, SHOWN, ANSWERED, COUNTS, NOT_PROPOSED));
    assertThat(incidents.get(number).priority())
        .as("what was filled in and not changed still counts")
        .isEqualTo(Priority.P2);
    assertThat(records.count("impact_assessment", number)).isEqualTo(2);
  }

  @Test
  void confirmationComesTooLateForAnIncidentThatHasEnded() {
    String number = journey.toConfirmation(MAJOR);
    transactions.executeWithoutResult(
        status -> incidents.get(number).cancel("Nothing of it is true", clock.instant()));

    journey.confirm(number, fields("decision", "confirm"));

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(STATED, SHOWN, ANSWERED, COUNTS, List.of("EndEvent_AssessmentTooLate")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CANCELLED);
    assertThat(incidents.get(number).assessment()).isNull();
  }

  @Test
  void assessmentWithoutItsFactsIsRefused() {
    String number = journey.toAssessment(MAJOR);

    records.assertRefused(
        "service-desk",
        number,
        "UserTask_AssessImpact",
        fields(),
        "serviceState: required",
        "dataClass: required",
        "dataExposure: required",
        "spreading: required",
        "workaround: required");
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_AssessImpact",
        with(
            journey.assessment(MAJOR),
            "usersAffected",
            -1,
            "usersAffectedPct",
            100.5,
            "minutesToBusinessImpact",
            "soon",
            "estimatedLossEur",
            "1e400"),
        "usersAffected: range",
        "usersAffectedPct: range",
        "minutesToBusinessImpact: number",
        "estimatedLossEur: range");
    assertThat(assessments.findFirstByIncidentNumberOrderByIdDesc(number)).isEmpty();
  }

  @Test
  void confirmationThatDecidesNothingIsRefused() {
    String number = journey.toConfirmation(MAJOR);

    records.assertRefused(
        "service-desk",
        number,
        "UserTask_ConfirmAssessment",
        fields("decision", null),
        "decision: required");
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_ConfirmAssessment",
        fields("decision", "override"),
        "overrideImpact: required",
        "overrideReason: required");
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_ConfirmAssessment",
        fields(
            "decision",
            "override",
            "overrideImpact",
            4,
            "overrideUrgency",
            1.5,
            "overrideReason",
            "x".repeat(4001)),
        "overrideImpact: range",
        "overrideUrgency: range",
        "overrideReason: max-length");
  }

  /** The path from the start, through all these parts. */
  @SafeVarargs
  private static List<String> path(List<String>... parts) {
    List<String> path = new ArrayList<>(List.of("StartEvent_AssessmentDue"));
    for (List<String> part : parts) {
      path.addAll(part);
    }
    return path;
  }
}
