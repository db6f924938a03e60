package org.ims.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MAJOR;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;
import static org.ims.testing.Journey.action;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ims.engine.EngineClock;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.ims.engine.playbooks.Playbooks;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.PlaybookPlayer;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The whole way of an incident; the ways inside the components are tested with each of them. */
@ImsTest
// A context of its own: what others resolved would be recurrences, which are reviewed.
@TestPropertySource(properties = "ims.test.database=lifecycle")
@PassesEveryNode("IncidentLifecycle")
class IncidentLifecycleTest {

  private static final String PROCESS = "IncidentLifecycle";

  private static final List<String> TRIAGED =
      List.of(
          "StartEvent_IncidentReported",
          "CallActivity_Reporting",
          "Milestone_Registered",
          "CallActivity_Triage",
          "Gateway_Accepted");
  private static final List<String> RESOLVED =
      List.of("Milestone_Assessed", "CallActivity_Response", "Milestone_Resolved");
  private static final List<String> CLOSED =
      List.of("CallActivity_Closure", "ServiceTask_CloseChildren", "EndEvent_IncidentClosed");

  private static final List<String> MAJOR_PROPOSED =
      List.of(
          "SubProcess_MajorIncident",
          "StartEvent_MajorIncidentProposed",
          "CallActivity_MajorIncident",
          "EndEvent_MajorIncidentHandled");

  /** Beside the main way, whenever the table or a person chooses a playbook. */
  private static final List<String> PLAYBOOK =
      List.of(
          "SubProcess_Playbook",
          "StartEvent_PlaybookChosen",
          "CallActivity_Playbook",
          "EndEvent_PlaybookDone");

  /** How the engine's history calls the whole of the parallel instances. */
  private static final String ALL_ACTIONS = "CallActivity_CorrectiveAction#multiInstanceBody";

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Playbooks playbooks;
  @Autowired private PlaybookPlayer player;
  @Autowired private Records records;
  @Autowired private Occurrences occurrences;
  @Autowired private JdbcClient jdbc;
  @Autowired private Incidents incidents;
  @Autowired private HistoryService history;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @Test
  void severeIncidentTravelsFromReportToClosed() {
    String number =
        journey.toActions(
            List.of(
                action("Watch the disk", "responder", "high"),
                action("Grow the disk", "responder-2", "low")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.IMPROVING);
    for (String owner : List.of("responder", "responder-2")) {
      desk.submit(
          owner,
          desk.tasks(number, "UserTask_ImplementAction").stream()
              .filter(task -> owner.equals(task.getAssignee()))
              .findFirst()
              .orElseThrow(),
          fields("outcome", "done", "doneAt", desk.now(), "verifiedBy", "service-desk"));
      jobs.run(number, "ServiceTask_RecordActionProgress");
    }
    journey.sendNotices(number);
    // The service was down; the playbook for that is a duty like any other.
    player.begin(number);
    player.play(number, "RestoreServicePlaybook", "UserTask_AskRecentChange"::equals);
    journey.close(number);

    assertThat(desk.path(number, PROCESS))
        .filteredOn(node -> !MAJOR_PROPOSED.contains(node))
        .filteredOn(node -> !PLAYBOOK.contains(node))
        .isEqualTo(
            path(
                TRIAGED,
                RESOLVED,
                List.of(
                    "CallActivity_Review",
                    ALL_ACTIONS,
                    "CallActivity_CorrectiveAction",
                    "CallActivity_CorrectiveAction"),
                CLOSED));
    assertThat(desk.path(number, PROCESS)).containsSubsequence(MAJOR_PROPOSED);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(records.outbox(number))
        .containsExactly(
            "acknowledgement/1 SENT",
            "resolution/1 SENT",
            "review-invitation/0 SENT",
            "review-invitation/0 SENT");
    assertNothingIsLeft(number);
    assertThat(processes(number))
        .containsExactlyInAnyOrder(
            "IncidentLifecycle",
            "IncidentReporting",
            "IncidentTriage",
            "IncidentAssessment",
            "MajorIncident",
            "ServiceLevelWatch",
            "IncidentResponse",
            "EscalationLadder",
            "ServiceLevelWatch",
            "RestoreServicePlaybook",
            "PostIncidentReview",
            "CorrectiveAction",
            "CorrectiveAction",
            "IncidentClosure");
  }

  @Test
  void majorIncidentIsClosedOnceItsCommandHasStoodDown() {
    String number = journey.toInvestigation(MAJOR);
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_FormResponseTeam", "UserTask_Investigate");
    journey.formTeam(number, journey.team());
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.writeReview(number);
    journey.meet(number, journey.meeting(List.of()));
    journey.approve("exec", number);
    journey.sendNotices(number);
    player.begin(number);
    player.play(number, "RestoreServicePlaybook", "UserTask_AskRecentChange"::equals);
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_CloseIncident", "UserTask_CommandIncident");
    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_CloseIncident",
        fields("outcome", "close"),
        "unsettledMajors: open-duty");
    journey.command("responder-2", number, journey.standDown());
    journey.sendNotices(number);
    journey.close(number);

    assertThat(desk.path(number, PROCESS)).containsSubsequence(MAJOR_PROPOSED);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
    assertNothingIsLeft(number);
  }

  @Test
  void minorIncidentIsClosedWithoutAReview() {
    String number = journey.toEndOfResponse(MINOR);
    journey.sendNotices(number);
    journey.close(number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(TRIAGED, RESOLVED, List.of("CallActivity_Review", ALL_ACTIONS), CLOSED));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
    assertNothingIsLeft(number);
    assertThat(processes(number)).doesNotContain("CorrectiveAction");
  }

  @Test
  void addedTaskIsDoneBesideTheResponse() {
    String number = journey.toInvestigation(MINOR);
    journey.addTask(
        number, "Call the supplier", "responder-2", Instant.parse("2026-03-03T08:00:00Z"));
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_DoAdHocTask", "UserTask_Investigate");
    journey.doTask("responder-2", number);

    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "SubProcess_AdHocTask",
            "StartEvent_AdHocTaskAdded",
            "CallActivity_AdHocTask",
            "EndEvent_AdHocTaskEnded");
  }

  @Test
  void endOfAnAlertIsConsideredBesideTheWork() {
    String number = journey.toInvestigation(MINOR);
    long group =
        jdbc.sql(
                """
                with source as (
                  insert into webhook_source (name, kind, authentication, default_service,
                      rate_per_minute, storm_threshold, created_by, created_at)
                  values (:number, 'GRAFANA', 'BEARER', 'mail', 1, 1, 'admin', now())
                  returning name)
                insert into alert_group (source, group_key, incident_number, title, firing,
                    notifications, first_at, last_at, on_resolved)
                select name, 'key', :number, 'Mail is down', false, 2, now(), now(), 'PROPOSE'
                from source returning id
                """)
            .param("number", number)
            .query(Long.class)
            .single();

    occurrences.happened(
        number,
        IncidentLifecycleProcess.MSG_ALERT_RESOLVED,
        Map.of(IncidentLifecycleProcess.ALERT_GROUP_ID, group));

    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_ConsiderResolution", "UserTask_Investigate");
    desk.submit("responder", number, "UserTask_ConsiderResolution", Desk.fields("verdict", "over"));
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "SubProcess_AlertResolved",
            "StartEvent_AlertResolved",
            "CallActivity_AlertResolution",
            "EndEvent_AlertEndConsidered");
  }

  @Test
  void chosenPlaybookRunsBesideTheResponse() {
    String number = journey.toInvestigation(MINOR);
    playbooks.start(number, "RansomwarePlaybook", "A note of the attackers.", "responder");
    player.begin(number);
    assertThat(desk.openTasks(number))
        .containsExactly(
            "UserTask_Investigate",
            "UserTask_IsolateSystems",
            "UserTask_ProtectBackups",
            "UserTask_ReportCrime");
    player.play(number, "RansomwarePlaybook", question -> true);

    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    assertThat(desk.path(number, PROCESS)).containsSubsequence(PLAYBOOK);
  }

  @Test
  void newFactsAreConsideredBesideTheResponse() {
    String number = journey.toInvestigation(MINOR);
    journey.newFacts(number, "Nobody can call at all");
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_AssessImpact", "UserTask_Investigate");
    journey.assess(number, journey.assessment(SEVERE));

    assertThat(desk.openTasks(number)).contains("UserTask_Investigate");
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "SubProcess_NewFacts",
            "StartEvent_NewFacts",
            "CallActivity_Reassessment",
            "EndEvent_NewFactsConsidered");
  }

  @Test
  void rejectedReportEndsAfterTriage() {
    String number = journey.toTriage(SEVERE);
    journey.triage(number, fields("kind", "false-alarm", "reason", "A test"));
    journey.sendNotices(number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(TRIAGED, List.of("EndEvent_IncidentNotPursued")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REJECTED);
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 SENT", "rejection/1 SENT");
    assertNothingIsLeft(number);
  }

  @Test
  void duplicateEndsAfterTriageAndItsOriginalGoesOn() {
    String original = journey.toTriage(SEVERE);
    String number = journey.toTriage(SEVERE);
    journey.triage(
        number, fields("kind", "duplicate", "duplicateOf", original, "reason", "Same server"));
    journey.sendNotices(number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(TRIAGED, List.of("EndEvent_IncidentNotPursued")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.DUPLICATE);
    assertNothingIsLeft(number);
    assertThat(desk.openTasks(original)).containsExactly("UserTask_TriageIncident");
  }

  @Test
  void withdrawnIncidentEndsWithEverythingThatWasBegunForIt() {
    String number = journey.toContainment(MINOR);
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong after all");
    assertThat(records.lastNotice(number)).contains("Nothing was wrong after all");
    journey.sendNotices(number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(
            path(
                TRIAGED,
                List.of(
                    "Milestone_Assessed",
                    "CallActivity_Response",
                    "SubProcess_Withdrawal",
                    "StartEvent_WithdrawalRequested",
                    "ServiceTask_WithdrawIncident",
                    "EndEvent_IncidentWithdrawn")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CANCELLED);
    assertThat(records.outbox(number)).contains("withdrawal/1 SENT");
    assertNothingIsLeft(number);
  }

  /** What was put in place has to be taken back, whatever becomes of the incident. */
  @Test
  void withdrawalEndsTasksPlaybooksAndAssessmentsButNoTemporaryMeasure() {
    String number = journey.toContainment(MINOR);
    journey.contain(
        number,
        with(
            journey.containment(),
            "temporary",
            "yes",
            "undoPlan",
            "Open it again",
            "expiresAt",
            "2026-03-30T08:00:00Z"));
    desk.change(
        "service-desk",
        number,
        "add-task",
        "changeNote",
        "Call the vendor",
        "taskOwner",
        "responder",
        "taskDue",
        "2026-03-02T12:00:00Z");
    desk.change(
        "service-desk",
        number,
        "start-playbook",
        "playbook",
        "PhishingPlaybook",
        "changeNote",
        "Somebody clicked");
    jobs.run(number, "CallActivity_Playbook");
    desk.change("service-desk", number, "new-facts", "changeNote", "Calls fail as well");
    assertThat(desk.running(number)).hasSizeGreaterThan(4);

    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong after all");

    assertThat(desk.running(number)).containsExactly("TemporaryCountermeasure");
    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(records.row("ad_hoc_task", number)).containsEntry("state", "CANCELLED");
  }

  @Test
  void mergedIncidentEndsAndItsChildrenGoToTheOriginal() {
    String original = journey.toTriage(SEVERE);
    String number = journey.toAssessment(SEVERE);
    String child = journey.toTriage(MINOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", number);
    desk.change(
        "service-desk", number, "merge", "otherIncident", original, "changeNote", "Same server");
    assertThat(records.lastNotice(number)).contains(original);
    journey.sendNotices(number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(
            path(
                TRIAGED.subList(0, 4),
                List.of(
                    "SubProcess_Merge",
                    "StartEvent_MergeRequested",
                    "ServiceTask_MergeIncident",
                    "EndEvent_IncidentMerged")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.DUPLICATE);
    assertThat(incidents.get(child).parent()).isEqualTo(original);
    assertThat(records.outbox(number)).contains("merge/1 SENT");
    assertNothingIsLeft(number);
    assertThat(desk.openTasks(original)).containsExactly("UserTask_TriageIncident");
    assertThat(desk.openTasks(child)).containsExactly("UserTask_TriageIncident");
  }

  @Test
  void childrenAreClosedWithTheirParent() {
    String parent = journey.toEndOfResponse(MINOR);
    String responding = journey.toInvestigation(MINOR);
    String reported = desk.report("reporter", journey.report(MINOR));
    String withdrawn = journey.toTriage(MINOR);
    for (String child : List.of(responding, reported, withdrawn)) {
      desk.change("service-desk", child, "link-parent", "otherIncident", parent);
    }
    desk.change("service-desk", withdrawn, "withdraw", "changeNote", "A mistake");
    journey.sendNotices(parent);
    journey.close(parent);

    assertThat(incidents.get(parent).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incidents.get(withdrawn).state()).isEqualTo(IncidentState.CANCELLED);
    for (String child : List.of(responding, reported)) {
      assertThat(incidents.get(child).state()).isEqualTo(IncidentState.CLOSED);
      assertThat(incidents.get(child).resolvedAt()).isEqualTo(incidents.get(parent).resolvedAt());
      assertThat(records.lastNotice(child)).contains(parent);
      journey.sendNotices(child);
      assertNothingIsLeft(child);
    }
    assertThat(desk.path(responding, PROCESS))
        .isEqualTo(
            path(
                TRIAGED,
                List.of(
                    "Milestone_Assessed",
                    "CallActivity_Response",
                    "SubProcess_ParentClosed",
                    "StartEvent_ParentClosed",
                    "ServiceTask_CloseWithParent",
                    "EndEvent_ClosedWithParent")));
  }

  @Test
  void reopenedIncidentIsResolvedReviewedAndClosedOnceMore() {
    String number = journey.toClosed();
    clock.stopAt(Instant.parse("2026-03-20T08:00:00Z"));
    desk.change("service-desk", number, "reopen", "changeNote", "Silent again");
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.writeReview(number);
    journey.approve("exec", number);
    journey.sendNotices(number);
    journey.close(number);

    assertThat(desk.paths(number, PROCESS))
        .containsExactlyInAnyOrder(
            path(TRIAGED, RESOLVED, List.of("CallActivity_Review", ALL_ACTIONS), CLOSED),
            path(
                List.of(
                    "StartEvent_IncidentReopened", "CallActivity_Response", "Milestone_Resolved"),
                List.of("CallActivity_Review", ALL_ACTIONS),
                CLOSED));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incidents.get(number).reopenCount()).isEqualTo(1);
    assertThat(records.outbox(number))
        .contains("resolution/1 SENT", "reopening/1 SENT", "resolution/3 SENT");
    assertThat(desk.running(number)).isEmpty();
  }

  private void assertNothingIsLeft(String number) {
    jobs.runAll(number, "StartEvent_AnnouncementDue");
    journey.sendNotices(number);
    assertThat(desk.isOver(number)).isTrue();
    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .unfinished()
                .list())
        .isEmpty();
  }

  /** Every process that there was, apart from what only told people. */
  private List<String> processes(String number) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .list()
        .stream()
        .map(HistoricProcessInstance::getProcessDefinitionKey)
        .filter(key -> !List.of("NoticeDelivery", "ChangeAnnouncement").contains(key))
        .toList();
  }

  @SafeVarargs
  private static List<String> path(List<String>... parts) {
    List<String> path = new ArrayList<>();
    for (List<String> part : parts) {
      path.addAll(part);
    }
    return path;
  }
}
