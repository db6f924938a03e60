package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
@PassesEveryNode("TemporaryCountermeasure")
class TemporaryCountermeasureTest {

  private static final String PROCESS = "TemporaryCountermeasure";
  private static final String TASK = "UserTask_RemoveCountermeasure";
  private static final String RECORD = "ServiceTask_RecordRemoval";
  private static final String RISK = "UserTask_AcceptRisk";
  private static final String RECORD_RISK = "ServiceTask_RecordRiskDecision";

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  /** A business day before the expiry, with a weekend in between. */
  private static final Instant FRIDAY = Instant.parse("2026-03-06T08:00:00Z");

  private static final Instant EXPIRY = Instant.parse("2026-03-09T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-20T08:00:00Z");

  private static final Map<String, Object> KEEP =
      fields(
          "outcome", "keep",
          "keepReason", "The new disk comes late",
          "keepFor", "good",
          "riskOwner", "risk-owner");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Countermeasures measures;
  @Autowired private RuntimeService runtime;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void measureIsRemovedInTimeBeforeItExpires() {
    String number = taken();
    assertThat(desk.tasks(number, TASK)).isEmpty();
    assertThat(records.row("countermeasure", number))
        .containsEntry("state", "LIVE")
        .containsEntry("owner", "responder")
        .containsEntry("undo_plan", "Start the queue");
    jobs.fire(number, "Timer_RemovalDue", FRIDAY);

    assertThat(desk.task(number, TASK).getAssignee()).isEqualTo("responder");
    assertThat(desk.due(number, TASK)).isEqualTo(EXPIRY);
    assertThat(desk.candidates(number, TASK)).contains("incident-manager").hasSize(2);
    assertThat(desk.variable(number, TASK, "measure")).isEqualTo("mail-1: Queue stopped");
    assertThat(desk.variable(number, TASK, "undoPlan")).isEqualTo("Start the queue");
    assertThat(desk.variable(number, TASK, "knownFacts").toString())
        .contains("To be undone by responder until 2026-03-09");
    desk.complete("responder", number, TASK, RECORD, removed(FRIDAY));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_CountermeasureTaken",
            "ServiceTask_OpenCountermeasure",
            "Gateway_WaitForRemoval",
            "Timer_RemovalDue",
            TASK,
            RECORD,
            "Gateway_Removed",
            "EndEvent_MeasureRemoved");
    assertThat(records.row("countermeasure", number))
        .containsEntry("state", "REMOVED")
        .containsEntry("result", "Mails flow")
        .containsEntry("ended_by", "responder");
    assertThat(records.instant("countermeasure", "removed_at", number)).isEqualTo(FRIDAY);
  }

  @Test
  void somebodyAsksForTheRemovalEarlier() {
    String number = taken();
    assertThat(measures.requestRemoval(number)).isEqualTo(1);

    assertThat(desk.due(number, TASK)).isEqualTo(EXPIRY);
    assertThat(Records.namedBy(() -> measures.requestRemoval(number)))
        .containsExactly("incidentNumber: removal-open");
    desk.complete("responder", number, TASK, RECORD, removed(MONDAY));
    assertThat(desk.path(number, PROCESS)).contains("Event_RemovalRequested");
    assertThat(Records.namedBy(() -> measures.requestRemoval(number)))
        .containsExactly("incidentNumber: live-countermeasure");
  }

  @Test
  void resolvedIncidentNeedsItNoMore() {
    String number = taken();
    journey.recover(number, journey.recovery());

    assertThat(desk.path(number, PROCESS)).contains("Event_IncidentResolved");
    assertThat(desk.openTasks(number)).containsExactly(TASK, "UserTask_VerifyResolution");
    jobs.assertNone(number, "Timer_RemovalDue");
  }

  @Test
  void riskOfKeepingItForGoodIsAccepted() {
    String number = taken();
    measures.requestRemoval(number);
    desk.complete("responder", number, TASK, RECORD, KEEP);

    assertThat(desk.task(number, RISK).getAssignee()).isEqualTo("risk-owner");
    assertThat(desk.candidates(number, RISK)).containsExactly("risk-owner");
    assertThat(desk.variable(number, RISK, "keepRequest"))
        .isEqualTo("responder asks to keep it for good.\nThe new disk comes late");
    assertThat(records.row("countermeasure", number)).containsEntry("state", "LIVE");
    desk.complete(
        "risk-owner",
        number,
        RISK,
        RECORD_RISK,
        fields("decision", "accept", "riskReason", "One queue of ten"));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_CountermeasureTaken",
            "ServiceTask_OpenCountermeasure",
            "Gateway_WaitForRemoval",
            "Event_RemovalRequested",
            TASK,
            RECORD,
            "Gateway_Removed",
            RISK,
            RECORD_RISK,
            "Gateway_RiskAccepted",
            "Gateway_KeptForGood",
            "EndEvent_MeasureKept");
    assertThat(records.row("countermeasure", number))
        .containsEntry("state", "RISK_ACCEPTED")
        .containsEntry("risk_reason", "One queue of ten")
        .containsEntry("risk_decided_by", "risk-owner");
  }

  @Test
  void measureIsKeptUntilANewDateAndThenRemoved() {
    String number = taken();
    jobs.fire(number, "Timer_RemovalDue", FRIDAY);
    desk.complete(
        "responder",
        number,
        TASK,
        RECORD,
        with(KEEP, "keepFor", "until", "keepUntil", LATER.toString()));
    assertThat(desk.variable(number, RISK, "keepRequest").toString())
        .contains("until Friday 2026-03-20 08:00");
    desk.complete(
        "risk-owner",
        number,
        RISK,
        RECORD_RISK,
        fields("decision", "accept", "riskReason", "Two weeks more"));

    assertThat(desk.tasks(number, TASK)).isEmpty();
    assertThat(records.row("countermeasure", number))
        .containsEntry("state", "LIVE")
        .containsEntry("extensions", 1);
    jobs.fire(number, "Timer_RemovalDue", Instant.parse("2026-03-19T08:00:00Z"));
    assertThat(desk.due(number, TASK)).isEqualTo(LATER);
    desk.complete("responder", number, TASK, RECORD, removed(FRIDAY));
    assertThat(records.row("countermeasure", number)).containsEntry("state", "REMOVED");
  }

  @Test
  void refusedRiskGoesBackToTheRemoval() {
    String number = taken();
    measures.requestRemoval(number);
    desk.complete("responder", number, TASK, RECORD, KEEP);
    desk.complete(
        "risk-owner",
        number,
        RISK,
        RECORD_RISK,
        fields("decision", "refuse", "riskReason", "Not for mail"));

    assertThat(desk.task(number, TASK).getAssignee()).isEqualTo("responder");
    assertThat(records.row("countermeasure", number))
        .containsEntry("state", "LIVE")
        .containsEntry("risk_reason", "Not for mail");
    // The answers of the first round are gone.
    assertThat(desk.variables(number, TASK)).doesNotContainKeys("keepReason", "outcome");
  }

  @Test
  void expiredMeasureIsToldToItsOwnerAndTheRiskOwners() {
    String number = taken();
    jobs.fire(number, "Timer_RemovalDue", FRIDAY);
    jobs.fire(number, "Timer_MeasureExpired", EXPIRY);

    assertThat(desk.path(number, PROCESS))
        .contains("Timer_MeasureExpired", "ServiceTask_TellExpiredMeasure", "EndEvent_ExpiryTold");
    assertThat(records.notices(number, "measure-expired"))
        .containsExactly("responder", "risk-owner");
    assertThat(records.lastNotice(number)).contains("Queue stopped (mail-1)", "Start the queue");
    desk.complete("responder", number, TASK, RECORD, removed(EXPIRY));
    assertThat(records.row("countermeasure", number)).containsEntry("state", "REMOVED");
  }

  @Test
  void shortMeasureBecomesATaskAtOnce() {
    String number = journey.toContainment(MINOR);
    journey.contain(number, journey.temporaryContainment(Instant.parse("2026-03-02T12:00:00Z")));

    jobs.fire(number, "Timer_RemovalDue", MONDAY);
    assertThat(desk.task(number, TASK).getAssignee()).isEqualTo("responder");
  }

  @Test
  void somebodyElseAnswersForTheMeasure() {
    String number = journey.toContainment(MINOR);
    records.assertRefused(
        "responder",
        number,
        "UserTask_Contain",
        with(journey.temporaryContainment(EXPIRY), "measureOwner", "somebody"),
        "measureOwner: known-person");
    journey.contain(
        number, with(journey.temporaryContainment(EXPIRY), "measureOwner", "responder-2"));

    assertThat(records.row("countermeasure", number)).containsEntry("owner", "responder-2");
  }

  @Test
  void measureOutlivesItsIncident() {
    String number = taken();
    runtime.deleteProcessInstance(
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey("IncidentLifecycle")
            .singleResult()
            .getId(),
        "withdrawn by the test");

    jobs.fire(number, "Timer_RemovalDue", FRIDAY);
    desk.complete("responder", number, TASK, RECORD, removed(FRIDAY));
    assertThat(records.row("countermeasure", number)).containsEntry("state", "REMOVED");
  }

  @Test
  void lastingContainmentLeavesNothingToRemove() {
    String number = journey.toContainment(MINOR);
    journey.contain(number, journey.containment());

    assertThat(records.count("countermeasure", number)).isZero();
    assertThat(desk.paths(number, PROCESS)).isEmpty();
  }

  @Test
  void outcomeWithoutItsFactsIsRefused() {
    String number = taken();
    measures.requestRemoval(number);

    records.assertRefused("responder", number, TASK, fields(), "outcome: required");
    records.assertRefused(
        "responder",
        number,
        TASK,
        fields("outcome", "removed", "removedAt", "2026-03-02T08:00:01Z"),
        "removedAt: not-in-future",
        "result: required");
    records.assertRefused(
        "responder",
        number,
        TASK,
        fields("outcome", "keep"),
        "keepReason: required",
        "keepFor: required",
        "riskOwner: required");
    records.assertRefused(
        "responder",
        number,
        TASK,
        with(KEEP, "keepFor", "until", "keepUntil", MONDAY.toString()),
        "keepUntil: in-future");
    records.assertRefused(
        "responder",
        number,
        TASK,
        with(KEEP, "riskOwner", "incident-manager"),
        "riskOwner: risk-owner");
    records.assertRefused("risk-owner", number, TASK, KEEP, "riskOwner: second-person");
  }

  @Test
  void nobodyButAnotherRiskOwnerDecides() {
    String number = taken();
    measures.requestRemoval(number);
    desk.complete("responder", number, TASK, RECORD, KEEP);

    records.assertRefused(
        "responder",
        number,
        RISK,
        fields("decision", "accept", "riskReason", "Never mind"),
        "decision: risk-owner");
    records.assertRefused(
        "risk-owner", number, RISK, fields(), "decision: required", "riskReason: required");
  }

  private String taken() {
    String number = journey.toContainment(MINOR);
    journey.contain(number, journey.temporaryContainment(EXPIRY));
    return number;
  }

  private static Map<String, Object> removed(Instant at) {
    return fields("outcome", "removed", "removedAt", at.toString(), "result", "Mails flow");
  }
}
