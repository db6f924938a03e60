package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MAJOR;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ims.engine.EngineClock;
import org.ims.incident.Assessment;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.ims.incident.ServiceLevel;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
@PassesEveryNode("IncidentTriage")
class IncidentTriageTest {

  private static final String PROCESS = "IncidentTriage";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> TRIAGED =
      List.of("UserTask_TriageIncident", "ServiceTask_RecordTriage", "Gateway_Kind");

  private static final List<String> ASSESSED =
      List.of("CallActivity_Assessment", "EndEvent_IncidentAssessed");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private Questions questions;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void incidentIsAssessedByTheTables() {
    String number = journey.toTriage(MAJOR);
    assertThat(desk.due(number, "UserTask_TriageIncident"))
        .isEqualTo(Instant.parse("2026-03-02T08:15:00Z"));
    assertThat(desk.candidates(number, "UserTask_TriageIncident")).containsExactly("service-desk");
    assertThat(desk.task(number, "UserTask_TriageIncident").getName())
        .isEqualTo("Triage incident: " + number + " - Mail is down");

    clock.stopAt(Instant.parse("2026-03-02T08:05:00Z"));
    journey.triage(number, journey.triage(MAJOR));
    assertThat(desk.due(number, "UserTask_AssessImpact"))
        .isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
    assertThat(desk.candidates(number, "UserTask_AssessImpact"))
        .containsExactly("incident-manager", "service-desk");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);

    clock.stopAt(Instant.parse("2026-03-02T08:10:00Z"));
    journey.assess(number, journey.assessment(MAJOR));

    assertThat(work(number)).isEqualTo(path(TRIAGED, ASSESSED));
    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.ASSESSED);
    assertThat(incident.acknowledgedAt()).isEqualTo(Instant.parse("2026-03-02T08:05:00Z"));
    assertThat(incident.classification())
        .isEqualTo(
            new Classification(
                Classification.Category.IT,
                null,
                "mail",
                true,
                Instant.parse("2026-03-02T08:05:00Z")));
    assertThat(incident.assessment())
        .isEqualTo(
            new Assessment(
                1,
                "A critical service is down.",
                1,
                "There is no workaround and the business is hit within an hour.",
                Priority.P1,
                false,
                Instant.parse("2026-03-02T08:10:00Z"),
                1,
                1,
                null,
                "service-desk"));
    assertThat(incident.serviceLevel())
        .isEqualTo(
            new ServiceLevel(
                Instant.parse("2026-03-02T08:15:00Z"),
                Instant.parse("2026-03-02T08:30:00Z"),
                Instant.parse("2026-03-02T12:00:00Z"),
                "24x7",
                "P1D",
                "P5D",
                "P2D"));
    assertThat(incident.team()).isEqualTo("responder-workplace");
    assertThat(incident.teamBecause()).isEqualTo("The team that owns the service takes it.");
    assertThat(desk.candidates(number, "UserTask_Investigate"))
        .containsExactly("responder-workplace");
    assertThat(desk.due(number, "UserTask_Investigate"))
        .isEqualTo(Instant.parse("2026-03-02T12:00:00Z"));
    assertThat(records.outbox(number)).containsExactly("acknowledgement/1 PENDING");
  }

  /** P5 counts business days: ten of them after Monday is Monday in two weeks. */
  @Test
  void minorIncidentIsPromisedInBusinessTime() {
    String number = journey.toInvestigation(MINOR);

    Incident incident = incidents.get(number);
    assertThat(incident.priority()).isEqualTo(Priority.P5);
    assertThat(incident.serviceLevel())
        .isEqualTo(
            new ServiceLevel(
                Instant.parse("2026-03-03T08:00:00Z"),
                Instant.parse("2026-03-04T08:00:00Z"),
                Instant.parse("2026-03-16T08:00:00Z"),
                "business-hours",
                "P1D",
                "P5D",
                "P2D"));
    assertThat(desk.due(number, "UserTask_Investigate"))
        .isEqualTo(Instant.parse("2026-03-16T08:00:00Z"));
  }

  @Test
  void serviceDeskCorrectsTheServiceOfTheReport() {
    String number = journey.toTriage(MAJOR);
    journey.triage(number, with(journey.triage(MAJOR), "service", "network"));
    journey.assess(number, journey.assessment(MAJOR));

    assertThat(incidents.get(number).service()).isEqualTo("network");
    assertThat(incidents.get(number).report().service()).isEqualTo("mail");
    assertThat(incidents.get(number).team()).isEqualTo("responder-network");
    assertThat(desk.variable(number, "UserTask_Investigate", "service")).isEqualTo("network");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "false-alarm"})
  void whatIsNoIncidentIsRejected(String kind) {
    String number = journey.toTriage(MAJOR);
    journey.triage(number, fields("kind", kind, "reason", "You asked for a new mailbox"));

    assertThat(work(number))
        .isEqualTo(
            path(
                TRIAGED,
                List.of(
                    "ServiceTask_RejectIncident",
                    "ServiceTask_ExplainRejection",
                    "EndEvent_IncidentNotPursued")));
    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.REJECTED);
    assertThat(incident.endReason()).isEqualTo("You asked for a new mailbox");
    assertThat(incident.acknowledgedAt()).isEqualTo(MONDAY);
    assertThat(incident.closedAt()).isEqualTo(MONDAY);
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "rejection/1 PENDING");
    assertThat(records.lastNotice(number))
        .contains("You asked for a new mailbox")
        .doesNotContain("same event");
    assertThat(desk.openTasks(number)).isEmpty();
  }

  @Test
  void duplicateIsMarkedAndNamesItsOriginal() {
    String original = journey.toTriage(MAJOR);
    String number = journey.toTriage(MAJOR);
    journey.triage(
        number, fields("kind", "duplicate", "duplicateOf", original, "reason", "Same mail server"));

    assertThat(work(number))
        .isEqualTo(
            path(
                TRIAGED,
                List.of(
                    "ServiceTask_MarkDuplicate",
                    "ServiceTask_ExplainRejection",
                    "EndEvent_IncidentNotPursued")));
    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.DUPLICATE);
    assertThat(incident.duplicateOf()).isEqualTo(original);
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "rejection/1 PENDING");
    assertThat(records.lastNotice(number)).contains(original, "Same mail server");
    assertThat(incidents.get(original).state()).isEqualTo(IncidentState.TRIAGE);
  }

  @Test
  void unclearReportIsAnswered() {
    String number = journey.toTriage(MAJOR);
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.AWAITING_INFO);
    assertThat(desk.candidates(number, "UserTask_AnswerQuestion"))
        .containsExactly("@reporter", "service-desk");
    assertThat(desk.due(number, "UserTask_AnswerQuestion"))
        .isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
    assertThat(jobs.due(number, "Timer_NoAnswer")).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
    assertThat(desk.variable(number, "UserTask_AnswerQuestion", "question"))
        .isEqualTo("Which server?");
    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "question/1 PENDING");
    assertThat(records.lastNotice(number)).contains("Which server?");

    answer(number, "mail-1");

    jobs.assertNone(number, "Timer_NoAnswer");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(desk.variable(number, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Asked: Which server?", "Answered: mail-1");
    journey.triage(number, journey.triage(MAJOR));
    assertThat(work(number))
        .isEqualTo(
            path(
                TRIAGED,
                List.of(
                    "ServiceTask_AskReporter",
                    "UserTask_AnswerQuestion",
                    "ServiceTask_RecordAnswer"),
                TRIAGED,
                List.of("CallActivity_Assessment")));
  }

  @Test
  void unclearReportGoesBackToTriageWithoutAnAnswerInTime() {
    String number = journey.toTriage(MAJOR);
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));
    assertThat(jobs.due(number, "Timer_NoAnswer")).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));

    jobs.fire(number, "Timer_NoAnswer", Instant.parse("2026-03-03T08:00:00Z"));

    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(desk.variable(number, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Asked: Which server?", "Answered: no answer in time");
    assertThat(work(number))
        .isEqualTo(
            path(
                TRIAGED,
                List.of(
                    "ServiceTask_AskReporter",
                    "UserTask_AnswerQuestion",
                    "Timer_NoAnswer",
                    "ServiceTask_RecordNoAnswer",
                    "UserTask_TriageIncident")));
    assertThat(questions.findByIncidentNumberOrderById(number))
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.isOpen()).isFalse();
              assertThat(question.answer()).isNull();
            });
  }

  @Test
  void reporterIsAskedAgain() {
    String number = journey.toTriage(MAJOR);
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));
    answer(number, "No idea");
    clock.stopAt(Instant.parse("2026-03-02T09:00:00Z"));
    journey.triage(number, fields("kind", "need-info", "reason", "Which building?"));

    assertThat(desk.due(number, "UserTask_AnswerQuestion"))
        .isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    assertThat(desk.variable(number, "UserTask_AnswerQuestion", "question"))
        .isEqualTo("Which building?");
    answer(number, "The old one");

    assertThat(records.outbox(number))
        .containsExactly("acknowledgement/1 PENDING", "question/1 PENDING", "question/2 PENDING");
    assertThat(desk.variable(number, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Answered: No idea", "Answered: The old one");
    assertThat(incidents.get(number).acknowledgedAt())
        .as("the first look counts")
        .isEqualTo(MONDAY);
    List<String> round =
        path(
            TRIAGED,
            List.of(
                "ServiceTask_AskReporter", "UserTask_AnswerQuestion", "ServiceTask_RecordAnswer"));
    List<String> expected = new ArrayList<>(round);
    expected.addAll(round.subList(1, round.size()));
    expected.add("UserTask_TriageIncident");
    assertThat(work(number)).isEqualTo(expected);
  }

  /** The form writes back what it shows, so a value filled in must survive the next question. */
  @Test
  void serviceDeskConfirmsWhatIsFilledIn() {
    String number = journey.toTriage(with(desk.report(), "service", "payments"));

    assertThat(desk.variables(number, "UserTask_TriageIncident"))
        .containsEntry("criticalFunction", true)
        .containsEntry("awareAt", "2026-03-02T08:00:00Z");
  }

  @Test
  void triageWithoutAKindIsRefused() {
    String number = journey.toTriage(MAJOR);

    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields("kind", null),
        "kind: required",
        "reason: required");
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields("kind", "problem", "reason", "x".repeat(4001)),
        "kind: choice",
        "reason: max-length");
  }

  @Test
  void triageOfAnIncidentWithoutItsFactsIsRefused() {
    String number = journey.toTriage(MAJOR);

    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields(
            "kind",
            "incident",
            "service",
            "",
            "awareAt",
            "2026-03-02T08:00:01Z",
            "criticalFunction",
            "perhaps"),
        "category: required",
        "service: required",
        "awareAt: not-in-future",
        "criticalFunction: yes-no");
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        with(journey.triage(MAJOR), "service", "telegraph"),
        "service: known-service");
  }

  @Test
  void duplicateOfNothingOrOfItselfIsRefused() {
    String number = journey.toTriage(MAJOR);

    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields("kind", "duplicate"),
        "reason: required",
        "duplicateOf: required");
    for (String original : List.of("INC-2026-999999", "the other one", number)) {
      assertDuplicateRefused(number, original, "known-incident");
    }
  }

  @Test
  void duplicateOfADuplicateIsRefusedSoThatOneCarriesOn() {
    String original = journey.toTriage(MAJOR);
    String number = journey.toTriage(MAJOR);
    takeForDuplicate(number, original);

    assertDuplicateRefused(original, number, "other-incident");
  }

  /** Recorded one after the other, before the process has marked either. */
  @Test
  void ofTwoThatAreTakenForEachOthersDuplicatesOneCarriesOn() {
    String original = journey.toTriage(MAJOR);
    String number = journey.toTriage(MAJOR);
    desk.submit("service-desk", number, "UserTask_TriageIncident", duplicateOf(original));

    assertDuplicateRefused(original, number, "other-incident");

    jobs.run(number, "ServiceTask_RecordTriage");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.DUPLICATE);
    assertThat(incidents.get(original).state()).isEqualTo(IncidentState.TRIAGE);
  }

  @Test
  void childrenOfADuplicateGoToItsOriginal() {
    String original = journey.toTriage(MAJOR);
    String number = journey.toTriage(MAJOR);
    String child = journey.toTriage(MAJOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", number);
    assertDuplicateRefused(number, child, "other-incident");

    takeForDuplicate(number, original);

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.DUPLICATE);
    assertThat(incidents.get(child).parent()).isEqualTo(original);
  }

  @Test
  void childrenOfWhatIsNoIncidentGoOnAlone() {
    String number = journey.toTriage(MAJOR);
    String child = journey.toTriage(MAJOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", number);

    journey.triage(number, fields("kind", "false-alarm", "reason", "A test of the siren"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REJECTED);
    assertThat(incidents.get(child).parent()).isNull();
  }

  private void assertDuplicateRefused(String number, String original, String rule) {
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        duplicateOf(original),
        "duplicateOf: " + rule);
  }

  private static Map<String, Object> duplicateOf(String original) {
    return fields("kind", "duplicate", "reason", "Same server", "duplicateOf", original);
  }

  private void takeForDuplicate(String number, String original) {
    journey.triage(number, duplicateOf(original));
  }

  @Test
  void emptyAnswerIsRefused() {
    String number = journey.toTriage(MAJOR);
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));

    records.assertRefused(
        "reporter", number, "UserTask_AnswerQuestion", fields("answer", "  "), "answer: required");
  }

  private void answer(String number, String answer) {
    desk.complete(
        "reporter",
        number,
        "UserTask_AnswerQuestion",
        "ServiceTask_RecordAnswer",
        fields("answer", answer));
  }

  @Test
  void reportThatNobodyLooksAtIsWatchedUntilItsPromiseIsBroken() {
    String number = journey.toTriage(MAJOR);
    jobs.fire(number, "Timer_ReminderDue", MONDAY.plus(Duration.ofSeconds(450)));
    jobs.fire(number, "Timer_ReminderDue", MONDAY.plus(Duration.ofSeconds(675)));
    jobs.fire(number, "Timer_ReminderDue", MONDAY.plus(Duration.ofMinutes(15)));

    assertThat(desk.path(number, PROCESS))
        .containsExactlyInAnyOrder(
            "StartEvent_TriageDue",
            "Gateway_TriageAndWatch",
            "UserTask_TriageIncident",
            "CallActivity_ServiceLevelWatch",
            "EndEvent_WatchOver");
    journey.triage(number, journey.triage(MAJOR));
    assertThat(desk.openTasks(number)).containsExactly("UserTask_AssessImpact");
  }

  @Test
  void whatIsAcknowledgedIsWatchedNoMore() {
    String number = journey.toTriage(MAJOR);
    jobs.assertDue(number, "Timer_ReminderDue", MONDAY.plus(Duration.ofSeconds(450)));
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));

    jobs.assertNone(number, "Timer_ReminderDue");
  }

  /** The steps of triage, without what goes on beside it. */
  private List<String> work(String number) {
    return desk.path(number, PROCESS).stream()
        .filter(element -> !element.equals("CallActivity_ServiceLevelWatch"))
        .filter(element -> !element.equals("Gateway_TriageAndWatch"))
        .toList();
  }

  /** The path from the start, through all these parts. */
  @SafeVarargs
  private static List<String> path(List<String>... parts) {
    List<String> path = new ArrayList<>(List.of("StartEvent_TriageDue"));
    for (List<String> part : parts) {
      path.addAll(part);
    }
    return path;
  }
}
