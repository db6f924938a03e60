package org.ims.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;
import static org.ims.testing.Journey.action;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.incident.Assessment;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Priority;
import org.ims.incident.Report;
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
import org.springframework.transaction.support.TransactionTemplate;

@ImsTest
@PassesEveryNode("PostIncidentReview")
class PostIncidentReviewTest {

  private static final String PROCESS = "PostIncidentReview";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> CONSIDERED =
      List.of(
          "StartEvent_ReviewConsidered",
          "ServiceTask_GatherReviewFacts",
          "BusinessRuleTask_ReviewDecision",
          "Gateway_ReviewDue");
  private static final List<String> WRITTEN =
      List.of("UserTask_WriteReview", "ServiceTask_RecordReview", "Gateway_MeetingDue");
  private static final List<String> MET =
      List.of(
          "UserTask_HoldReviewMeeting", "ServiceTask_RecordReviewMeeting", "Gateway_ReviewReady");
  private static final List<String> DECIDED =
      List.of(
          "UserTask_ApproveReview", "ServiceTask_RecordReviewApproval", "Gateway_ReviewApproved");
  private static final List<String> OPENED = List.of("ServiceTask_OpenReview");
  private static final List<String> APPROVED = List.of("EndEvent_ReviewApproved");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Jobs jobs;
  @Autowired private PlaybookPlayer player;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private Reviews reviews;
  @Autowired private Actions actions;
  @Autowired private TransactionTemplate transaction;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void noReviewIsDueAfterAMinorIncident() {
    String number = journey.toEndOfResponse(MINOR);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(CONSIDERED, List.of("EndEvent_NoReviewDue")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(reviews.countByIncidentNumber(number)).isZero();
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void brokenPromiseIsReviewedAlsoWhenThePriorityWasLoweredLater() {
    String number = journey.toInvestigation(SEVERE);
    for (int minutes : new int[] {120, 180, 216, 240}) {
      jobs.fire(number, "Timer_ReminderDue", MONDAY.plus(Duration.ofMinutes(minutes)));
    }
    journey.newFacts(number, "Only one mailbox is concerned");
    journey.stateFacts(
        number,
        with(journey.assessment(MINOR), "minutesToBusinessImpact", null, "usersAffectedPct", null));
    journey.confirm(number, fields("decision", "confirm", "loweredReason", "One mailbox"));
    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P5);
    assertThat(incidents.get(number).serviceLevelBreached(clock.instant())).isFalse();

    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));

    assertThat(desk.openTasks(number)).containsExactly("UserTask_WriteReview");
    assertThat(records.column("review", "because", number))
        .containsExactly("The promised time was exceeded.");
  }

  @Test
  void severeIncidentIsReviewedInFull() {
    String number = journey.toReview();
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REVIEW);
    assertThat(desk.candidates(number, "UserTask_WriteReview")).containsExactly("incident-manager");
    // Two days round the clock for a P1.
    assertThat(desk.due(number, "UserTask_WriteReview"))
        .isEqualTo(Instant.parse("2026-03-04T08:00:00Z"));
    journey.writeReview(number);

    assertThat(incidents.get(number).rootCauseCode()).isEqualTo("capacity");
    assertThat(desk.candidates(number, "UserTask_HoldReviewMeeting"))
        .containsExactly("incident-manager");
    assertThat(desk.due(number, "UserTask_HoldReviewMeeting"))
        .isEqualTo(Instant.parse("2026-03-05T08:00:00Z"));
    journey.meet(number, journey.meeting(List.of()));

    assertThat(desk.candidates(number, "UserTask_ApproveReview"))
        .containsExactly("exec", "major-incident-manager");
    // Ten business days.
    assertThat(desk.due(number, "UserTask_ApproveReview"))
        .isEqualTo(Instant.parse("2026-03-16T08:00:00Z"));
    clock.stopAt(Instant.parse("2026-03-05T08:00:00Z"));
    journey.approve("exec", number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(CONSIDERED, OPENED, WRITTEN, MET, DECIDED, APPROVED));
    assertThat(records.row("review", number))
        .containsEntry("depth", "full")
        .containsEntry("because", "It was a P1 incident.")
        .containsEntry("written_by", "incident-manager")
        .containsEntry("attendees", "responder,service-desk")
        .containsEntry("process_change_needed", false)
        .containsEntry("decided_by", "exec");
    assertThat(records.instant("review", "approved_at", number))
        .isEqualTo(Instant.parse("2026-03-05T08:00:00Z"));
    assertThat(incidents.get(number).state())
        .as("without actions nothing is left to improve")
        .isEqualTo(IncidentState.REVIEW);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void approvedActionsBeginTheImprovement() {
    String number =
        journey.toActions(
            List.of(
                action("Watch the disk", "responder", "high"),
                with(action("Grow the disk", "responder-2", "low"), "due", "2026-04-01")));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.IMPROVING);
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number))
        .extracting(Action::what)
        .containsExactly("Watch the disk", "Grow the disk");
    assertThat(desk.openTasks(number))
        .containsExactly("UserTask_ImplementAction", "UserTask_ImplementAction");
  }

  /** Two earlier incidents of the service had the same root cause; half a year counts. */
  @Test
  void recurrenceIsReviewedWithoutAMeeting() {
    earlier("hr", "configuration", MONDAY.minusSeconds(86_400 * 30L));
    earlier("hr", "configuration", MONDAY.minusSeconds(86_400 * 60L));
    String number = journey.toTriage(with(journey.report(MINOR), "service", "hr"));
    journey.triage(number, with(journey.triage(MINOR), "service", "hr"));
    journey.assess(number, journey.assessment(MINOR));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));

    // Five and ten business days.
    assertThat(desk.due(number, "UserTask_WriteReview"))
        .isEqualTo(Instant.parse("2026-03-09T08:00:00Z"));
    journey.writeReview(number);
    assertThat(desk.due(number, "UserTask_ApproveReview"))
        .isEqualTo(Instant.parse("2026-03-16T08:00:00Z"));
    journey.approve("major-incident-manager", number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(CONSIDERED, OPENED, WRITTEN, DECIDED, APPROVED));
    assertThat(records.row("review", number))
        .containsEntry("depth", "short")
        .containsEntry("because", "The same thing has happened before.");
  }

  @Test
  void meetingSendsTheReviewBack() {
    String number = journey.toReviewMeeting();
    journey.meet(
        number,
        with(
            journey.meeting(List.of(action("Watch the disk", "responder", "high"))),
            "outcome",
            "rework"));

    assertThat(desk.openTasks(number)).containsExactly("UserTask_WriteReview");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REVIEW);
    journey.writeReview(number);
    journey.meet(
        number, journey.meeting(List.of(action("Grow the disk", "responder-2", "medium"))));
    journey.approve("exec", number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(path(CONSIDERED, OPENED, WRITTEN, MET, WRITTEN, MET, DECIDED, APPROVED));
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number))
        .as("the later meeting counts")
        .extracting(Action::what)
        .containsExactly("Grow the disk");
  }

  @Test
  void approverSendsTheReviewBack() {
    String number =
        journey.toReviewApproval(List.of(action("Watch the disk", "responder", "high")));
    desk.complete(
        "exec",
        number,
        "UserTask_ApproveReview",
        "ServiceTask_RecordReviewApproval",
        fields("decision", "rework", "comment", "Say why nobody noticed"));

    assertThat(desk.openTasks(number)).containsExactly("UserTask_WriteReview");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REVIEW);
    assertThat(desk.variable(number, "UserTask_WriteReview", "knownFacts").toString())
        .contains("Rework: Say why nobody noticed");
    journey.writeReview(number);
    journey.meet(number, journey.meeting(List.of()));
    journey.approve("exec", number);

    assertThat(desk.path(number, PROCESS))
        .isEqualTo(
            path(CONSIDERED, OPENED, WRITTEN, MET, DECIDED, WRITTEN, MET, DECIDED, APPROVED));
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number)).isEmpty();
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void authorAndResponderDoNotApproveTheReview() {
    String number = journey.toReviewApproval(List.of());
    for (String concerned : List.of("incident-manager", "responder")) {
      records.assertRefused(
          concerned,
          number,
          "UserTask_ApproveReview",
          fields("decision", "approve"),
          "decision: second-person");
    }
    journey.approve("exec", number);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  @Test
  void incompleteReviewIsRefused() {
    String number = journey.toReview();

    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_WriteReview",
        fields("rootCauseCode", "weather", "detection", "x".repeat(4001)),
        "summary: required",
        "whatHappened: required",
        "contributingFactors: required",
        "reviewImpact: required",
        "detection: max-length",
        "rootCauseCode: choice",
        "timelineConfirmed: required",
        "processFollowed: required",
        "deviationReason: required");
    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_WriteReview",
        with(journey.review(), "processFollowed", "partly", "timelineConfirmed", false),
        "deviationReason: required",
        "timelineConfirmed: required");
  }

  @Test
  void incompleteMeetingIsRefused() {
    String number = journey.toReviewMeeting();

    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_HoldReviewMeeting",
        fields(
            "attendees",
            Spin.JSON("[]"),
            "actions",
            Spin.JSON(
                List.of(
                    fields("what", "Watch the disk"),
                    with(action("Grow the disk", "responder", "urgent"), "due", "tomorrow")))),
        "outcome: required",
        "processChangeNeeded: required",
        "attendees: required",
        "actions[1].owner: required",
        "actions[1].priority: choice",
        "actions[1].type: choice",
        "actions[2].priority: choice",
        "actions[2].due: date-time");
    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_HoldReviewMeeting",
        journey.meeting(List.of(action("Watch the disk", "somebody", "high"))),
        "actions[1].owner: known-person");
  }

  @Test
  void approvalWithoutADecisionOrAReasonIsRefused() {
    String number = journey.toReviewApproval(List.of());

    records.assertRefused(
        "exec",
        number,
        "UserTask_ApproveReview",
        fields("decision", "perhaps"),
        "decision: choice",
        "comment: required");
    records.assertRefused(
        "exec",
        number,
        "UserTask_ApproveReview",
        fields("decision", "rework"),
        "comment: required");
  }

  /** An incident of the past, stored past the processes. */
  private void earlier(String service, String rootCause, Instant at) {
    transaction.executeWithoutResult(
        status -> {
          Incident incident =
              new Incident(
                  incidents.nextSerial(),
                  new Report(
                      "Payslips are late",
                      "Nobody has one",
                      service,
                      null,
                      null,
                      "reporter",
                      Report.Source.IMPORT,
                      null,
                      at,
                      false,
                      PersonalData.NO,
                      false,
                      false),
                  at);
          incident.register();
          incident.classify(
              new Classification(Classification.Category.IT, null, service, false, at));
          incident.assess(
              new Assessment(3, "small", 3, "slow", Priority.P5, false, at),
              null,
              "service-desk",
              "nobody else");
          incident.startResponse("responder", at);
          incident.contain(at);
          incident.startRecovery();
          incident.resolve("responder", at, at);
          incident.foundRootCause(rootCause);
          incidents.save(incident);
        });
  }

  @Test
  void reopenedIncidentIsReviewedOnceMoreAndTheFirstReviewStays() {
    String number = journey.toActions(List.of(action("Watch the disk", "responder", "high")));
    implementAction(number);
    journey.sendNotices(number);
    // The service was down; the playbook for that is a duty like any other.
    player.begin(number);
    player.play(number, "RestoreServicePlaybook", "UserTask_AskRecentChange"::equals);
    journey.close(number);

    desk.change("service-desk", number, "reopen", "changeNote", "Down again");
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    desk.complete(
        "incident-manager",
        number,
        "UserTask_WriteReview",
        "ServiceTask_RecordReview",
        with(journey.review(), "summary", "Mail stood still again"));
    journey.meet(number, journey.meeting(List.of(action("Buy a disk", "responder", "high"))));
    journey.approve("exec", number);

    assertThat(desk.paths(number, PROCESS)).hasSize(2);
    assertThat(reviews.findByIncidentNumberOrderByRound(number))
        .extracting(review -> review.text().summary())
        .containsExactly("Mail stood still", "Mail stood still again");
    assertThat(reviews.findByIncidentNumberOrderByRound(number)).allMatch(Review::isApproved);
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number))
        .extracting(Action::what, Action::state)
        .containsExactly(
            tuple("Watch the disk", Action.State.DONE), tuple("Buy a disk", Action.State.OPEN));
    implementAction(number);
    assertThat(actions.findByIncidentNumberOrderByRoundAscPositionAsc(number))
        .extracting(Action::state)
        .containsOnly(Action.State.DONE);
    assertThat(desk.openTasks(number)).contains("UserTask_CloseIncident");
  }

  private void implementAction(String number) {
    desk.complete(
        "responder",
        number,
        "UserTask_ImplementAction",
        "ServiceTask_RecordActionProgress",
        fields("outcome", "done", "doneAt", desk.now(), "verifiedBy", "service-desk"));
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
