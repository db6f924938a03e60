package org.ims.communication.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.incident.Incidents;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsTest
@PassesEveryNode("StakeholderCommunication")
class StakeholderCommunicationTest {

  private static final String PROCESS = "StakeholderCommunication";
  private static final String WRITE = "UserTask_WriteUpdate";
  private static final String APPROVE = "UserTask_ApproveUpdate";
  private static final String DRAFT_DUE = "Timer_DraftDue";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private RuntimeService runtime;
  @Autowired private ManagementService management;
  @Autowired private HistoryService history;
  @Autowired private TaskService tasks;
  @Autowired private StakeholderUpdates updates;
  @Autowired private AudienceCommunications communications;
  @Autowired private AllClearGivenCheck check;
  @Autowired private CatchUp catchUp;
  @Autowired private UpdateTimeline timeline;
  @Autowired private Incidents incidents;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @AfterEach
  void hideTheServices() {
    jdbc.sql("update service set status_public = false where key = 'mail'").update();
  }

  @Test
  void eachAudienceIsToldAtItsPaceUntilTheAllClear() {
    String number = severe();
    assertThat(audiences(number)).containsExactly("executives", "responders", "users");
    assertThat(due(number, "executives", DRAFT_DUE)).isEqualTo(at("08:05"));
    assertThat(due(number, "responders", DRAFT_DUE)).isEqualTo(at("08:20"));
    assertThat(due(number, "users", DRAFT_DUE)).isEqualTo(at("08:15"));

    fire(number, "responders", DRAFT_DUE, at("08:20"));
    Task task = desk.task(number, WRITE);
    assertThat(task.getName()).startsWith("Write update").contains("Responders", number);
    assertThat(task.getDueDate().toInstant()).isEqualTo(at("08:30"));
    assertThat(desk.candidates(number, WRITE)).containsExactly("comms-internal");
    assertThat(desk.variables(number, WRITE))
        .containsEntry("updateFor", "Responders, not told yet")
        .containsEntry("updateStatus", "investigating")
        .containsEntry("nextUpdateAt", "2026-03-02T08:50:00Z");
    assertThat(desk.variable(number, WRITE, "updateText").toString())
        .contains("we look for the cause", "Priority P1, service mail");
    assertThat(desk.variable(number, WRITE, "changesSince").toString())
        .contains("assessed (was triage), priority P1");

    write(number, "responders", update("investigating", "We look at the disks.", "08:45"));

    assertThat(records.notices(number, "update-responders"))
        .contains("incident-manager", "responder");
    assertThat(records.lastNotice(number))
        .contains("We look at the disks.", "The next update comes by Monday 2026-03-02 08:45");
    assertThat(due(number, "responders", DRAFT_DUE))
        .as("what was promised is kept, though the table would allow more")
        .isEqualTo(at("08:35"));
    assertThat(check.open(incidents.get(number))).isEqualTo(1);

    resolve(number);

    assertThat(audiences(number))
        .as("who was never told hears nothing")
        .containsExactly("responders");
    fire(number, "responders", DRAFT_DUE, clock.instant());
    assertThat(desk.variable(number, WRITE, "updateStatus")).isEqualTo("resolved");
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        fields("updateOutcome", "nothing-to-tell", "skipReason", "Nobody asks"),
        "updateOutcome: all-clear");
    write(
        number,
        "responders",
        fields("updateOutcome", "send", "updateStatus", "resolved", "updateText", "It works."));

    assertThat(audiences(number)).isEmpty();
    assertThat(check.open(incidents.get(number))).isZero();
    assertThat(path(number, "responders")).endsWith("Gateway_AllClear", "EndEvent_AllClearGiven");
    assertThat(path(number, "users"))
        .endsWith(
            "StartEvent_NobodyWasTold", "ServiceTask_EndCommunication", "EndEvent_NothingToTell");
    assertThat(timeline.entriesOf(incidents.get(number)))
        .extracting(entry -> entry.kind())
        .containsExactly("update-written", "update-sent", "update-written", "all-clear");
  }

  @Test
  void whatGoesOutsideIsApprovedBySomebodyElse() {
    jdbc.sql("update service set status_public = true where key = 'mail'").update();
    String number = severe();
    fire(number, "customers", DRAFT_DUE, at("08:15"));
    assertThat(desk.candidates(number, WRITE)).containsExactly("comms-external");
    desk.complete(
        "comms-external",
        number,
        WRITE,
        "ServiceTask_RecordUpdate",
        update("investigating", "Mail is slow.", "09:15"));

    assertThat(desk.candidates(number, APPROVE)).containsExactly("legal", "major-incident-manager");
    assertThat(desk.due(number, APPROVE)).isEqualTo(at("08:30"));
    assertThat(desk.variable(number, APPROVE, "updateShown")).isEqualTo("Mail is slow.");
    assertThat(desk.variable(number, APPROVE, "updateFor").toString())
        .contains("Customers", "written by comms-external", "status: investigating", "09:15");
    records.assertRefused(
        "comms-external",
        number,
        APPROVE,
        fields("decision", "approve"),
        "decision: second-person");
    records.assertRefused(
        "legal", number, APPROVE, fields("decision", "change"), "comment: required");

    fire(number, "customers", "Timer_ApprovalOverdue", at("08:30"));
    assertThat(records.notices(number, "update-unapproved"))
        .contains("incident-manager", "legal", "major-incident-manager");

    desk.complete(
        "legal",
        number,
        APPROVE,
        "ServiceTask_RecordUpdateApproval",
        fields("decision", "change", "comment", "Say since when"));
    assertThat(desk.variable(number, WRITE, "returnedBecause")).isEqualTo("Say since when");
    assertThat(desk.variable(number, WRITE, "updateText")).isEqualTo("Mail is slow.");
    desk.complete(
        "comms-external",
        number,
        WRITE,
        "ServiceTask_RecordUpdate",
        update("investigating", "Mail is slow since eight.", "09:15"));
    approve(number);

    assertThat(updates.findByIncidentNumberOrderById(number))
        .extracting(StakeholderUpdate::state, StakeholderUpdate::text, StakeholderUpdate::approver)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                StakeholderUpdate.State.RETURNED, "Mail is slow.", "legal"),
            org.assertj.core.groups.Tuple.tuple(
                StakeholderUpdate.State.SENT, "Mail is slow since eight.", "legal"));
    assertThat(timeline.entriesOf(incidents.get(number)))
        .extracting(entry -> entry.kind())
        .containsExactly(
            "update-written",
            "update-returned",
            "update-written",
            "update-approved",
            "update-sent");
    assertThat(due(number, "customers", DRAFT_DUE)).isEqualTo(at("09:00"));
  }

  @Test
  void managersAndExecutivesAreAlarmedWhenNobodyWrites() {
    String number = severe();
    fire(number, "executives", DRAFT_DUE, at("08:05"));
    fire(number, "executives", "Timer_UpdateOverdue", at("08:25"));
    assertThat(records.notices(number, "update-overdue"))
        .containsExactly("incident-manager", "major-incident-manager");
    assertThat(records.lastNotice(number)).contains("Executives", "Write update");
    fire(number, "executives", "Timer_UpdateMissing", at("08:35"));
    assertThat(records.notices(number, "update-missing"))
        .containsExactly("exec", "major-incident-manager");

    write(number, "executives", update("identified", "We know the cause.", "09:00"));
    assertThat(path(number, "executives"))
        .contains(
            "ServiceTask_AlertManager",
            "EndEvent_ManagerAlerted",
            "ServiceTask_AlertExecutives",
            "EndEvent_ExecutivesAlerted");
  }

  @Test
  void nothingToTellIsKeptWithItsReasonAndTheNextIsPlanned() {
    String number = severe();
    fire(number, "users", DRAFT_DUE, at("08:15"));
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        fields("updateOutcome", "nothing-to-tell"),
        "skipReason: required");
    desk.complete(
        "comms-internal",
        number,
        WRITE,
        "ServiceTask_RecordUpdate",
        fields("updateOutcome", "nothing-to-tell", "skipReason", "Nobody noticed it"));

    assertThat(due(number, "users", DRAFT_DUE)).isEqualTo(at("09:00"));
    assertThat(records.notices(number, "update-users")).isEmpty();
    assertThat(timeline.entriesOf(incidents.get(number)))
        .extracting(entry -> entry.text())
        .containsExactly("Nothing told to users: Nobody noticed it");
  }

  @Test
  void formIsRefusedWithAllThatIsWrongWithIt() {
    String number = severe();
    fire(number, "users", DRAFT_DUE, at("08:15"));
    for (String name : List.of("updateStatus", "updateText", "nextUpdateAt")) {
      desk.task(number, WRITE);
      tasks.removeVariable(desk.task(number, WRITE).getId(), name);
      runtime.removeVariable(instance(number, "users"), name);
    }
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        fields(),
        "updateOutcome: required",
        "skipReason: required");
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        fields("updateOutcome", "send"),
        "updateStatus: required",
        "updateText: required",
        "nextUpdateAt: required");
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        update("resolved", "It works", "09:00"),
        "updateStatus: stage");
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        update("identified", "Soon", "08:10"),
        "nextUpdateAt: future");
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        update("identified", "Later", "09:16"),
        "nextUpdateAt: cadence");
  }

  @Test
  void lessGraveOnesAreToldWhenSomethingChanges() {
    String number = journey.toAssessment(SEVERE);
    journey.assess(
        number,
        with(
            journey.assessment(SEVERE),
            "serviceState",
            "degraded",
            "usersAffected",
            5.0,
            "usersAffectedPct",
            1.0,
            "minutesToBusinessImpact",
            900.0));
    announce(number);
    assertThat(records.row("incident", number)).containsEntry("priority", "P3");
    assertThat(audiences(number)).containsExactly("executives", "responders", "users");
    assertThat(jobsAt(number, "users", DRAFT_DUE))
        .as("nothing is due before something changes")
        .isEmpty();

    clock.stopAt(at("09:00"));
    desk.claim("responder", number, "UserTask_Investigate");
    announce(number);

    assertThat(due(number, "users", DRAFT_DUE)).isEqualTo(at("09:00"));
    assertThat(due(number, "responders", DRAFT_DUE)).isEqualTo(at("13:30"));
    assertThat(path(number, "users"))
        .containsSubsequence(
            "Gateway_UpdatePlanned",
            "Event_SomethingToTell",
            "ServiceTask_ReadPicture",
            "Gateway_DueOrMoved");
    assertThat(path(number, "responders")).contains("Event_IncidentMoved");
  }

  @Test
  void restrictedIncidentIsToldToThoseWhoWorkOnIt() {
    jdbc.sql("update service set status_public = true where key = 'mail'").update();
    String number = journey.toTriage(with(journey.report(SEVERE), "restricted", true));
    journey.triage(number, journey.triage(SEVERE));
    journey.assess(number, journey.assessment(SEVERE));
    announce(number);

    assertThat(audiences(number)).containsExactly("responders");
  }

  @Test
  void nobodyIsKeptInformedOfAMinorIncident() {
    String number = journey.toInvestigation(MINOR);
    announce(number);

    assertThat(audiences(number)).isEmpty();
  }

  @Test
  void incidentThatComesBackIsToldOfAnew() {
    String number = severe();
    fire(number, "users", DRAFT_DUE, at("08:15"));
    write(number, "users", update("investigating", "We look at it.", "09:15"));
    resolve(number);
    fire(number, "users", DRAFT_DUE, clock.instant());
    write(
        number,
        "users",
        fields("updateOutcome", "send", "updateStatus", "resolved", "updateText", "It works."));
    assertThat(audiences(number)).isEmpty();

    journey.verify("reporter", number, fields("verified", "no", "comment", "Still slow"));
    announce(number);

    assertThat(audiences(number)).containsExactly("executives", "responders", "users");
    assertThat(communications.findByIncidentNumberOrderById(number))
        .filteredOn(communication -> communication.audience().equals("users"))
        .extracting(AudienceCommunication::ending)
        .containsExactly(AudienceCommunication.Ending.ALL_CLEAR, null);
  }

  @Test
  void allClearIsNotApprovedWhenItCameBackMeanwhile() {
    String number = writtenForCustomers();
    approve(number);
    resolve(number);
    fire(number, "customers", DRAFT_DUE, clock.instant());
    desk.complete(
        "comms-external",
        number,
        WRITE,
        "ServiceTask_RecordUpdate",
        fields("updateOutcome", "send", "updateStatus", "resolved", "updateText", "It works."));
    journey.verify("reporter", number, fields("verified", "no", "comment", "Still slow"));

    records.assertRefused(
        "legal", number, APPROVE, fields("decision", "approve"), "decision: stage");
  }

  @Test
  void openDraftIsDueSoonerWhenTheIncidentBecomesGraver() {
    String number = journey.toAssessment(SEVERE);
    journey.assess(number, lessGrave());
    announce(number);
    desk.claim("responder", number, "UserTask_Investigate");
    announce(number);
    fire(number, "users", DRAFT_DUE, at("08:00"));
    assertThat(desk.task(number, WRITE).getDueDate().toInstant()).isEqualTo(at("09:00"));

    clock.stopAt(at("08:10"));
    journey.newFacts(number, "Everybody is hindered now");
    journey.stateFacts(number, journey.assessment(SEVERE));
    journey.confirm(number, fields("decision", "confirm"));
    announce(number);

    assertThat(desk.task(number, WRITE).getDueDate().toInstant()).isEqualTo(at("08:30"));
    assertThat(due(number, "users", "Timer_UpdateOverdue")).isEqualTo(at("08:40"));
    assertThat(due(number, "users", "Timer_UpdateMissing")).isEqualTo(at("08:50"));
    assertThat(desk.variable(number, WRITE, "changesSince").toString())
        .contains("priority P1 (was P3)");
  }

  @Test
  void whatChangesDuringTheApprovalIsToldWithTheNext() {
    String number = writtenForCustomers();
    desk.claim("responder", number, "UserTask_Investigate");
    announce(number);
    clock.stopAt(at("08:20"));
    approve(number);
    fire(number, "customers", DRAFT_DUE, at("09:00"));

    assertThat(desk.variable(number, WRITE, "changesSince").toString())
        .contains("responding (was assessed)");
  }

  @Test
  void returnedTextIsNotAlarmedAboutAtOnce() {
    String number = writtenForCustomers();
    clock.stopAt(at("09:00"));
    desk.complete(
        "legal",
        number,
        APPROVE,
        "ServiceTask_RecordUpdateApproval",
        fields("decision", "change", "comment", "Say since when"));

    assertThat(due(number, "customers", "Timer_UpdateOverdue")).isEqualTo(at("09:25"));
    assertThat(due(number, "customers", "Timer_UpdateMissing")).isEqualTo(at("09:35"));
  }

  @Test
  void returnedTextKeepsItsTimeWhenTheIncidentMoves() {
    String number = writtenForCustomers();
    approve(number);
    fire(number, "customers", DRAFT_DUE, at("09:00"));
    desk.complete(
        "comms-external",
        number,
        WRITE,
        "ServiceTask_RecordUpdate",
        update("investigating", "Still slow.", "09:55"));
    desk.complete(
        "legal",
        number,
        APPROVE,
        "ServiceTask_RecordUpdateApproval",
        fields("decision", "change", "comment", "How slow?"));
    desk.claim("responder", number, "UserTask_Investigate");
    announce(number);

    assertThat(desk.task(number, WRITE).getDueDate().toInstant()).isEqualTo(at("09:15"));
    assertThat(desk.variable(number, WRITE, "changesSince").toString())
        .contains("responding (was assessed)")
        .doesNotContain("reported");
  }

  /** To say that it works again would be wrong, and those who wait need not hear twice. */
  @Test
  void audienceOfAnIncidentThatBecomesPartOfAnotherHearsSo() {
    String number = severe();
    fire(number, "users", DRAFT_DUE, at("08:15"));
    write(number, "users", update("investigating", "We look at it.", "09:15"));
    String other = journey.toInvestigation(SEVERE);
    desk.change("incident-manager", number, "link-parent", "otherIncident", other);
    announce(number);

    assertThat(audiences(number)).containsExactly("users");
    fire(number, "users", DRAFT_DUE, clock.instant());
    assertThat(desk.variable(number, WRITE, "updateStatus")).isEqualTo("ended");
    assertThat(desk.variable(number, WRITE, "updateText").toString())
        .contains("together with another one")
        .doesNotContain("works again");
    records.assertRefused(
        "comms-internal",
        number,
        WRITE,
        fields("updateOutcome", "send", "updateStatus", "resolved", "updateText", "It works."),
        "updateStatus: stage");
    write(
        number,
        "users",
        fields("updateOutcome", "send", "updateStatus", "ended", "updateText", "See the other."));
    assertThat(audiences(number)).isEmpty();
  }

  @Test
  void withdrawnIncidentIsNotSaidToWorkAgain() {
    String number = severe();
    fire(number, "users", DRAFT_DUE, at("08:15"));
    write(number, "users", update("investigating", "We look at it.", "09:15"));
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong");
    announce(number);
    fire(number, "users", DRAFT_DUE, clock.instant());

    assertThat(desk.variable(number, WRITE, "updateStatus")).isEqualTo("ended");
    assertThat(desk.variable(number, WRITE, "updateText").toString())
        .contains("not pursued as an incident of its own any more");
  }

  /**
   * An approval and the sending after it are two steps; between them the incident may come back.
   */
  @Test
  void whatIsNotTrueAnyMoreIsNotSent() {
    String number = severe();
    fire(number, "users", DRAFT_DUE, at("08:15"));
    write(number, "users", update("investigating", "We look at it.", "09:15"));
    resolve(number);
    fire(number, "users", DRAFT_DUE, clock.instant());
    desk.submit(
        "comms-internal",
        number,
        WRITE,
        fields("updateOutcome", "send", "updateStatus", "resolved", "updateText", "It works."));
    journey.verify("reporter", number, fields("verified", "no", "comment", "Still slow"));
    jobs.run(number, "ServiceTask_RecordUpdate");

    assertThat(records.notices(number, "update-users")).isEmpty();
    assertThat(updates.findByIncidentNumberOrderById(number))
        .extracting(StakeholderUpdate::state)
        .containsExactly(StakeholderUpdate.State.SENT, StakeholderUpdate.State.RETURNED);
    assertThat(audiences(number)).contains("users");
  }

  @Test
  void nobodyWhoMayNotSeeARestrictedIncidentWritesOrHearsOfIt() {
    String number = journey.toTriage(with(journey.report(SEVERE), "restricted", true));
    journey.triage(number, journey.triage(SEVERE));
    journey.assess(number, journey.assessment(SEVERE));
    announce(number);
    fire(number, "responders", DRAFT_DUE, at("08:20"));
    assertThat(desk.candidates(number, WRITE)).containsExactly("incident-manager");
    fire(number, "responders", "Timer_UpdateOverdue", at("08:40"));
    fire(number, "responders", "Timer_UpdateMissing", at("08:50"));

    assertThat(records.notices(number, "update-overdue"))
        .containsExactly("incident-manager", "major-incident-manager");
    assertThat(records.notices(number, "update-missing")).containsExactly("major-incident-manager");
  }

  @Test
  void incidentsThatWereWorkedOnBeforeGetTheirAudiencesAtTheStart() {
    String number = journey.toInvestigation(SEVERE);
    jobs.runAll(number, "StartEvent_AnnouncementDue");
    jdbc.sql("update audience_communication set ended_at = now() where incident_number = ?")
        .param(number)
        .update();
    jdbc.sql("insert into announcement_due values (?)").param(number).update();
    catchUp.announce();
    announce(number);

    assertThat(communications.findByIncidentNumberAndEndedAtIsNullOrderById(number)).hasSize(3);
    assertThat(jdbc.sql("select count(*) from announcement_due").query(Integer.class).single())
        .isZero();
  }

  /** A text for people outside, which waits for its approval. */
  private String writtenForCustomers() {
    jdbc.sql("update service set status_public = true where key = 'mail'").update();
    String number = severe();
    fire(number, "customers", DRAFT_DUE, at("08:15"));
    desk.complete(
        "comms-external",
        number,
        WRITE,
        "ServiceTask_RecordUpdate",
        update("investigating", "Mail is slow.", "09:15"));
    return number;
  }

  private void approve(String number) {
    desk.complete(
        "legal",
        number,
        APPROVE,
        "ServiceTask_RecordUpdateApproval",
        fields("decision", "approve"));
    run(number, "customers", "ServiceTask_SendUpdate");
  }

  private String severe() {
    String number = journey.toInvestigation(SEVERE);
    announce(number);
    return number;
  }

  private Map<String, Object> lessGrave() {
    return with(
        journey.assessment(SEVERE),
        "serviceState",
        "degraded",
        "usersAffected",
        5.0,
        "usersAffectedPct",
        1.0,
        "minutesToBusinessImpact",
        900.0);
  }

  private void announce(String number) {
    jobs.runAll(number, "StartEvent_AnnouncementDue");
  }

  private void resolve(String number) {
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    announce(number);
  }

  private static Map<String, Object> update(String status, String text, String next) {
    return fields(
        "updateOutcome",
        "send",
        "updateStatus",
        status,
        "updateText",
        text,
        "nextUpdateAt",
        at(next).toString());
  }

  private void write(String number, String audience, Map<String, Object> form) {
    desk.complete("comms-internal", number, WRITE, "ServiceTask_RecordUpdate", form);
    run(number, audience, "ServiceTask_SendUpdate");
  }

  private List<String> audiences(String number) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey(PROCESS)
        .list()
        .stream()
        .map(instance -> (String) runtime.getVariable(instance.getId(), "audience"))
        .sorted()
        .toList();
  }

  private String instance(String number, String audience) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey(PROCESS)
        .variableValueEquals("audience", audience)
        .singleResult()
        .getId();
  }

  private List<Job> jobsAt(String number, String audience, String element) {
    return management
        .createJobQuery()
        .processInstanceId(instance(number, audience))
        .activityId(element)
        .list();
  }

  private Instant due(String number, String audience, String element) {
    List<Job> found = jobsAt(number, audience, element);
    assertThat(found).as("%s of %s", element, audience).hasSize(1);
    return found.get(0).getDuedate().toInstant();
  }

  private void fire(String number, String audience, String element, Instant due) {
    assertThat(Duration.between(due(number, audience, element), due).abs())
        .as("%s of %s is due %s", element, audience, due(number, audience, element))
        .isLessThan(Duration.ofSeconds(2));
    clock.stopAt(due);
    management.executeJob(jobsAt(number, audience, element).get(0).getId());
  }

  private void run(String number, String audience, String element) {
    management.executeJob(jobsAt(number, audience, element).get(0).getId());
    jobs.runAll(number, "StartEvent_NoticeQueued");
  }

  private List<String> path(String number, String audience) {
    HistoricProcessInstance instance =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey(PROCESS)
            .variableValueEquals("audience", audience)
            .singleResult();
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance.getId())
        .orderPartiallyByOccurrence()
        .asc()
        .orderByHistoricActivityInstanceStartTime()
        .asc()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .toList();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-02T" + time + ":00Z");
  }
}
