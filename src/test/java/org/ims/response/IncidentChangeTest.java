package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Resources;
import org.ims.engine.EngineClock;
import org.ims.incident.HandOver;
import org.ims.incident.HandOvers;
import org.ims.incident.HoldReason;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.ResourceUses;
import org.ims.servicelevel.ServiceLevels;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What can happen to an incident at any time; what its lifecycle then does is tested there. */
@ImsTest
@PassesEveryNode("IncidentChange")
class IncidentChangeTest {

  private static final String PROCESS = "IncidentChange";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private HandOvers handOvers;
  @Autowired private RuntimeService runtime;
  @Autowired private HistoryService history;
  @Autowired private AuthorizationService authorisations;
  @Autowired private ResourceUses resources;
  @Autowired private ServiceLevels serviceLevels;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Jobs jobs;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void handedOverWorkGoesToTheNewTeamAndIsClaimedAnew() {
    String number = journey.toInvestigation(MINOR);
    desk.claim("responder", number, "UserTask_Investigate");
    assertThat(rights(number, "UserTask_Investigate")).contains("responder-network", "@responder");

    desk.change(
        "service-desk",
        number,
        "hand-over",
        "toTeam",
        "responder-facilities",
        "changeNote",
        "The mast is down");

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path("HandOverIncident", "IncidentHandedOver"));
    assertThat(desk.task(number, "UserTask_Investigate").getAssignee()).isNull();
    assertThat(desk.candidates(number, "UserTask_Investigate"))
        .containsExactly("responder-facilities");
    assertThat(rights(number, "UserTask_Investigate")).containsExactly("responder-facilities");
    assertThat(teams(number)).containsOnly("responder-facilities").hasSizeGreaterThan(1);
    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(incident.team()).isEqualTo("responder-facilities");
    assertThat(incident.handOverCount()).isEqualTo(1);
    assertThat(handOvers.findByIncidentNumberOrderById(number))
        .singleElement()
        .satisfies(
            handOver -> {
              assertThat(handOver.fromTeam()).isEqualTo("responder-network");
              assertThat(handOver.toTeam()).isEqualTo("responder-facilities");
              assertThat(handOver.reason()).isEqualTo("The mast is down");
              assertThat(handOver.handedOverBy()).isEqualTo("service-desk");
              assertThat(handOver.handedOverAt()).isEqualTo(MONDAY);
            });
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "hand-over/1 PENDING", "hand-over/1 PENDING");
    assertThat(records.lastNotice(number)).contains("The mast is down (service-desk)");

    journey.investigate(number);
    assertThat(desk.candidates(number, "UserTask_Contain")).containsExactly("responder-facilities");
    assertThat(desk.variable(number, "UserTask_Contain", "knownFacts").toString())
        .contains(
            "Handed over: responder-network to responder-facilities, because: The mast is down");
    desk.change(
        "responder",
        number,
        "hand-over",
        "toTeam",
        "responder-network",
        "changeNote",
        "It stands again");
    assertThat(desk.candidates(number, "UserTask_Contain")).containsExactly("responder-network");
    assertThat(incidents.get(number).handOverCount()).isEqualTo(2);
    assertThat(handOvers.findByIncidentNumberOrderById(number))
        .extracting(HandOver::toTeam)
        .containsExactly("responder-facilities", "responder-network");
  }

  @Test
  void taskOfANamedOwnerStaysWithThemWhenTheIncidentIsHandedOver() {
    String number = journey.toInvestigation(MINOR);
    journey.addTask(number, "Call the supplier", "scribe", MONDAY.plus(Duration.ofDays(1)));

    desk.change(
        "service-desk",
        number,
        "hand-over",
        "toTeam",
        "responder-facilities",
        "changeNote",
        "The mast is down");

    assertThat(desk.task(number, "UserTask_DoAdHocTask").getAssignee()).isEqualTo("scribe");
    assertThat(desk.candidates(number, "UserTask_DoAdHocTask"))
        .containsExactly("incident-manager", "responder-facilities");
    assertThat(rights(number, "UserTask_DoAdHocTask"))
        .containsExactlyInAnyOrder("@scribe", "incident-manager", "responder-facilities");
  }

  @Test
  void tasksThatAreNotTheTeamsStayWhereTheyAre() {
    String number = journey.toVerification(MINOR);
    List<String> before = desk.candidates(number, "UserTask_VerifyResolution");

    assertRefused(
        number,
        fields("change", "hand-over", "toTeam", "legal", "changeNote", "x"),
        "change: state");

    assertThat(desk.candidates(number, "UserTask_VerifyResolution")).isEqualTo(before);
  }

  @Test
  void handOverToNobodyKnownOrToTheSameTeamIsRefused() {
    String number = journey.toInvestigation(MINOR);
    assertRefused(
        number,
        fields("change", "hand-over", "toTeam", "nobody", "changeNote", "x"),
        "toTeam: choice");
    assertRefused(
        number,
        fields("change", "hand-over", "toTeam", "reporter", "changeNote", "x"),
        "toTeam: choice");
    assertRefused(
        number,
        fields("change", "hand-over", "toTeam", "responder-network", "changeNote", "x"),
        "toTeam: other-team");
    assertRefused(number, fields("change", "hand-over", "changeNote", "x"), "toTeam: required");
    assertRefused(
        number,
        fields("change", "hand-over", "toTeam", "legal", "changeNote", " "),
        "changeNote: required");
  }

  @Test
  void childIsLinkedToItsParent() {
    String parent = journey.toTriage(SEVERE);
    String child = journey.toAssessment(MINOR);

    desk.change("service-desk", child, "link-parent", "otherIncident", parent);

    assertThat(desk.path(child, PROCESS)).isEqualTo(path("LinkParent", "IncidentLinked"));
    assertThat(incidents.get(child).parent()).isEqualTo(parent);
    assertThat(incidents.countByParent(parent)).isEqualTo(1);
    assertThat(desk.openTasks(child)).containsExactly("UserTask_AssessImpact");
    // Also in the forms that were open already.
    assertThat(desk.variable(parent, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Child: " + child + " - Mail is down");
    assertThat(desk.variable(child, "UserTask_AssessImpact", "knownFacts").toString())
        .contains("Part of: " + parent + " - Mail is down");
  }

  @Test
  void childrenOfAWithdrawnParentGoOnAloneAndCanBeParentsThemselves() {
    String parent = journey.toTriage(MINOR);
    String child = journey.toTriage(MINOR);
    String other = journey.toTriage(MINOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", parent);

    desk.change("service-desk", parent, "withdraw", "changeNote", "A mistake");

    assertThat(incidents.get(child).parent()).isNull();
    assertThat(desk.openTasks(child)).containsExactly("UserTask_TriageIncident");
    desk.change("service-desk", other, "link-parent", "otherIncident", child);
    assertThat(incidents.get(other).parent()).isEqualTo(child);
  }

  @Test
  void familyHasTwoGenerationsAndNoLoops() {
    String parent = journey.toTriage(MINOR);
    String child = journey.toTriage(MINOR);
    String other = journey.toTriage(MINOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", parent);

    for (String[] pair : new String[][] {{parent, parent}, {other, child}, {parent, other}}) {
      assertRefused(
          pair[0],
          fields("change", "link-parent", "otherIncident", pair[1]),
          "otherIncident: other-incident");
    }
    assertRefused(
        other,
        fields("change", "link-parent", "otherIncident", "INC-2026-999999"),
        "otherIncident: choice");
  }

  @Test
  void duplicateIsMergedIntoItsOriginal() {
    String original = journey.toTriage(SEVERE);
    String number = journey.toInvestigation(SEVERE);

    desk.change(
        "service-desk", number, "merge", "otherIncident", original, "changeNote", "Same disk");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("RequestMerge", "IncidentMerged"));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.DUPLICATE);
    assertThat(incidents.get(number).duplicateOf()).isEqualTo(original);
    assertThat(desk.running(number)).isEmpty();
    assertThat(desk.variable(original, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Also reported as: " + number + " - Mail is down");
  }

  @Test
  void mergeIntoItselfOrAnEndedIncidentOrAChildIsRefused() {
    String number = journey.toTriage(MINOR);
    String child = journey.toTriage(MINOR);
    String ended = journey.toTriage(MINOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", number);
    desk.change("service-desk", ended, "withdraw", "changeNote", "A mistake");

    for (String other : List.of(number, child, ended)) {
      assertRefused(
          number,
          fields("change", "merge", "otherIncident", other, "changeNote", "Same"),
          "otherIncident: other-incident");
    }
  }

  /** The decision counts, though the process has not marked it yet. */
  @Test
  void nothingBecomesAPartOfWhatIsTakenForADuplicate() {
    String original = journey.toTriage(MINOR);
    String number = journey.toTriage(MINOR);
    desk.submit(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields("kind", "duplicate", "reason", "Same disk", "duplicateOf", original));

    for (String change : List.of("merge", "link-parent")) {
      assertRefused(
          original,
          fields("change", change, "otherIncident", number, "changeNote", "Same"),
          "otherIncident: other-incident");
    }
  }

  @Test
  void incidentIsWithdrawn() {
    String number = journey.toContainment(MINOR);

    desk.change("service-desk", number, "withdraw", "changeNote", "It was a drill");

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path("RequestWithdrawal", "IncidentWithdrawn"));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CANCELLED);
    assertThat(incidents.get(number).endReason()).isEqualTo("It was a drill");
    assertThat(desk.running(number)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hand-over",
    "link-parent",
    "merge",
    "withdraw",
    "add-task",
    "start-playbook",
    "reopen"
  })
  void nothingChangesAnIncidentThatWasWithdrawn(String change) {
    String number = journey.toTriage(MINOR);
    String other = journey.toTriage(MINOR);
    desk.change("service-desk", number, "withdraw", "changeNote", "A mistake");

    assertRefused(
        number,
        fields("change", change, "changeNote", "x", "toTeam", "legal", "otherIncident", other),
        "change: state");
  }

  @Test
  void refusalSaysInPlainWordsWhyAndWhatIsPossible() {
    String number = journey.toClosed();

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> desk.change("service-desk", number, "withdraw", "changeNote", "x")))
        .hasMessageContaining(
            number + " is closed: only an incident that is not yet resolved can be withdrawn.")
        .hasMessageContaining("It can be reopened until 2026-04-01 08:00 UTC.");
  }

  @Test
  void closedIncidentIsReopenedAtItsResponseAndItsTimeCountsAnew() {
    String number = journey.toClosed();
    Incident closed = incidents.get(number);
    Instant lastMoment = closed.closedAt().plus(Duration.ofDays(30));
    clock.stopAt(lastMoment);

    desk.change("service-desk", number, "reopen", "changeNote", "Silent again");

    assertThat(desk.paths(number, PROCESS))
        .containsExactly(path("ReopenIncident", "IncidentReopened"));
    Incident reopened = incidents.get(number);
    assertThat(reopened.state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(reopened.reopenCount()).isEqualTo(1);
    // Ten business days after Wednesday 2026-04-01, as for a P5 from its report: the calendar of
    // the
    // tests knows no holidays.
    assertThat(reopened.serviceLevel().resolveDue())
        .isEqualTo(desk.due(number, "UserTask_Investigate"))
        .isAfter(lastMoment);
    assertThat(desk.openTasks(number)).contains("UserTask_Investigate");
    assertThat(desk.candidates(number, "UserTask_Investigate")).containsExactly(closed.team());
    assertThat(desk.variable(number, "UserTask_Investigate", "knownFacts").toString())
        .contains("Reopened: Silent again");
    assertThat(records.outbox(number)).contains("reopening/1 PENDING");
  }

  @Test
  void incidentThatCameBackTooLateIsANewOneWithTheSameReport() {
    String number = journey.toClosed();
    Map<String, Object> before = records.row("incident", number);
    clock.stopAt(incidents.get(number).closedAt().plus(Duration.ofDays(30)).plusSeconds(1));

    desk.change("service-desk", number, "reopen", "changeNote", "Silent again");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("OpenFollowUp", "FollowUpOpened"));
    assertThat(records.row("incident", number)).isEqualTo(before);
    assertThat(desk.running(number)).isEmpty();
    String followUp =
        incidents.findByFollowUpOfOrderByNumber(number).stream()
            .map(Incident::number)
            .findFirst()
            .orElseThrow();
    assertThat(incidents.get(followUp).report())
        .usingRecursiveComparison()
        .isEqualTo(incidents.get(number).report());
    assertThat(records.outbox(followUp)).containsExactly("follow-up/1 PENDING");
    assertThat(records.lastNotice(followUp)).contains(number, followUp, "Silent again");
    jobs.run(followUp, "ServiceTask_RecordReport");
    assertThat(incidents.get(followUp).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(desk.variable(followUp, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Came back from: " + number);
  }

  @Test
  void childThatWasNeverAssessedComesBackAsANewIncident() {
    String parent = journey.toEndOfResponse(MINOR);
    String child = journey.toTriage(MINOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", parent);
    journey.sendNotices(parent);
    journey.close(parent);

    desk.change("service-desk", child, "reopen", "changeNote", "It was something else");

    assertThat(incidents.get(child).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incidents.findByFollowUpOfOrderByNumber(child)).hasSize(1);
  }

  @Test
  void newFactsAreAssessed() {
    String number = journey.toInvestigation(MINOR);

    desk.change("responder", number, "new-facts", "changeNote", "Emergency calls fail as well");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("AnnounceNewFacts", "NewFactsAnnounced"));
    assertThat(desk.openTasks(number)).contains("UserTask_AssessImpact", "UserTask_Investigate");
    assertThat(desk.variable(number, "UserTask_AssessImpact", "newFacts"))
        .isEqualTo("Emergency calls fail as well\n(responder)");
    assertRefused(
        journey.toTriage(MINOR), fields("change", "new-facts", "changeNote", "x"), "change: state");
  }

  @Test
  void childThatWasClosedOnHoldIsReopenedWithARunningClock() {
    String parent = journey.toEndOfResponse(MINOR);
    String child = journey.toInvestigation(MINOR);
    desk.claim("responder", child, "UserTask_Investigate");
    transaction.executeWithoutResult(
        status -> {
          incidents.get(child).hold(HoldReason.CALLER);
          serviceLevels.pause(child, HoldReason.CALLER);
        });
    desk.change("service-desk", child, "link-parent", "otherIncident", parent);
    journey.sendNotices(parent);
    clock.stopAt(MONDAY.plus(Duration.ofDays(1)));
    journey.close(parent);
    clock.stopAt(MONDAY.plus(Duration.ofDays(2)));
    desk.change("service-desk", child, "reopen", "changeNote", "It was not the mast");

    Incident incident = incidents.get(child);
    assertThat(incident.holdReason()).isNull();
    assertThat(incident.parent()).as("which stays closed").isNull();
    // Ten business days after Wednesday, none of which stands still.
    assertThat(incident.serviceLevel().resolveDue())
        .isEqualTo(Instant.parse("2026-03-18T08:00:00Z"));
    assertThat(desk.due(child, "UserTask_Investigate"))
        .isEqualTo(Instant.parse("2026-03-18T08:00:00Z"));
  }

  @Test
  void childThatWasClosedOnHoldIsPutOnHoldAnewAfterItsReopening() {
    String parent = journey.toEndOfResponse(MINOR);
    String child = journey.toInvestigation(MINOR);
    desk.claim("responder", child, "UserTask_Investigate");
    desk.change("service-desk", child, "hold", "holdReason", "caller", "changeNote", "Who calls?");
    desk.change("service-desk", child, "link-parent", "otherIncident", parent);
    journey.sendNotices(parent);
    journey.close(parent);
    desk.change("service-desk", child, "reopen", "changeNote", "It was not the mast");
    desk.change("service-desk", child, "hold", "holdReason", "vendor", "changeNote", "A part");

    desk.complete(
        "service-desk",
        child,
        "UserTask_ResumeIncident",
        "ServiceTask_RecordResumption",
        fields("resumeNote", "The part is here"));

    assertThat(records.column("hold", "resume_note", child))
        .containsExactly("null", "The part is here");
    assertThat(incidents.get(child).state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(incidents.get(child).serviceLevel().resolveDue()).isNotNull();
  }

  @Test
  void incidentIsPutOnHoldAndHandedOverMeanwhile() {
    String number = journey.toContainment(MINOR);

    desk.change(
        "responder", number, "hold", "holdReason", "vendor", "changeNote", "A part is on its way");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("RequestHold", "IncidentHeld"));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ON_HOLD);
    assertThat(incidents.get(number).holdReason()).isEqualTo(HoldReason.VENDOR);
    assertThat(desk.candidates(number, "UserTask_ResumeIncident"))
        .containsExactly("incident-manager", "responder-network", "service-desk");
    desk.change(
        "service-desk", number, "hand-over", "toTeam", "responder-facilities", "changeNote", "x");
    assertThat(desk.candidates(number, "UserTask_ResumeIncident"))
        .containsExactly("incident-manager", "responder-facilities", "service-desk");
    assertThat(rights(number, "UserTask_ResumeIncident"))
        .containsExactlyInAnyOrder("incident-manager", "responder-facilities", "service-desk");
    assertRefused(
        number,
        fields("change", "hold", "holdReason", "vendor", "changeNote", "x"),
        "change: state");
    assertRefused(
        journey.toContainment(MINOR),
        fields("change", "hold", "changeNote", "x"),
        "holdReason: required");
    assertRefused(
        journey.toInvestigation(MINOR),
        fields("change", "hold", "holdReason", "vendor", "changeNote", "x"),
        "change: state");
  }

  @Test
  void taskIsAddedForItsOwner() {
    String number = journey.toTriage(MINOR);

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

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("AddTask", "TaskAdded"));
    assertThat(desk.task(number, "UserTask_DoAdHocTask").getAssignee()).isEqualTo("responder");
    assertThat(desk.due(number, "UserTask_DoAdHocTask"))
        .isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
    assertRefused(
        number,
        fields(
            "change",
            "add-task",
            "changeNote",
            "x",
            "taskOwner",
            "nobody",
            "taskDue",
            "2026-03-01T12:00:00Z"),
        "taskOwner: known-person",
        "taskDue: in-future");
    assertRefused(
        number,
        fields("change", "add-task", "changeNote", "x"),
        "taskOwner: required",
        "taskDue: required");
  }

  @Test
  void playbookIsStartedBesideTheResponse() {
    String number = journey.toInvestigation(MINOR);

    desk.change(
        "service-desk",
        number,
        "start-playbook",
        "playbook",
        "PhishingPlaybook",
        "changeNote",
        "Somebody clicked");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("StartPlaybook", "PlaybookStarted"));
    jobs.run(number, "CallActivity_Playbook");
    assertThat(desk.running(number)).contains("PhishingPlaybook", "IncidentResponse");
    assertRefused(
        number,
        fields("change", "start-playbook", "playbook", "PhishingPlaybook", "changeNote", "x"),
        "playbook: not-running");
    assertRefused(
        number,
        fields("change", "start-playbook", "playbook", "IncidentResponse", "changeNote", "x"),
        "playbook: known");
    assertRefused(
        journey.toTriage(MINOR),
        fields("change", "start-playbook", "playbook", "PhishingPlaybook", "changeNote", "x"),
        "change: state");
  }

  @Test
  void majorIncidentIsProposedByAPersonAndDecidedByAnother() {
    String number = journey.toInvestigation(MINOR);
    Map<String, Object> proposal =
        fields("change", "propose-major", "changeNote", "The whole site calls");
    desk.change("responder", number, "propose-major", "changeNote", "The whole site calls");

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path("RaiseMajorIncident", "MajorIncidentProposed"));
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_DecideMajorIncident", "UserTask_Investigate");
    assertRefused(number, proposal, "change: major");
    journey.decideMajor(number, "keep");
    desk.change("responder", number, "propose-major", "changeNote", "And now the other site");
    journey.decideMajor(number, "promote");
    assertRefused(number, proposal, "change: major");
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_FormResponseTeam", "UserTask_Investigate");
  }

  @Test
  void effortIsSummedUpAlsoAfterTheIncidentWasClosed() {
    String number = journey.toClosed();

    desk.change(
        "service-desk",
        number,
        "add-effort",
        "effortPerson",
        "Vendor Ltd",
        "effortHours",
        1.5,
        "effortCost",
        120,
        "changeNote",
        "A new mast");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("AddEffort", "EffortAdded"));
    assertThat(resources.of(number).hours()).isEqualByComparingTo("1.5");
    assertThat(resources.of(number).costEur()).isEqualByComparingTo("120");
    assertRefused(
        number,
        fields("change", "add-effort", "effortPerson", "Robin", "changeNote", "x"),
        "effortHours: required");
    assertRefused(
        number,
        fields(
            "change", "add-effort", "effortPerson", "Robin", "effortHours", -1, "changeNote", "x"),
        "effortHours: range");
  }

  @Test
  void temporaryMeasureIsRemovedBeforeItExpires() {
    String number = journey.toContainment(MINOR);
    assertRefused(
        number,
        fields("change", "remove-countermeasure", "changeNote", "x"),
        "incidentNumber: live-countermeasure");
    journey.contain(
        number,
        Desk.with(
            journey.containment(),
            "temporary",
            "yes",
            "undoPlan",
            "Open it again",
            "expiresAt",
            "2026-03-30T08:00:00Z"));

    desk.change(
        "service-desk", number, "remove-countermeasure", "changeNote", "It blocks the payroll");

    assertThat(desk.path(number, PROCESS)).isEqualTo(path("RequestRemoval", "RemovalRequested"));
    assertThat(desk.openTasks(number)).contains("UserTask_RemoveCountermeasure");
  }

  @Test
  void changeOfNothingOrOfAnUnknownIncidentIsRefused() {
    String number = journey.toTriage(MINOR);
    assertThat(Records.namedBy(() -> desk.change("service-desk", number, "explode")))
        .containsExactly("change: choice");
    assertThat(Records.namedBy(() -> desk.change("service-desk", null, null)))
        .containsExactlyInAnyOrder("incident: required", "change: required");
    assertThat(
            Records.namedBy(
                () ->
                    desk.change("service-desk", "INC-2026-999999", "withdraw", "changeNote", "x")))
        .containsExactly("incident: choice");
  }

  /** The refused change leaves no trace: no process, no row, no change of the incident. */
  private void assertRefused(String number, Map<String, Object> form, String... violations) {
    Map<String, Object> incident = records.row("incident", number);
    int rows = records.count("incident_change", number);
    List<String> tasks = desk.openTasks(number);
    long processes = processes(number);
    String change = (String) form.get("change");
    Object[] rest =
        form.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("change"))
            .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
            .toArray();
    assertThat(Records.namedBy(() -> desk.change("service-desk", number, change, rest)))
        .containsExactlyInAnyOrder(violations);
    assertThat(records.row("incident", number)).isEqualTo(incident);
    assertThat(records.count("incident_change", number)).isEqualTo(rows);
    assertThat(desk.openTasks(number)).isEqualTo(tasks);
    assertThat(processes(number)).isEqualTo(processes);
  }

  private long processes(String number) {
    return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).count();
  }

  private List<String> teams(String number) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
        .map(process -> (String) runtime.getVariable(process.getId(), "team"))
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private List<String> rights(String number, String elementId) {
    return authorisations
        .createAuthorizationQuery()
        .resourceType(Resources.TASK)
        .resourceId(desk.task(number, elementId).getId())
        .list()
        .stream()
        .map(right -> right.getGroupId() == null ? "@" + right.getUserId() : right.getGroupId())
        .toList();
  }

  private static List<String> path(String task, String end) {
    return List.of(
        "StartEvent_ChangeRequested",
        "ServiceTask_RecordChange",
        "Gateway_Change",
        "ServiceTask_" + task,
        "EndEvent_" + end);
  }
}
