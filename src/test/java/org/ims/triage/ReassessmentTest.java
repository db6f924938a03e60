package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MAJOR;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.engine.TeamTasks;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** New facts of an incident that is being worked on. */
@ImsTest
class ReassessmentTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-02T09:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Jobs jobs;
  @Autowired private TaskService tasks;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private TeamTasks teams;
  @Autowired private EngineClock clock;
  @Autowired private TransactionTemplate transactions;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void raisedPriorityCountsFromTheStartAndReachesEveryProcess() {
    String number = journey.toInvestigation(MINOR);
    desk.claim("responder", number, "UserTask_Investigate");
    assertThat(desk.task(number, "UserTask_Investigate").getPriority()).isEqualTo(20);

    clock.stopAt(LATER);
    journey.newFacts(number, "Emergency calls fail as well");

    assertThat(desk.due(number, "UserTask_AssessImpact"))
        .isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
    assertThat(desk.variables(number, "UserTask_AssessImpact"))
        .containsEntry("newFacts", "Emergency calls fail as well\n(responder)")
        .containsEntry("reassessment", true)
        .containsEntry("serviceState", "ok")
        .containsEntry("workaround", "full")
        .containsEntry("spreading", "no")
        .containsEntry("category", "it")
        .containsEntry("service", "telephony");
    journey.stateFacts(number, with(journey.assessment(MAJOR), "usersAffected", 200));
    assertThat(desk.variables(number, "UserTask_ConfirmAssessment"))
        .containsEntry("reassessment", true)
        .containsEntry("priorityLowered", false)
        .containsEntry(
            "lastAssessment",
            """
            P5 since 2026-03-02 08:00 UTC, confirmed by service-desk
            Impact: 3 - low. No reason for a higher impact is known.
            Urgency: 3 - low. No reason for a higher urgency is known.
            Team: responder-network. The team that owns the service takes it."""
                .stripTrailing());
    assertThat(desk.variable(number, "UserTask_ConfirmAssessment", "tablesSaid").toString())
        .startsWith("Priority: P2\n")
        .contains("resolved by 2026-03-02 16:00 UTC (calendar 24x7)");
    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P5);
    journey.confirm(number, fields("decision", "confirm"));

    Incident incident = incidents.get(number);
    assertThat(incident.state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(incident.priority()).isEqualTo(Priority.P2);
    assertThat(incident.assessment().classifiedAt()).isEqualTo(LATER);
    assertThat(incident.reassessmentCount()).isOne();
    assertThat(incident.reclassificationCount()).isZero();
    assertThat(incident.serviceLevel().resolveDue())
        .as("eight hours from the report")
        .isEqualTo(Instant.parse("2026-03-02T16:00:00Z"));
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    assertThat(desk.task(number, "UserTask_Investigate").getPriority()).isEqualTo(80);
    assertThat(desk.task(number, "UserTask_Investigate").getAssignee())
        .as("the same team goes on")
        .isEqualTo("responder");
    assertThat(desk.due(number, "UserTask_Investigate"))
        .isEqualTo(Instant.parse("2026-03-02T16:00:00Z"));
    assertThat(desk.variable(number, "UserTask_Investigate", "priority")).isEqualTo("P2");

    journey.investigate(number);
    assertThat(desk.variable(number, "UserTask_Contain", "knownFacts").toString())
        .contains("New facts: Emergency calls fail as well (responder)");
  }

  @Test
  void loweredPriorityNeedsAReason() {
    String number = journey.toInvestigation(SEVERE);
    clock.stopAt(LATER);
    journey.newFacts(number, "Only one mailbox is concerned");
    journey.stateFacts(
        number,
        with(journey.assessment(MINOR), "minutesToBusinessImpact", null, "usersAffectedPct", null));

    assertThat(desk.variable(number, "UserTask_ConfirmAssessment", "priorityLowered"))
        .isEqualTo(true);
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_ConfirmAssessment",
        fields("decision", "confirm"),
        "loweredReason: required");
    journey.confirm(
        number, fields("decision", "confirm", "loweredReason", "One mailbox, used by nobody"));

    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P5);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ASSESSED);
    assertThat(desk.task(number, "UserTask_Investigate").getPriority()).isEqualTo(20);
    assertThat(desk.due(number, "UserTask_Investigate"))
        .isEqualTo(incidents.get(number).serviceLevel().resolveDue())
        .isAfter(Instant.parse("2026-03-02T16:00:00Z"));
    assertThat(rows(number)).containsExactly("null", "One mailbox, used by nobody");
  }

  @Test
  void anotherServiceLeadsToAnotherTeamAndIsCounted() {
    String number = journey.toInvestigation(SEVERE);
    desk.claim("responder", number, "UserTask_Investigate");
    journey.newFacts(number, "It is the router");
    records.assertRefused(
        "service-desk",
        number,
        "UserTask_AssessImpact",
        with(journey.assessment(SEVERE), "service", "telegraph", "category", "weather"),
        "service: known-service",
        "category: choice");
    journey.assess(number, with(journey.assessment(SEVERE), "service", "network"));

    Incident incident = incidents.get(number);
    assertThat(incident.service()).isEqualTo("network");
    assertThat(incident.classification().category()).isEqualTo(Classification.Category.IT);
    assertThat(incident.reclassificationCount()).isOne();
    assertThat(incident.team()).isEqualTo("responder-network");
    assertThat(desk.candidates(number, "UserTask_Investigate"))
        .containsExactly("responder-network");
    assertThat(desk.task(number, "UserTask_Investigate").getAssignee())
        .as("the other team claims it anew")
        .isNull();
    assertThat(desk.variable(number, "UserTask_Investigate", "service")).isEqualTo("network");
    assertThat(desk.variable(number, "UserTask_Investigate", "team"))
        .isEqualTo("responder-network");
  }

  @Test
  void incidentThatWasHandedOverStaysWithItsTeam() {
    String number = journey.toInvestigation(SEVERE);
    transactions.executeWithoutResult(
        status -> {
          incidents.get(number).handOver("responder-platform", "The storage is theirs");
          teams.handOver(number, "responder-platform");
        });
    journey.newFacts(number, "All of the storage is full");
    journey.stateFacts(number, with(journey.assessment(SEVERE), "spreading", "yes"));
    assertThat(desk.variable(number, "UserTask_ConfirmAssessment", "tablesSaid").toString())
        .contains("Team: responder-platform. The storage is theirs");
    journey.confirm(number, fields("decision", "confirm"));

    assertThat(incidents.get(number).team()).isEqualTo("responder-platform");
    assertThat(incidents.get(number).assessment().urgencyBecause())
        .isEqualTo("It is still spreading.");
    assertThat(desk.candidates(number, "UserTask_Investigate"))
        .containsExactly("responder-platform");
  }

  @Test
  void rejectedProposalIsNotMadeTwiceButTheTableMayPromote() {
    String number = journey.toInvestigation(SEVERE);
    assertThat(desk.path(number, "IncidentAssessment"))
        .contains("ServiceTask_RequestMajorIncident");
    journey.newFacts(number, "It is spreading");
    journey.assess(number, with(journey.assessment(SEVERE), "spreading", "yes"));
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");

    journey.newFacts(number, "It is the network, which is critical");
    journey.assess(number, with(journey.assessment(SEVERE), "service", "network"));
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.ACCEPTED);
    assertThat(desk.openTasks(number)).contains("UserTask_FormResponseTeam");
  }

  @Test
  void newFactsOfAResolvedIncidentChangeNothing() {
    String number = journey.toRecovery(MINOR);
    journey.newFacts(number, "It concerns everybody");
    journey.recover(number, journey.recovery());
    journey.stateFacts(number, journey.assessment(SEVERE));

    assertThat(desk.variable(number, "UserTask_ConfirmAssessment", "tablesSaid").toString())
        .startsWith("The incident is resolved meanwhile: confirming this changes nothing.");
    journey.confirm(number, fields("decision", "confirm"));

    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P5);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_VerifyResolution");
    assertThat(desk.path(number, "IncidentLifecycle")).contains("EndEvent_NewFactsConsidered");
  }

  @Test
  void twoPiecesOfNewsAreConsideredOneAfterTheOther() {
    String number = journey.toInvestigation(MINOR);
    journey.newFacts(number, "It is spreading");
    journey.newFacts(number, "A workaround is found");

    assertThat(desk.tasks(number, "UserTask_AssessImpact")).hasSize(2);
  }

  @Test
  void nothingIsConfirmedThatNewerFactsHaveOvertaken() {
    String number = journey.toInvestigation(MINOR);
    journey.newFacts(number, "A few more phones are silent");
    journey.stateFacts(number, with(journey.assessment(MINOR), "usersAffected", 3));
    journey.newFacts(number, "Emergency calls fail as well");
    journey.stateFacts(number, with(journey.assessment(MAJOR), "usersAffected", 200));

    List<Task> waiting = desk.tasks(number, "UserTask_ConfirmAssessment");
    Task overtaken = saying(waiting, "Priority: P5");
    assertThat(
            Records.namedBy(
                () -> desk.submit("service-desk", overtaken, fields("decision", "confirm"))))
        .containsExactly("decision: latest-facts");
    desk.submit("service-desk", saying(waiting, "Priority: P2"), fields("decision", "confirm"));
    jobs.run(number, "ServiceTask_RecordConfirmation");
    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P2);

    journey.confirm(number, fields("decision", "change-facts"));
    assertThat(desk.variables(number, "UserTask_AssessImpact"))
        .as("the newer facts are filled in")
        .containsEntry("usersAffected", 200.0);
    journey.stateFacts(number, with(journey.assessment(MAJOR), "usersAffected", 200));
    journey.confirm(number, fields("decision", "confirm"));

    assertThat(incidents.get(number).priority()).isEqualTo(Priority.P2);
    assertThat(incidents.get(number).serviceLevel().resolveDue())
        .isEqualTo(Instant.parse("2026-03-02T16:00:00Z"));
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
  }

  private Task saying(List<Task> waiting, String start) {
    return waiting.stream()
        .filter(task -> tasks.getVariable(task.getId(), "tablesSaid").toString().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private List<String> rows(String number) {
    return records.column("impact_assessment", "lowered_reason", number);
  }
}
