package org.ims.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.action;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
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
@PassesEveryNode("CorrectiveAction")
class CorrectiveActionTest {

  private static final String PROCESS = "CorrectiveAction";
  private static final String TASK = "UserTask_ImplementAction";
  private static final String RECORD = "ServiceTask_RecordActionProgress";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final Map<String, Object> DONE =
      fields("outcome", "done", "doneAt", "2026-03-02T08:00:00Z", "verifiedBy", "service-desk");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private Actions actions;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void actionIsCarriedOut() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));
    assertThat(desk.task(number, TASK).getAssignee()).isEqualTo("responder");
    assertThat(desk.candidates(number, TASK)).containsExactly("risk-owner");
    // Thirty days in Berlin, which goes over to summer time in between: an hour less.
    assertThat(desk.due(number, TASK)).isEqualTo(Instant.parse("2026-04-01T07:00:00Z"));
    desk.complete("responder", number, TASK, RECORD, with(DONE, "progress", "Alarm at 80 %"));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_ActionAgreed",
            "ServiceTask_OpenAction",
            "BusinessRuleTask_ActionDueDecision",
            "ServiceTask_SetActionDue",
            TASK,
            RECORD,
            "Gateway_ActionOutcome",
            "EndEvent_ActionDone");
    assertThat(records.row("corrective_action", number))
        .containsEntry("state", "DONE")
        .containsEntry("progress", "Alarm at 80 %")
        .containsEntry("verified_by", "service-desk")
        .containsEntry("extensions", 0);
    assertThat(records.instant("corrective_action", "done_at", number)).isEqualTo(MONDAY);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.IMPROVING);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void dateOfTheMeetingGoesBeforeTheTables() {
    String number =
        journey.toActions(
            List.of(
                with(
                    action("Watch the disk", "responder", "high"), "due", "2026-03-20T15:00:00Z")));

    assertThat(desk.due(number, TASK)).isEqualTo(Instant.parse("2026-03-20T15:00:00Z"));
  }

  @Test
  void actionIsExtendedAndThenCarriedOut() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));
    desk.complete(
        "responder",
        number,
        TASK,
        RECORD,
        fields(
            "outcome",
            "extend",
            "progress",
            "Half of it",
            "extensionReason",
            "The disk comes late",
            "extensionDue",
            "2026-05-01T10:00:00Z",
            "extensionApprover",
            "incident-manager"));

    assertThat(desk.due(number, TASK)).isEqualTo(Instant.parse("2026-05-01T10:00:00Z"));
    assertThat(desk.task(number, TASK).getAssignee()).isEqualTo("responder");
    assertThat(records.row("corrective_action", number))
        .containsEntry("state", "OPEN")
        .containsEntry("extensions", 1)
        .containsEntry("extension_reason", "The disk comes late")
        .containsEntry("extension_approver", "incident-manager");
    desk.complete("responder", number, TASK, RECORD, DONE);

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_ActionAgreed",
            "ServiceTask_OpenAction",
            "BusinessRuleTask_ActionDueDecision",
            "ServiceTask_SetActionDue",
            TASK,
            RECORD,
            "Gateway_ActionOutcome",
            TASK,
            RECORD,
            "Gateway_ActionOutcome",
            "EndEvent_ActionDone");
    assertThat(records.row("corrective_action", number)).containsEntry("state", "DONE");
  }

  @Test
  void riskOfLeavingItUndoneIsAccepted() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));
    desk.complete(
        "risk-owner",
        number,
        TASK,
        RECORD,
        fields("outcome", "accept-risk", "riskReason", "The server goes in May"));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_ActionAgreed",
            "ServiceTask_OpenAction",
            "BusinessRuleTask_ActionDueDecision",
            "ServiceTask_SetActionDue",
            TASK,
            RECORD,
            "Gateway_ActionOutcome",
            "EndEvent_RiskAccepted");
    assertThat(records.row("corrective_action", number))
        .containsEntry("state", "RISK_ACCEPTED")
        .containsEntry("risk_reason", "The server goes in May")
        .containsEntry("risk_accepted_by", "risk-owner");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void nobodyButARiskOwnerAcceptsTheRisk() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));

    records.assertRefused(
        "responder",
        number,
        TASK,
        fields("outcome", "accept-risk", "riskReason", "Never mind"),
        "outcome: risk-owner");
  }

  @Test
  void twoActionsAreCarriedOutIndependently() {
    String number =
        journey.toActions(
            List.of(
                action("Watch the disk", "responder", "critical"),
                action("Grow the disk", "responder-2", "low")));
    assertThat(desk.tasks(number, TASK))
        .extracting(Task::getAssignee, task -> task.getDueDate().toInstant())
        .containsExactlyInAnyOrder(
            // Fourteen days are still in winter, a hundred and eighty are in summer.
            tuple("responder", Instant.parse("2026-03-16T08:00:00Z")),
            tuple("responder-2", Instant.parse("2026-08-29T07:00:00Z")));

    desk.submit("responder-2", taskOf(number, "responder-2"), DONE);
    jobs.run(number, RECORD);
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number))
        .extracting(Action::state)
        .containsExactly(Action.State.OPEN, Action.State.DONE);
    assertThat(desk.openTasks(number)).containsExactly(TASK);

    desk.submit(
        "risk-owner",
        taskOf(number, "responder"),
        fields("outcome", "accept-risk", "riskReason", "The server goes in May"));
    jobs.run(number, RECORD);
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number))
        .extracting(Action::state)
        .containsExactly(Action.State.RISK_ACCEPTED, Action.State.DONE);
    assertThat(desk.paths(number, PROCESS))
        .extracting(path -> path.get(path.size() - 1))
        .containsExactlyInAnyOrder("EndEvent_ActionDone", "EndEvent_RiskAccepted");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void ownWorkIsNotVerifiedAndOwnExtensionNotApproved() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));

    records.assertRefused(
        "responder",
        number,
        TASK,
        with(DONE, "verifiedBy", "responder"),
        "verifiedBy: second-person");
    records.assertRefused(
        "responder-2",
        number,
        TASK,
        with(DONE, "verifiedBy", "responder-2"),
        "verifiedBy: second-person");
    records.assertRefused(
        "responder",
        number,
        TASK,
        with(DONE, "verifiedBy", "somebody"),
        "verifiedBy: known-person");
    records.assertRefused(
        "responder",
        number,
        TASK,
        fields(
            "outcome",
            "extend",
            "extensionReason",
            "Late",
            "extensionDue",
            "2026-05-01T10:00:00Z",
            "extensionApprover",
            "responder"),
        "extensionApprover: second-person");
  }

  @Test
  void outcomeWithoutItsFactsIsRefused() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));

    records.assertRefused("responder", number, TASK, fields(), "outcome: required");
    records.assertRefused(
        "responder",
        number,
        TASK,
        fields("outcome", "done", "doneAt", "2026-03-02T08:00:01Z", "progress", "x".repeat(4001)),
        "doneAt: not-in-future",
        "verifiedBy: required",
        "progress: max-length");
    records.assertRefused(
        "responder",
        number,
        TASK,
        fields("outcome", "extend", "extensionDue", "2026-03-02T08:00:00Z"),
        "extensionReason: required",
        "extensionApprover: required",
        "extensionDue: in-future");
    records.assertRefused(
        "risk-owner",
        number,
        TASK,
        fields("outcome", "accept-risk", "riskReason", ""),
        "riskReason: required");
  }

  private Task taskOf(String number, String assignee) {
    return desk.tasks(number, TASK).stream()
        .filter(task -> assignee.equals(task.getAssignee()))
        .findFirst()
        .orElseThrow();
  }
}
