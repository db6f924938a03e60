package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.incident.Command;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.MajorIncident;
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
import org.springframework.transaction.support.TransactionTemplate;

@ImsTest
@PassesEveryNode("MajorIncident")
class MajorIncidentTest {

  private static final String PROCESS = "MajorIncident";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> PROPOSED =
      List.of("StartEvent_MajorIncidentProposed", "ServiceTask_RecordProposal", "Gateway_Step");
  private static final List<String> DECIDED =
      List.of(
          "UserTask_DecideMajorIncident", "ServiceTask_RecordMajorDecision", "Gateway_Promoted");
  private static final List<String> FORMED =
      List.of(
          "UserTask_FormResponseTeam",
          "ServiceTask_RecordResponseTeam",
          "SubProcess_Command",
          "StartEvent_CommandTaken",
          "ServiceTask_OpenLog",
          "ServiceTask_StartSubTeams");
  private static final List<String> COMMANDED =
      List.of("UserTask_CommandIncident", "ServiceTask_RecordCommand", "Gateway_CommandNext");
  private static final List<String> STOOD_DOWN =
      List.of(
          "EndEvent_CommandOver",
          "Gateway_StoodDown",
          "ServiceTask_AnnounceStandDown",
          "EndEvent_StoodDown");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private MajorDecisions decisions;
  @Autowired private SubTeams subTeams;
  @Autowired private Playbooks playbooks;
  @Autowired private SubTeamReports reports;
  @Autowired private LogEntries log;
  @Autowired private MajorStoodDownCheck gate;
  @Autowired private TaskService tasks;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  // From a proposal to a command

  @Test
  void personPromotesTheIncidentAndItsCommandStandsDown() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.CANDIDATE);
    assertThat(desk.candidates(number, "UserTask_DecideMajorIncident"))
        .containsExactly("major-incident-manager");
    assertThat(desk.due(number, "UserTask_DecideMajorIncident"))
        .isBetween(at("08:15"), at("08:15").plusSeconds(5));
    jobs.assertDue(number, "Timer_SecondLevel", at("08:15"));
    jobs.assertDue(number, "Timer_NobodyDecided", at("08:30"));
    assertThat(gate.open(incidents.get(number))).as("nothing is closed undecided").isEqualTo(1);

    clock.stopAt(at("08:10"));
    journey.decideMajor(number, "promote");
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.ACCEPTED);
    jobs.assertNone(number, "Timer_SecondLevel");
    jobs.assertNone(number, "Timer_NobodyDecided");
    assertThat(desk.candidates(number, "UserTask_FormResponseTeam"))
        .containsExactly("incident-manager");
    assertThat(desk.due(number, "UserTask_FormResponseTeam"))
        .isBetween(at("08:25"), at("08:25").plusSeconds(5));

    clock.stopAt(at("08:20"));
    journey.formTeam(number, with(journey.team(), "deputy", "security-lead"));
    assertThat(desk.task(number, "UserTask_CommandIncident").getAssignee())
        .isEqualTo("responder-2");
    assertThat(incidents.get(number).commander()).isEqualTo("responder-2");

    resolve(number);
    assertThat(gate.open(incidents.get(number))).isEqualTo(1);
    clock.stopAt(at("10:00"));
    journey.command("responder-2", number, journey.standDown());

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(PROPOSED, DECIDED, FORMED, COMMANDED, STOOD_DOWN));
    Incident incident = incidents.get(number);
    assertThat(incident.major()).as("it has been one").isEqualTo(MajorIncident.ACCEPTED);
    assertThat(incident.commander()).isNull();
    assertThat(gate.open(incident)).isZero();
    assertThat(commands(number)).containsExactly("responder-2/security-lead 08:20-10:00");
    assertThat(verdicts(number))
        .containsExactly(
            "PROPOSED by system: Too many people are hindered.",
            "PROMOTED by major-incident-manager: The whole site is hindered",
            "STOOD_DOWN by responder-2: It works again");
    assertThat(records.outbox(number))
        .contains("response-team/2 PENDING", "command-ended/3 PENDING");
  }

  @Test
  void tablePromotesTheIncident() {
    String number = journey.toInvestigation(MINOR);
    int before = desk.task(number, "UserTask_Investigate").getPriority();
    journey.proposeMajor(number, "PROMOTE");

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(PROPOSED, List.of("UserTask_FormResponseTeam")));
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.ACCEPTED);
    assertThat(incidents.get(number).majorBecause()).isEqualTo("Too many people are hindered.");
    assertThat(before).isLessThan(100);
    assertThat(majorTasks(number))
        .as("open tasks move up, new ones begin there")
        .containsExactly("UserTask_FormResponseTeam", "UserTask_Investigate");
  }

  @Test
  void candidateIsKeptWithAReason() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    journey.decideMajor(number, "keep");

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(PROPOSED, DECIDED, List.of("EndEvent_NotPromoted")));
    Incident incident = incidents.get(number);
    assertThat(incident.major()).isEqualTo(MajorIncident.CANDIDATE);
    assertThat(incident.majorDecidedBy()).isEqualTo("major-incident-manager");
    assertThat(incident.majorBecause()).isEqualTo("The whole site is hindered");
    assertThat(gate.open(incident)).isZero();
    assertThat(verdicts(number)).last().asString().startsWith("KEPT by major-incident-manager");
    assertThat(majorTasks(number)).isEmpty();
  }

  @Test
  void candidateIsRejectedWithAReason() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    records.assertRefused(
        "major-incident-manager",
        number,
        "UserTask_DecideMajorIncident",
        fields("decision", "perhaps"),
        "decision: choice",
        "reason: required");
    journey.decideMajor(number, "reject");

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(PROPOSED, DECIDED, List.of("EndEvent_NotPromoted")));
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.NONE);
    assertThat(verdicts(number))
        .last()
        .isEqualTo("REJECTED by major-incident-manager: The whole site is hindered");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
  }

  @Test
  void secondLevelIsAlertedAfterFifteenMinutesAndThePersonStillDecides() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    jobs.fire(number, "Timer_SecondLevel", at("08:15"));

    assertThat(notices(number, "major-undecided")).containsExactly("exec", "incident-manager");
    assertThat(records.lastNotice(number)).contains("nobody has decided yet");
    journey.decideMajor(number, "keep");
    assertThat(desk.path(number, PROCESS))
        .contains("ServiceTask_AlertSecondLevel", "EndEvent_SecondLevelAlerted")
        .endsWith("EndEvent_NotPromoted");
  }

  @Test
  void nobodyDecidesAndSoItIsPromotedAfterThirtyMinutes() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    jobs.fire(number, "Timer_NobodyDecided", at("08:30"));

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(
            path(
                PROPOSED,
                List.of(
                    "UserTask_DecideMajorIncident",
                    "Timer_NobodyDecided",
                    "ServiceTask_PromoteUndecided",
                    "UserTask_FormResponseTeam")));
    Incident incident = incidents.get(number);
    assertThat(incident.major()).isEqualTo(MajorIncident.ACCEPTED);
    assertThat(incident.majorDecidedBy()).isEqualTo("system");
    assertThat(incident.majorBecause()).startsWith("Nobody decided in time");
    assertThat(incident.majorDecidedAt()).isEqualTo(at("08:30"));
    journey.formTeam(number, journey.team());
    journey.command("responder-2", number, demotion());
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.DEMOTED);
  }

  @Test
  void tablePromotesWhileAPersonStillDecides() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    journey.proposeMajor(number, "PROMOTE");

    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_FormResponseTeam", "UserTask_Investigate");
    assertThat(desk.paths(number, PROCESS))
        .containsExactlyInAnyOrder(
            path(
                PROPOSED,
                List.of(
                    "UserTask_DecideMajorIncident",
                    "Event_PromotedMeanwhile",
                    "EndEvent_DecidedByTable")),
            path(PROPOSED, List.of("UserTask_FormResponseTeam")));
    jobs.assertNone(number, "Timer_NobodyDecided");
  }

  @Test
  void secondProposalChangesNothingWhileSomebodyDecidesOrCommands() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    journey.proposeMajor(number, "PROPOSE");
    assertThat(desk.tasks(number, "UserTask_DecideMajorIncident")).hasSize(1);
    journey.decideMajor(number, "promote");
    journey.proposeMajor(number, "PROMOTE");

    assertThat(desk.tasks(number, "UserTask_FormResponseTeam")).hasSize(1);
    assertThat(desk.paths(number, PROCESS))
        .filteredOn(path -> path.contains("EndEvent_NothingToDecide"))
        .hasSize(2);
  }

  // The command

  @Test
  void commandIsHandedOver() {
    String number = toCommand(with(journey.team(), "deputy", "security-lead"));
    clock.stopAt(at("09:00"));
    journey.command(
        "responder-2",
        number,
        fields("next", "hand-over", "newCommander", "security-lead", "reason", "End of shift"));

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(
            path(
                PROPOSED,
                FORMED,
                COMMANDED,
                List.of("ServiceTask_AnnounceHandOver", "UserTask_CommandIncident")));
    assertThat(desk.task(number, "UserTask_CommandIncident").getAssignee())
        .isEqualTo("security-lead");
    assertThat(incidents.get(number).commander()).isEqualTo("security-lead");
    assertThat(commands(number))
        .as("the deputy who takes over has no deputy")
        .containsExactly("responder-2/security-lead 08:00-09:00", "security-lead/null 09:00-null");
    assertThat(notices(number, "command-handed-over"))
        .containsExactly("responder-2", "security-lead");
    assertThat(records.lastNotice(number)).contains("is now security-lead", "End of shift");
  }

  @Test
  void strangerMayOnlyHandTheCommandOverAndTheDeputyMayDecide() {
    String number = toCommand(with(journey.team(), "deputy", "security-lead"));
    records.assertRefused(
        "incident-manager", number, "UserTask_CommandIncident", demotion(), "next: commander");
    journey.command(
        "security-lead",
        number,
        fields(
            "next", "add-sub-team", "teamName", "Mail", "teamLead", "legal", "teamMission", "Ask"));
    journey.command(
        "incident-manager",
        number,
        fields("next", "hand-over", "newCommander", "exec", "reason", "Cannot be reached"));
    assertThat(incidents.get(number).commander()).isEqualTo("exec");
  }

  @Test
  void subTeamsWorkSideBySideAndMoreAreAdded() {
    String number =
        toCommand(
            with(
                journey.team(),
                "subTeams",
                missions(mission("Network", "responder"), mission("Customers", "legal"))));
    assertThat(desk.tasks(number, "UserTask_LeadSubTeam"))
        .extracting(Task::getAssignee)
        .containsExactlyInAnyOrder("responder", "legal");
    journey.command(
        "responder-2",
        number,
        fields(
            "next",
            "add-sub-team",
            "teamName",
            "Backup",
            "teamLead",
            "responder",
            "teamMission",
            "Restore the data"));

    assertThat(desk.tasks(number, "UserTask_LeadSubTeam"))
        .extracting(Task::getName)
        .anyMatch(name -> name.startsWith("Lead sub-team Backup: " + number))
        .anyMatch(name -> name.startsWith("Lead sub-team Network: " + number))
        .hasSize(3);
    report(number, "Network", "working", "Half of the switches");
    report(number, "Network", "done", "All switches");
    assertThat(desk.tasks(number, "UserTask_LeadSubTeam")).hasSize(2);
    assertThat(subTeams.findByIncidentNumberOrderById(number))
        .extracting(team -> team.name() + " " + team.state())
        .containsExactly("Network DONE", "Customers WORKING", "Backup WORKING");
    SubTeam network = subTeams.findByIncidentNumberOrderById(number).get(0);
    assertThat(reports.findBySubTeamIdOrderById(network.id()))
        .extracting(SubTeamReport::progress)
        .containsExactly("Half of the switches", "All switches");
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            path(
                List.of("SubProcess_SubTeam", "StartEvent_SubTeamFormed"),
                List.of("UserTask_LeadSubTeam", "ServiceTask_RecordSubTeamReport"),
                List.of("Gateway_MissionDone", "UserTask_LeadSubTeam"),
                List.of("Gateway_MissionDone", "EndEvent_MissionDone")));
    journey.command(
        "responder-2",
        number,
        fields("next", "hand-over", "newCommander", "exec", "reason", "End of shift"));
    assertThat(desk.variable(number, "UserTask_CommandIncident", "knownFacts").toString())
        .contains(
            "Major incident: accepted - Too many people are hindered.",
            "Commander: exec",
            "Sub-team Network: Do the Network (responder, done) - All switches",
            "Sub-team Backup: Restore the data (responder, working)");
  }

  @Test
  void standDownWaitsForTheResolutionAndForTheSubTeams() {
    String number =
        toCommand(
            with(
                journey.team(),
                "scribe",
                "scribe",
                "bridge",
                "https://meet.example.org/7",
                "subTeams",
                missions(mission("Network", "responder"))));
    records.assertRefused(
        "responder-2", number, "UserTask_CommandIncident", journey.standDown(), "next: resolved");
    resolve(number);
    records.assertRefused(
        "responder-2",
        number,
        "UserTask_CommandIncident",
        journey.standDown(),
        "endSubTeams: open-sub-teams");
    journey.command("responder-2", number, with(journey.standDown(), "endSubTeams", true));

    assertThat(desk.path(number, PROCESS)).endsWith("EndEvent_StoodDown");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_VerifyResolution");
    assertThat(subTeams.findByIncidentNumberOrderById(number))
        .extracting(SubTeam::state)
        .containsExactly(SubTeam.State.ENDED);
    assertThat(notices(number, "response-team"))
        .containsExactly("responder", "responder-2", "scribe");
    assertThat(notices(number, "command-ended"))
        .containsExactly("responder", "responder-2", "scribe");
  }

  @Test
  void scribeKeepsTheLogBesideTheCommand() {
    String number = toCommand(with(journey.team(), "scribe", "scribe"));
    assertThat(desk.task(number, "UserTask_KeepLog").getAssignee()).isEqualTo("scribe");
    records.assertRefused(
        "scribe",
        number,
        "UserTask_KeepLog",
        fields("entryKind", "rumour"),
        "entryKind: choice",
        "entry: required",
        "logState: required");
    log(number, "decision", "Mail is switched off", "open");
    log(number, "action", "Mail was switched off", "complete");

    assertThat(log.findByIncidentNumberOrderById(number))
        .extracting(entry -> entry.kind() + ": " + entry.entry())
        .containsExactly("DECISION: Mail is switched off", "ACTION: Mail was switched off");
    assertThat(desk.tasks(number, "UserTask_KeepLog")).isEmpty();
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "SubProcess_CommandLog",
            "StartEvent_LogOpened",
            "UserTask_KeepLog",
            "ServiceTask_RecordLogEntry",
            "Gateway_LogComplete",
            "UserTask_KeepLog",
            "ServiceTask_RecordLogEntry",
            "Gateway_LogComplete",
            "EndEvent_LogComplete");
  }

  @Test
  void demotedIncidentGoesOnWithoutACommand() {
    String number =
        toCommand(with(journey.team(), "subTeams", missions(mission("Network", "responder"))));
    records.assertRefused(
        "responder-2",
        number,
        "UserTask_CommandIncident",
        demotion(),
        "endSubTeams: open-sub-teams");
    journey.command("responder-2", number, with(demotion(), "endSubTeams", "yes"));

    assertThat(desk.path(number, PROCESS))
        .endsWith("Gateway_StoodDown", "ServiceTask_AnnounceDemotion", "EndEvent_Demoted");
    Incident incident = incidents.get(number);
    assertThat(incident.major()).isEqualTo(MajorIncident.DEMOTED);
    assertThat(gate.open(incident)).isZero();
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    assertThat(majorTasks(number)).isEmpty();
    assertThat(verdicts(number)).last().isEqualTo("DEMOTED by responder-2: One office only");
    assertThat(records.lastNotice(number)).contains("no major incident any more");
    resolve(number);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_VerifyResolution");
  }

  @Test
  void withdrawnIncidentTakesItsCommandAndSubTeamsWithIt() {
    String number =
        toCommand(
            with(
                journey.team(),
                "scribe",
                "scribe",
                "subTeams",
                missions(mission("Network", "responder"))));
    clock.stopAt(at("09:00"));
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong after all");

    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(incidents.get(number).commander()).isNull();
    assertThat(commands(number)).containsExactly("responder-2/null 08:00-09:00");
    assertThat(subTeams.findByIncidentNumberOrderById(number))
        .extracting(SubTeam::state)
        .containsExactly(SubTeam.State.ENDED);
  }

  @Test
  void everybodyInTheCommandIsToldOfTheWithdrawal() {
    String number =
        toCommand(
            with(
                journey.team(),
                "scribe",
                "scribe",
                "subTeams",
                missions(mission("Network", "responder"))));
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong after all");

    assertThat(notices(number, "major-over")).containsExactly("responder", "responder-2", "scribe");
    assertThat(records.lastNotice(number))
        .contains("was withdrawn; nobody works on it any more", "Nothing was wrong after all");
  }

  @Test
  void everybodyInTheCommandIsToldOfTheMerge() {
    String original = journey.toInvestigation(MINOR);
    String number =
        toCommand(with(journey.team(), "subTeams", missions(mission("Network", "responder"))));
    desk.change(
        "service-desk",
        number,
        "merge",
        "otherIncident",
        original,
        "changeNote",
        "The same switch");

    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(notices(number, "major-over")).containsExactly("responder", "responder-2");
    assertThat(records.lastNotice(number))
        .contains("is the same event as " + original, "The same switch");
  }

  @Test
  void nobodyIsToldOfACommandThatThereWasNot() {
    String number = journey.toInvestigation(MINOR);
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong after all");

    assertThat(notices(number, "major-over")).isEmpty();
  }

  @Test
  void managersAreAlertedWhenNobodyFormsTheTeam() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROMOTE");
    assertThat(desk.due(number, "UserTask_FormResponseTeam"))
        .isBetween(at("08:15"), at("08:15").plusSeconds(5));
    jobs.fire(number, "Timer_WithoutTeam", at("08:15"));

    assertThat(notices(number, "major-without-team"))
        .contains("exec", "major-incident-manager")
        .doesNotContain("responder", "service-desk");
    assertThat(records.lastNotice(number)).contains("nobody has formed its response team yet");
    journey.formTeam(number, journey.team());
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "UserTask_FormResponseTeam",
            "Timer_WithoutTeam",
            "ServiceTask_AlertWithoutTeam",
            "EndEvent_ManagersAlerted",
            "ServiceTask_RecordResponseTeam",
            "UserTask_CommandIncident");
  }

  @Test
  void playbookChosenWithTheTeamBegins() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROMOTE");
    journey.formTeam(
        number,
        with(
            journey.team(),
            "playbooks",
            Spin.JSON("[\"RansomwarePlaybook\",\"RansomwarePlaybook\"]")));
    assertThat(playbooks.of(number))
        .extracting(PlaybookRun::playbook, PlaybookRun::chosenBy, PlaybookRun::isRunning)
        .containsExactly(tuple("RansomwarePlaybook", "incident-manager", true));
  }

  @Test
  void tableDoesNotPromoteAloneWhatAPersonDemoted() {
    String number = toCommand(journey.team());
    journey.command("responder-2", number, demotion());
    journey.proposeMajor(number, "PROMOTE");
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_DecideMajorIncident", "UserTask_Investigate");
    journey.decideMajor(number, "reject");
    assertThat(incidents.get(number).major())
        .as("a rejection leads back to what it was")
        .isEqualTo(MajorIncident.DEMOTED);
  }

  // Forms

  @Test
  void teamOfUnknownPeopleIsRefused() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROMOTE");
    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_FormResponseTeam",
        fields("subTeams", missions(Map.of("name", "Network"))),
        "commander: required",
        "subTeams[1].lead: required",
        "subTeams[1].mission: required");
    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_FormResponseTeam",
        fields(
            "commander",
            "nobody",
            "deputy",
            "nobody",
            "scribe",
            "ghost",
            "experts",
            Spin.JSON("[\"ghost\"]"),
            "bridge",
            "javascript:alert(1)",
            "playbooks",
            Spin.JSON("[\"IncidentLifecycle\"]"),
            "subTeams",
            missions(mission("Network", "ghost"))),
        "commander: known-person",
        "deputy: known-person",
        "deputy: other-person",
        "scribe: known-person",
        "experts: known-person",
        "bridge: web-address",
        "playbooks: known-playbook",
        "subTeams[1].lead: known-person");
  }

  @Test
  void stepOfTheCommandWithoutItsFactsIsRefused() {
    String number = toCommand(journey.team());
    refused(number, fields(), "next: required");
    refused(number, fields("next", "hand-over"), "newCommander: required", "reason: required");
    refused(
        number,
        fields("next", "hand-over", "newCommander", "ghost", "newDeputy", "ghost", "reason", "Why"),
        "newCommander: known-person",
        "newDeputy: known-person",
        "newDeputy: other-person");
    refused(
        number,
        fields("next", "hand-over", "newCommander", "responder-2", "reason", "Why"),
        "newCommander: other-person");
    refused(
        number,
        fields("next", "add-sub-team"),
        "teamName: required",
        "teamLead: required",
        "teamMission: required");
    refused(
        number,
        fields(
            "next", "add-sub-team", "teamName", "Mail", "teamLead", "ghost", "teamMission", "Ask"),
        "teamLead: known-person");
    refused(number, fields("next", "demote"), "reason: required");
  }

  @Test
  void fieldsOfTheFormsDoNotStayInTheProcess() {
    String number = toCommand(with(journey.team(), "deputy", "security-lead"));

    assertThat(desk.variables(number, "UserTask_CommandIncident").keySet())
        .containsExactlyInAnyOrder(
            "incidentNumber",
            "title",
            "service",
            "reporter",
            "priority",
            "majorVerdict",
            "majorBecause",
            "majorStep",
            "currentCommander",
            "knownFacts");
  }

  // Helpers

  private String toCommand(Map<String, Object> team) {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROMOTE");
    journey.formTeam(number, team);
    return number;
  }

  private void resolve(String number) {
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
  }

  private void refused(String number, Map<String, Object> form, String... violations) {
    records.assertRefused("responder-2", number, "UserTask_CommandIncident", form, violations);
  }

  private void report(String number, String team, String outcome, String progress) {
    Task task =
        desk.tasks(number, "UserTask_LeadSubTeam").stream()
            .filter(open -> open.getName().contains(team))
            .findFirst()
            .orElseThrow();
    desk.submit(task.getAssignee(), task, fields("progress", progress, "outcome", outcome));
    jobs.run(number, "ServiceTask_RecordSubTeamReport");
  }

  private void log(String number, String kind, String entry, String state) {
    desk.complete(
        "scribe",
        number,
        "UserTask_KeepLog",
        "ServiceTask_RecordLogEntry",
        fields("entryKind", kind, "entry", entry, "logState", state));
  }

  private static Map<String, Object> demotion() {
    return fields("next", "demote", "reason", "One office only");
  }

  private static Map<String, Object> mission(String name, String lead) {
    return fields("name", name, "lead", lead, "mission", "Do the " + name);
  }

  private static Object missions(Object... missions) {
    return Spin.JSON(List.of(missions));
  }

  private List<String> majorTasks(String number) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(number)
        .taskMinPriority(150)
        .list()
        .stream()
        .map(Task::getTaskDefinitionKey)
        .sorted()
        .toList();
  }

  private List<String> verdicts(String number) {
    return decisions.findByIncidentNumberOrderById(number).stream()
        .map(row -> "%s by %s: %s".formatted(row.verdict(), row.decidedBy(), row.reason()))
        .toList();
  }

  /** Each as commander/deputy from-until. */
  private List<String> commands(String number) {
    return transaction.execute(
        status ->
            incidents.get(number).commands().stream().map(MajorIncidentTest::inWords).toList());
  }

  private static String inWords(Command command) {
    return "%s/%s %s-%s"
        .formatted(
            command.commander(), command.deputy(), time(command.from()), time(command.until()));
  }

  private static String time(Instant instant) {
    return instant == null ? "null" : instant.toString().substring(11, 16);
  }

  /** Who was told by notices of this kind, by login. */
  private List<String> notices(String number, String kind) {
    return jdbc.sql(
            "select split_part(key, '/', 4) from notice where incident_number = ? and kind = ?"
                + " order by 1")
        .params(number, kind)
        .query(String.class)
        .list();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-02T" + time + ":00Z");
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
