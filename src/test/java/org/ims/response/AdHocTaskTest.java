package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
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
@PassesEveryNode("AdHocTask")
class AdHocTaskTest {

  private static final String PROCESS = "AdHocTask";
  private static final String TASK = "UserTask_DoAdHocTask";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private AdHocTasks tasks;
  @Autowired private RuntimeService runtime;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void taskIsDone() {
    String number = journey.toInvestigation(MINOR);
    add(number, "Call the supplier\nand ask for a new disk");

    assertThat(desk.task(number, TASK).getAssignee()).isEqualTo("responder-2");
    assertThat(desk.task(number, TASK).getName())
        .isEqualTo("Call the supplier and ask for a new disk: " + number + " - Mail is down");
    assertThat(desk.due(number, TASK)).isEqualTo(TUESDAY);
    assertThat(desk.candidates(number, TASK)).contains("incident-manager").hasSize(2);
    assertThat(desk.variable(number, TASK, "taskWhat"))
        .isEqualTo("Call the supplier\nand ask for a new disk");
    desk.submit(
        "responder-2",
        number,
        TASK,
        fields("outcome", "done", "result", "It comes today", "hours", 0.5));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_TaskAdded",
            "ServiceTask_OpenAdHocTask",
            TASK,
            "ServiceTask_RecordAdHocTask",
            "EndEvent_TaskEnded");
    assertThat(records.row("ad_hoc_task", number))
        .containsEntry("state", "DONE")
        .containsEntry("priority", "MEDIUM")
        .containsEntry("result", "It comes today")
        .containsEntry("created_by", "incident-manager")
        .containsEntry("ended_by", "responder-2");
    assertThat(records.instant("ad_hoc_task", "ended_at", number)).isEqualTo(MONDAY);
  }

  @Test
  void somebodyElseCancelsIt() {
    String number = journey.toInvestigation(MINOR);
    add(number, "Call the supplier");
    desk.submit(
        "incident-manager",
        number,
        TASK,
        fields("outcome", "cancelled", "cancelReason", "They called us"));

    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    assertThat(records.row("ad_hoc_task", number))
        .containsEntry("state", "CANCELLED")
        .containsEntry("reason", "They called us")
        .containsEntry("ended_by", "incident-manager");
  }

  @Test
  void overdueTaskIsToldToItsOwnerAndTheManager() {
    String number = journey.toInvestigation(MINOR);
    add(number, "Call the supplier");
    jobs.fire(number, "Timer_TaskOverdue", TUESDAY);

    assertThat(desk.path(number, PROCESS))
        .containsExactlyInAnyOrder(
            "StartEvent_TaskAdded",
            "ServiceTask_OpenAdHocTask",
            TASK,
            "Timer_TaskOverdue",
            "ServiceTask_TellOverdueTask",
            "EndEvent_OwnerTold");
    assertThat(records.notices(number, "task-overdue"))
        .containsExactly("incident-manager", "responder-2");
    assertThat(records.lastNotice(number)).contains("Call the supplier");
    journey.doTask("responder-2", number);
    assertThat(records.row("ad_hoc_task", number)).containsEntry("state", "DONE");
  }

  @Test
  void severalTasksAreTheirOwn() {
    String number = journey.toTriage(MINOR);
    add(number, "Call the supplier");
    add(number, "Call the customer");
    assertThat(desk.tasks(number, TASK)).hasSize(2);
    assertThat(desk.openTasks(number)).contains("UserTask_TriageIncident");
    // Before a team is chosen the service desk takes over.
    desk.submit(
        "service-desk",
        desk.tasks(number, TASK).get(0),
        fields("outcome", "cancelled", "cancelReason", "Not needed"));
    assertThat(desk.tasks(number, TASK)).hasSize(1);
  }

  @Test
  void taskGoesWhenItsProcessIsTakenAway() {
    String number = journey.toInvestigation(MINOR);
    add(number, "Call the supplier");
    runtime.deleteProcessInstance(
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey("IncidentLifecycle")
            .singleResult()
            .getId(),
        "by the test");

    assertThat(records.row("ad_hoc_task", number))
        .containsEntry("state", "CANCELLED")
        .containsEntry("reason", "Work on the incident ended before the task was done.");
  }

  @Test
  void taskIsRefusedThatNobodyCanDo() {
    String number = journey.toInvestigation(MINOR);

    assertThat(
            Records.namedBy(
                () -> tasks.add(number, "Call", "somebody", MONDAY, null, "incident-manager")))
        .containsExactlyInAnyOrder("taskOwner: known-person", "taskDue: in-future");
    assertThat(records.count("ad_hoc_task", number)).isZero();
  }

  @Test
  void taskIsRefusedWhenNobodyWorksOnTheIncident() {
    String number = journey.toTriage(MINOR);
    journey.triage(number, fields("kind", "false-alarm", "reason", "A test"));

    assertThat(
            Records.namedBy(
                () -> tasks.add(number, "Call", "responder", TUESDAY, null, "incident-manager")))
        .containsExactly("incidentNumber: open-incident");
  }

  @Test
  void outcomeWithoutItsFactsIsRefused() {
    String number = journey.toInvestigation(MINOR);
    add(number, "Call the supplier");

    Map.of(
            "done", "result: required",
            "cancelled", "cancelReason: required")
        .forEach(
            (outcome, rule) ->
                records.assertRefused(
                    "responder-2", number, TASK, fields("outcome", outcome), rule));
    records.assertRefused(
        "responder-2",
        number,
        TASK,
        fields("hours", -1, "result", "x".repeat(4001)),
        "outcome: required",
        "hours: range",
        "result: max-length");
  }

  private void add(String number, String what) {
    tasks.add(number, what, "responder-2", TUESDAY, null, "incident-manager");
  }
}
