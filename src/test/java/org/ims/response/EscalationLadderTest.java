package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.ims.engine.EngineClock;
import org.ims.incident.Priority;
import org.ims.servicelevel.ServiceLevels;
import org.ims.servicelevel.Targets;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsTest
@PassesEveryNode("EscalationLadder")
class EscalationLadderTest {

  private static final String PROCESS = "EscalationLadder";
  private static final String TIMER = "Timer_EscalationDue";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Escalations escalations;
  @Autowired private ServiceLevels serviceLevels;
  @Autowired private TaskService tasks;
  @Autowired private RuntimeService runtime;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  /** Five minutes for each level after the assessment, and then nobody is left. */
  @Test
  void nobodyClaimsAndTheLadderIsClimbedToItsTop() {
    String number = journey.toInvestigation(SEVERE);
    for (int level = 1; level <= 5; level++) {
      jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(5L * level)));
    }

    jobs.assertNone(number, TIMER);
    assertThat(escalations.findByIncidentNumberOrderById(number))
        .extracting(
            escalation ->
                "%d %s: %s at %s"
                    .formatted(
                        escalation.level(),
                        escalation.audience(),
                        escalation.told(),
                        escalation.escalatedAt()))
        .containsExactly(
            "1 team: responder, responder-2 at 2026-03-02T08:05:00Z",
            "2 incident-manager: incident-manager at 2026-03-02T08:10:00Z",
            "3 major-incident-manager: major-incident-manager at 2026-03-02T08:15:00Z",
            "4 security-lead: security-lead at 2026-03-02T08:20:00Z",
            "5 exec: exec at 2026-03-02T08:25:00Z");
    assertThat(records.outbox(number))
        .containsExactly(
            "acknowledgement/1 PENDING",
            "escalation/1 PENDING",
            "escalation/1 PENDING",
            "escalation/2 PENDING",
            "escalation/3 PENDING",
            "escalation/4 PENDING",
            "escalation/5 PENDING");
    assertThat(records.lastNotice(number)).contains("level 5");
    assertThat(desk.path(number, PROCESS))
        .endsWith("Gateway_AnybodyLeft", "Event_TaskClaimedAtLast");

    desk.claim("responder", number, "UserTask_Investigate");
    journey.investigate(number);
    assertThat(desk.variable(number, "UserTask_Contain", "knownFacts").toString())
        .contains("Escalated to level 2: incident-manager; told were incident-manager");
    jobs.assertDue(number, TIMER, clock.instant().plus(Duration.ofMinutes(5)));
  }

  @Test
  void aClaimStopsTheClimbAndGivingBackBeginsItAnew() {
    String number = journey.toInvestigation(SEVERE);
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(5)));
    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(10)));
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(12)));
    desk.claim("responder", number, "UserTask_Investigate");

    jobs.assertNone(number, TIMER);
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(40)));
    tasks.setAssignee(desk.task(number, "UserTask_Investigate").getId(), null);

    jobs.fire(number, TIMER, MONDAY.plus(Duration.ofMinutes(45)));
    assertThat(escalations.findByIncidentNumberOrderById(number))
        .extracting(Escalation::level)
        .containsExactly(1, 2, 1);
    assertThat(records.outbox(number)).contains("escalation/3 PENDING");
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "Event_TaskClaimed",
            "Event_TaskGivenBack",
            "ServiceTask_BeginLadder",
            "Gateway_StillPursued",
            "BusinessRuleTask_EscalationDecision",
            "ServiceTask_PlanEscalation",
            "Gateway_AnybodyLeft",
            "Timer_EscalationDue",
            "ServiceTask_Escalate");
  }

  @Test
  void eachNewTaskIsEscalatedUntilItIsClaimed() {
    String number = journey.toInvestigation(SEVERE);
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(3)));
    journey.investigate(number);
    jobs.assertDue(number, TIMER, MONDAY.plus(Duration.ofMinutes(8)));
    desk.claim("responder", number, "UserTask_Contain");
    jobs.assertNone(number, TIMER);
    journey.contain(number, journey.containment());
    jobs.assertDue(number, TIMER, MONDAY.plus(Duration.ofMinutes(8)));
    journey.recover(number, journey.recovery());
    jobs.assertNone(number, TIMER);
    journey.verify("reporter", number, fields("verified", "no", "comment", "Still down"));
    jobs.assertDue(number, TIMER, MONDAY.plus(Duration.ofMinutes(8)));
  }

  /** The level that waits has waited since it began, whatever the priority was then. */
  @Test
  void aRaisedPriorityShortensTheWait() {
    String number = journey.toInvestigation(MINOR);
    jobs.assertDue(number, TIMER, Instant.parse("2026-03-03T08:00:00Z"));
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(4)));
    serviceLevels.promise(
        number,
        new Targets(
            Priority.P1, "PT15M", "PT30M", "PT4H", "24x7", "P1D", "P5D", "P2D", "It spreads"));

    jobs.assertDue(number, TIMER, MONDAY.plus(Duration.ofMinutes(5)));
    assertThat(desk.path(number, PROCESS))
        .contains("Event_PriorityMoved", "ServiceTask_ReadPriority");
  }

  @Test
  void whatIsOverIsNotEscalated() {
    String number = journey.toInvestigation(MINOR);
    jdbc.sql("update incident set closed_at = now() where number = ?").param(number).update();
    runtime.startProcessInstanceByKey(PROCESS, number);

    assertThat(desk.paths(number, PROCESS))
        .contains(
            List.of(
                "StartEvent_WorkOffered",
                "ServiceTask_BeginLadder",
                "Gateway_StillPursued",
                "EndEvent_NothingToEscalate"));
  }
}
