package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.engine.Occurrences;
import org.ims.incident.HoldReason;
import org.ims.incident.IllegalTransitionException;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ImsTest
@PassesEveryNode("IncidentResponse")
class IncidentResponseTest {

  private static final String PROCESS = "IncidentResponse";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> INVESTIGATED =
      List.of("UserTask_Investigate", "ServiceTask_RecordInvestigation");
  private static final List<String> CONTAINED =
      List.of("UserTask_Contain", "ServiceTask_RecordContainment", "Gateway_Contained");
  private static final List<String> RECOVERED =
      List.of("UserTask_Recover", "ServiceTask_RecordRecovery", "Gateway_Recovered");
  private static final List<String> RESOLVED =
      List.of(
          "ServiceTask_ResolveIncident",
          "ServiceTask_AnnounceResolution",
          "UserTask_VerifyResolution");
  private static final List<String> VERIFIED =
      List.of("ServiceTask_RecordVerification", "Gateway_Verified");
  private static final List<String> END = List.of("EndEvent_ResolutionVerified");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private Containments containments;
  @Autowired private Recoveries recoveries;
  @Autowired private EngineClock clock;
  @Autowired private JdbcClient jdbc;
  @Autowired private Occurrences occurrences;
  @Autowired private Waiting waiting;
  @Autowired private PlatformTransactionManager transactions;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void incidentIsInvestigatedContainedRecoveredAndVerified() {
    String number = journey.toInvestigation(MINOR);
    clock.stopAt(Instant.parse("2026-03-02T08:20:00Z"));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ASSESSED);
    desk.claim("responder", number, "UserTask_Investigate");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(incidents.get(number).responder()).isEqualTo("responder");
    assertThat(incidents.get(number).respondedAt())
        .isEqualTo(Instant.parse("2026-03-02T08:20:00Z"));
    journey.investigate(number);

    assertThat(desk.due(number, "UserTask_Contain"))
        .isEqualTo(Instant.parse("2026-03-16T08:00:00Z"));
    assertThat(desk.candidates(number, "UserTask_Contain")).containsExactly("responder-network");
    clock.stopAt(Instant.parse("2026-03-02T09:00:00Z"));
    journey.contain(number, journey.containment());
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CONTAINED);
    assertThat(incidents.get(number).containedAt())
        .isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));

    assertThat(desk.due(number, "UserTask_Recover"))
        .isEqualTo(Instant.parse("2026-03-16T08:00:00Z"));
    assertThat(desk.candidates(number, "UserTask_Recover")).containsExactly("responder-network");
    desk.claim("responder", number, "UserTask_Recover");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RECOVERING);
    clock.stopAt(Instant.parse("2026-03-02T10:00:00Z"));
    journey.recover(
        number,
        with(
            journey.recovery(),
            "recoveredAt",
            "2026-03-02T09:50:00Z",
            "resourcesUsed",
            Spin.JSON("[{\"person\":\"Robin\",\"hours\":1.5,\"cost\":90},{\"person\":\"Ravi\"}]")));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(desk.candidates(number, "UserTask_VerifyResolution"))
        .containsExactly("@reporter", "incident-manager", "service-desk");
    // One business day, and five of them: Monday 11:00 in Berlin to Tuesday, and to next Monday.
    assertThat(desk.due(number, "UserTask_VerifyResolution"))
        .isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
    assertThat(jobs.due(number, "Timer_NoObjection"))
        .isEqualTo(Instant.parse("2026-03-09T10:00:00Z"));
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "resolution/1 PENDING");
    assertThat(records.lastNotice(number)).contains("Monday 2026-03-09 10:00");
    clock.stopAt(Instant.parse("2026-03-02T11:00:00Z"));
    journey.verify("reporter", number, fields("verified", "yes"));

    assertThat(work(number))
        .isEqualTo(path(INVESTIGATED, CONTAINED, RECOVERED, RESOLVED, VERIFIED, END));
    jobs.assertNone(number, "Timer_NoObjection");
    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(incident.recoveredAt()).isEqualTo(Instant.parse("2026-03-02T09:50:00Z"));
    assertThat(incident.resolvedAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    assertThat(incident.resolvedBy()).isEqualTo("responder");
    assertThat(incident.verifiedAt()).isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
    assertThat(incident.verifiedBy()).isEqualTo("reporter");
    assertThat(records.row("recovery", number)).containsEntry("succeeded", true);
    assertThat(records.effort(number)).containsExactly("Robin 1.50 90.00", "Ravi null null");
    assertThat(records.outbox(number)).hasSize(2);
  }

  @Test
  void failedContainmentGoesBackToInvestigation() {
    String number = journey.toContainment(SEVERE);
    journey.contain(number, with(journey.containment(), "outcome", "failed"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(incidents.get(number).containedAt()).isNull();
    assertThat(desk.variable(number, "UserTask_Investigate", "knownFacts").toString())
        .contains("Containment failed: Queue stopped (mail-1)");
    journey.investigate(number);
    journey.contain(number, journey.containment());

    assertThat(work(number))
        .isEqualTo(
            path(INVESTIGATED, CONTAINED, INVESTIGATED, CONTAINED, List.of("UserTask_Recover")));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CONTAINED);
    assertThat(containments.findByIncidentNumberOrderById(number))
        .extracting(Containment::succeeded)
        .containsExactly(false, true);
  }

  @Test
  void temporaryContainmentKeepsItsWayBackAndItsDate() {
    String number = journey.toContainment(SEVERE);
    journey.contain(
        number,
        with(
            journey.containment(),
            "temporary",
            "yes",
            "undoPlan",
            "Open the port",
            "expiresAt",
            "2026-03-09"));

    assertThat(records.row("containment", number))
        .containsEntry("temporary", true)
        .containsEntry("undo_plan", "Open the port");
    // A date alone means until the end of that day.
    assertThat(records.instant("containment", "expires_at", number))
        .isEqualTo(Instant.parse("2026-03-09T23:59:59Z"));
  }

  @Test
  void failedRecoveryGoesBackToInvestigation() {
    String number = journey.toRecovery(SEVERE);
    journey.recover(number, with(journey.recovery(), "outcome", "failed"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(desk.variable(number, "UserTask_Investigate", "knownFacts").toString())
        .contains("Recovery failed: Disk grown");
    assertThat(records.outbox(number)).containsExactly("acknowledgement/1 PENDING");
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());

    assertThat(work(number))
        .isEqualTo(
            path(INVESTIGATED, CONTAINED, RECOVERED, INVESTIGATED, CONTAINED, RECOVERED, RESOLVED));
    assertThat(recoveries.findByIncidentNumberOrderById(number))
        .extracting(Recovery::succeeded)
        .containsExactly(false, true);
  }

  @Test
  void resolutionThatDoesNotHoldGoesBackToInvestigation() {
    String number = journey.toVerification(SEVERE);
    journey.verify("reporter", number, fields("verified", "no", "comment", "Still no mail"));

    Incident refuted = incidents.get(number);
    assertThat(refuted.state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(refuted.resolvedAt()).isNull();
    assertThat(refuted.resolvedBy()).isNull();
    jobs.assertNone(number, "Timer_NoObjection");
    assertThat(desk.variable(number, "UserTask_Investigate", "knownFacts").toString())
        .contains("Not verified: Still no mail");
    clock.stopAt(Instant.parse("2026-03-03T08:00:00Z"));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());

    assertThat(jobs.due(number, "Timer_NoObjection"))
        .isEqualTo(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(records.outbox(number))
        .containsExactly(
            "acknowledgement/1 PENDING", "resolution/1 PENDING", "resolution/2 PENDING");
    journey.verify("reporter", number, fields("verified", "yes"));
    assertThat(work(number))
        .isEqualTo(
            path(
                INVESTIGATED,
                CONTAINED,
                RECOVERED,
                RESOLVED,
                VERIFIED,
                INVESTIGATED,
                CONTAINED,
                RECOVERED,
                RESOLVED,
                VERIFIED,
                END));
  }

  @Test
  void silenceConfirmsTheResolution() {
    String number = journey.toVerification(MINOR);
    assertThat(jobs.due(number, "Timer_NoObjection"))
        .isEqualTo(Instant.parse("2026-03-09T08:00:00Z"));

    jobs.fire(number, "Timer_NoObjection", Instant.parse("2026-03-09T08:00:00Z"));

    assertThat(work(number))
        .isEqualTo(
            path(
                INVESTIGATED,
                CONTAINED,
                RECOVERED,
                RESOLVED,
                List.of(
                    "Timer_NoObjection",
                    "ServiceTask_ReadMajorIncident",
                    "Gateway_MajorIncident",
                    "ServiceTask_ConfirmBySilence",
                    "EndEvent_ResolutionConfirmed")));
    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(incident.verifiedBy()).isEqualTo("system");
    assertThat(incident.verifiedAt()).isEqualTo(Instant.parse("2026-03-09T08:00:00Z"));
    assertThat(desk.openTasks(number)).containsExactly("UserTask_CloseIncident");
  }

  /** Monday in a week, and the Monday after it: five business days each. */
  @Test
  void silenceNeverConfirmsAMajorIncident() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROMOTE");
    journey.formTeam(number, journey.team());
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    assertThat(records.lastNotice(number))
        .contains("so we do not close it without a word")
        .doesNotContain("we take it as a yes");
    journey.command("responder-2", number, journey.standDown());

    jobs.fire(number, "Timer_NoObjection", Instant.parse("2026-03-09T08:00:00Z"));

    assertThat(incidents.get(number).verifiedAt()).isNull();
    assertThat(desk.openTasks(number)).containsExactly("UserTask_VerifyResolution");
    assertThat(desk.due(number, "UserTask_VerifyResolution"))
        .isEqualTo(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(records.outbox(number)).contains("major-unverified/1 PENDING");
    assertThat(records.lastNotice(number)).contains("silence is no answer");
    jobs.fire(number, "Timer_NoObjection", Instant.parse("2026-03-16T08:00:00Z"));
    assertThat(records.outbox(number)).contains("major-unverified/2 PENDING");
    journey.verify("reporter", number, fields("verified", "yes"));

    List<String> reminded =
        List.of(
            "Timer_NoObjection",
            "ServiceTask_ReadMajorIncident",
            "Gateway_MajorIncident",
            "ServiceTask_RemindOfVerification",
            "UserTask_VerifyResolution");
    assertThat(work(number))
        .isEqualTo(
            path(INVESTIGATED, CONTAINED, RECOVERED, RESOLVED, reminded, reminded, VERIFIED, END));
    assertThat(incidents.get(number).verifiedBy()).isEqualTo("reporter");
  }

  @Test
  void severeIncidentIsNotVerifiedByWhoResolvedIt() {
    String number = journey.toVerification(SEVERE);
    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P1);

    records.assertRefused(
        "responder",
        number,
        "UserTask_VerifyResolution",
        fields("verified", "yes"),
        "verified: second-person");

    journey.verify("responder-2", number, fields("verified", "yes"));
    assertThat(incidents.get(number).verifiedBy()).isEqualTo("responder-2");
  }

  /** Whoever sees that their own work does not hold must be able to say so. */
  @Test
  void resolverMayTakeBackASevereResolutionAndConfirmAMinorOne() {
    String severe = journey.toVerification(SEVERE);
    journey.verify("responder", severe, fields("verified", "no", "comment", "It came back"));
    assertThat(incidents.get(severe).state()).isEqualTo(IncidentState.RESPONDING);

    String minor = journey.toVerification(MINOR);
    journey.verify("responder", minor, fields("verified", "yes"));
    assertThat(incidents.get(minor).verifiedBy()).isEqualTo("responder");
  }

  @Test
  void fieldsOfTheFormsDoNotStayInTheProcess() {
    String number = journey.toVerification(SEVERE);

    assertThat(desk.variables(number, "UserTask_VerifyResolution").keySet())
        .containsExactlyInAnyOrder(
            "incidentNumber",
            "title",
            "service",
            "reporter",
            "priority",
            "team",
            "resolveDue",
            "contained",
            "recovered",
            "verifyDue",
            "confirmDue",
            "resolutionRound",
            "knownFacts");
  }

  @Test
  void investigationWithoutFindingsIsRefused() {
    String number = journey.toInvestigation(SEVERE);

    records.assertRefused(
        "responder",
        number,
        "UserTask_Investigate",
        fields(
            "findings",
            "",
            "hypothesis",
            "x".repeat(4001),
            "affectedAssets",
            17,
            "rootCauseKnown",
            "perhaps"),
        "findings: required",
        "hypothesis: max-length",
        "affectedAssets: text",
        "rootCauseKnown: yes-no");
  }

  @Test
  void containmentWithoutItsFactsIsRefused() {
    String number = journey.toContainment(SEVERE);

    records.assertRefused(
        "responder",
        number,
        "UserTask_Contain",
        fields(
            "outcome",
            "perhaps",
            "target",
            "x".repeat(256),
            "startedAt",
            "2026-03-02T08:00:01Z",
            "temporary",
            "yes"),
        "outcome: choice",
        "action: required",
        "target: max-length",
        "startedAt: not-in-future",
        "undoPlan: required",
        "expiresAt: required");
    records.assertRefused(
        "responder",
        number,
        "UserTask_Contain",
        with(
            journey.containment(),
            "temporary",
            "yes",
            "undoPlan",
            "Open the port",
            "expiresAt",
            "2026-03-02T08:00:00Z"),
        "expiresAt: in-future");
  }

  @Test
  void recoveryWithoutItsFactsIsRefused() {
    String number = journey.toRecovery(SEVERE);

    records.assertRefused(
        "responder",
        number,
        "UserTask_Recover",
        fields(
            "recoveredAt",
            "2026-13-02",
            "resourcesUsed",
            Spin.JSON("[{\"hours\":-1},{\"person\":\"Robin\",\"cost\":\"much\"},7]")),
        "outcome: required",
        "steps: required",
        "recoveredAt: date-time",
        "verification: required",
        "resourcesUsed[1].person: required",
        "resourcesUsed[1].hours: range",
        "resourcesUsed[2].cost: number",
        "resourcesUsed: rows");
  }

  @Test
  void verificationWithoutAnAnswerOrWithoutAReasonIsRefused() {
    String number = journey.toVerification(SEVERE);

    records.assertRefused(
        "reporter",
        number,
        "UserTask_VerifyResolution",
        fields(),
        "verified: required",
        "comment: required");
    records.assertRefused(
        "reporter",
        number,
        "UserTask_VerifyResolution",
        fields("verified", "no", "comment", " "),
        "comment: required");
  }

  @Test
  void theWorkIsWatchedUntilItsEnd() {
    String number = journey.toInvestigation(SEVERE);

    assertThat(desk.path(number, PROCESS))
        .containsExactlyInAnyOrder(
            "StartEvent_ResponseDue",
            "Gateway_WorkAndWatch",
            "UserTask_Investigate",
            "CallActivity_EscalationLadder",
            "CallActivity_ServiceLevelWatch");
    jobs.assertDue(number, "Timer_ReminderDue", MONDAY.plus(Duration.ofHours(2)));
    jobs.assertDue(number, "Timer_EscalationDue", MONDAY.plus(Duration.ofMinutes(5)));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));

    jobs.assertNone(number, "Timer_ReminderDue");
    jobs.assertNone(number, "Timer_EscalationDue");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_WriteReview");
  }

  /** As happens when the record was closed by other means than its process. */
  @Test
  void whatIsOverIsNeitherWatchedNorEscalated() {
    String number = journey.toInvestigation(MINOR);
    jdbc.sql("update incident set closed_at = now() where number = ?").param(number).update();
    occurrences.happened(number, "Msg_TaskClaimed");
    occurrences.happened(number, "Msg_TaskGivenBack");
    occurrences.happened(number, "Msg_ServiceLevelMoved");

    assertThat(desk.path(number, PROCESS))
        .contains("EndEvent_EscalationOver", "EndEvent_WatchOver");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
  }

  @Test
  void whileAVendorIsAwaitedTheClockStandsStillAndNothingIsCompleted() {
    String number = journey.toContainment(SEVERE);
    clock.stopAt(Instant.parse("2026-03-02T09:00:00Z"));
    hold(number, "vendor", "The vendor sends a disk");

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ON_HOLD);
    assertThat(incidents.get(number).serviceLevel().resolveDue()).isNull();
    assertThat(desk.task(number, "UserTask_Contain").getDueDate()).isNull();
    assertThat(desk.candidates(number, "UserTask_ResumeIncident"))
        .containsExactly("incident-manager", "responder-workplace", "service-desk");
    // Five business days after Monday, 10:00 in Berlin.
    assertThat(desk.due(number, "UserTask_ResumeIncident"))
        .isEqualTo(Instant.parse("2026-03-09T09:00:00Z"));
    jobs.assertDue(number, "Timer_HoldOver", Instant.parse("2026-03-09T09:00:00Z"));
    assertThat(desk.variable(number, "UserTask_ResumeIncident", "knownFacts").toString())
        .contains("The clock stands still", "Waited for the vendor: The vendor sends a disk");
    jobs.assertNone(number, "Timer_ReminderDue");
    jobs.assertNone(number, "Timer_EscalationDue");
    records.assertRefused(
        "responder", number, "UserTask_Contain", journey.containment(), "onHold: on-hold");
    assertThatThrownBy(() -> hold(number, "caller", "And a call"))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("ON_HOLD");
    assertThat(records.count("hold", number)).isEqualTo(1);
    records.assertRefused(
        "responder",
        number,
        "UserTask_ResumeIncident",
        fields("resumeNote", " "),
        "resumeNote: required");

    clock.stopAt(Instant.parse("2026-03-03T09:00:00Z"));
    resume(number);

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
    // Three of the four hours were left.
    assertThat(desk.due(number, "UserTask_Contain"))
        .isEqualTo(Instant.parse("2026-03-03T12:00:00Z"));
    jobs.assertDue(number, "Timer_ReminderDue", Instant.parse("2026-03-03T10:00:00Z"));
    jobs.assertNone(number, "Timer_HoldOver");
    assertThat(records.row("hold", number))
        .containsEntry("held_by", "system")
        .containsEntry("resumed_by", "responder")
        .containsEntry("resume_note", "It came");
    journey.contain(number, journey.containment());
    assertThat(desk.variable(number, "UserTask_Recover", "knownFacts").toString())
        .contains("Resumed: It came");
  }

  @Test
  void holdEndsByItselfAndTheTeamIsTold() {
    String number = journey.toContainment(SEVERE);
    hold(number, "change", "The change board meets");
    assertThat(incidents.get(number).serviceLevel().resolveDue())
        .as("a change is our own work")
        .isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));

    jobs.fire(number, "Timer_HoldOver", Instant.parse("2026-03-09T08:00:00Z"));
    jobs.run(number, "ServiceTask_TellHoldOver");

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Contain");
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "hold-over/1 PENDING", "hold-over/1 PENDING");
    assertThat(records.lastNotice(number)).contains("The change board meets");
    // Nobody had claimed it before, so the ladder begins anew.
    jobs.assertDue(number, "Timer_EscalationDue", Instant.parse("2026-03-09T08:05:00Z"));
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "StartEvent_HoldRequested",
            "BusinessRuleTask_HoldDecision",
            "ServiceTask_HoldIncident",
            "Gateway_ResumesByItself",
            "UserTask_ResumeIncident",
            "Timer_HoldOver",
            "ServiceTask_TellHoldOver",
            "ServiceTask_ResumeIncident",
            "EndEvent_IncidentResumed");
    // It may be held again.
    hold(number, "caller", "Nobody answers");
    resume(number);
    assertThat(records.count("hold", number)).isEqualTo(2);
  }

  @Test
  void legalHoldEndsByTheWordOfLegalAlone() {
    String number = journey.toContainment(SEVERE);
    hold(number, "legal", "The police takes an image");

    jobs.assertNone(number, "Timer_HoldOver");
    assertThat(desk.candidates(number, "UserTask_LiftLegalHold")).containsExactly("legal");
    assertThat(desk.task(number, "UserTask_LiftLegalHold").getDueDate()).isNull();
    records.assertRefused(
        "responder", number, "UserTask_Contain", journey.containment(), "onHold: on-hold");
    records.assertRefused(
        "legal", number, "UserTask_LiftLegalHold", fields(), "releaseNote: required");
    desk.complete(
        "legal",
        number,
        "UserTask_LiftLegalHold",
        "ServiceTask_RecordLegalRelease",
        fields("releaseNote", "The image is taken"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Contain");
  }

  @Test
  void whatNobodyWorksOnCannotWait() {
    String number = journey.toInvestigation(SEVERE);

    assertThatThrownBy(() -> hold(number, "caller", "No answer"))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("ASSESSED");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
  }

  @Test
  void holdMayFollowAnotherInOneTransaction() {
    String number = journey.toInvestigation(MINOR);
    desk.claim("responder", number, "UserTask_Investigate");

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              waiting.hold(
                  number,
                  HoldReason.VENDOR,
                  "A disk",
                  new Waiting.Effect(true, null, null),
                  "desk");
              waiting.resume(number);
              waiting.hold(
                  number,
                  HoldReason.CALLER,
                  "A call",
                  new Waiting.Effect(true, null, null),
                  "desk");
            });

    assertThat(records.count("hold", number)).isEqualTo(2);
    assertThat(incidents.get(number).holdReason()).isEqualTo(HoldReason.CALLER);
  }

  private void hold(String number, String reason, String note) {
    assertThat(
            occurrences.happened(
                number, "Msg_HoldRequested", Map.of("holdReason", reason, "holdNote", note)))
        .isEqualTo(1);
  }

  private void resume(String number) {
    desk.complete(
        "responder",
        number,
        "UserTask_ResumeIncident",
        "ServiceTask_RecordResumption",
        fields("resumeNote", "It came"));
  }

  /** The steps of the work, without what goes on beside it. */
  private List<String> work(String number) {
    return desk.path(number, PROCESS).stream()
        .filter(element -> !element.startsWith("CallActivity_"))
        .filter(element -> !element.equals("Gateway_WorkAndWatch"))
        .toList();
  }

  /** The path from the start, through all these parts. */
  @SafeVarargs
  private static List<String> path(List<String>... parts) {
    List<String> path = new ArrayList<>(List.of("StartEvent_ResponseDue"));
    for (List<String> part : parts) {
      path.addAll(part);
    }
    return path;
  }
}
