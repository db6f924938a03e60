package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.incident.Classification;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.testing.DecisionTable;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
@PassesEveryNode("IncidentClosure")
class IncidentClosureTest {

  private static final String TASK = "UserTask_CloseIncident";
  private static final Instant FRIDAY = Instant.parse("2026-03-06T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-20T08:00:00Z");

  private static final Map<String, Object> CLOSE =
      fields("outcome", "close", "finalCategory", "it");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private ClosureGate gate;
  @Autowired private List<ClosureCheck> checks;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(FRIDAY);
  }

  @Test
  void recordIsClosed() {
    String number = journey.toEndOfResponse(MINOR);
    // Two business days after Friday are on Tuesday.
    assertThat(desk.due(number, TASK)).isEqualTo(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(desk.candidates(number, TASK)).containsExactly("incident-manager");
    journey.sendNotices(number);
    clock.stopAt(Instant.parse("2026-03-09T08:00:00Z"));
    desk.submit(
        "incident-manager", number, TASK, with(CLOSE, "finalCategory", "supplier", "cost", 99.95));

    assertThat(desk.path(number, "IncidentClosure"))
        .containsExactly(
            "StartEvent_ClosureDue",
            "ServiceTask_OpenClosure",
            "ServiceTask_CountOpenDuties",
            "BusinessRuleTask_ClosureGate",
            TASK,
            "ServiceTask_RecordClosure",
            "Gateway_Closed",
            "EndEvent_RecordClosed");
    Incident closed = incidents.get(number);
    assertThat(closed.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(closed.closedAt()).isEqualTo(Instant.parse("2026-03-09T08:00:00Z"));
    assertThat(closed.finalCategory()).isEqualTo(Classification.Category.SUPPLIER);
    assertThat(closed.costEur()).isEqualByComparingTo("99.95");
    assertThat(desk.isOver(number)).isTrue();
  }

  @Test
  void categoryOfTriageStaysWhenNoOtherIsChosen() {
    String number = journey.toEndOfResponse(MINOR);
    journey.sendNotices(number);
    desk.submit("incident-manager", number, TASK, fields("outcome", "close", "cost", ""));

    assertThat(incidents.get(number).finalCategory()).isEqualTo(Classification.Category.IT);
    assertThat(incidents.get(number).costEur()).isNull();
  }

  @Test
  void costThatPeopleToldIsOffered() {
    String number = journey.toRecovery(MINOR);
    journey.recover(
        number,
        with(
            journey.recovery(),
            "resourcesUsed",
            Spin.JSON("[{\"person\":\"Disks Ltd\",\"cost\":400.5}]")));
    journey.verify("reporter", number, fields("verified", "yes"));

    assertThat(desk.variable(number, TASK, "cost")).isEqualTo(400.5);
    assertThat(desk.variable(number, TASK, "knownFacts").toString())
        .contains("Effort so far: 0 hours and EUR 400.50 by 1");
  }

  @Test
  void openDutyRefusesTheClosure() {
    String number = journey.toEndOfResponse(MINOR);
    assertThat(desk.variable(number, TASK, "closureGate"))
        .isEqualTo(
            "Notices about it that have not been sent yet: 2.\t/api/incidents/%s\t%s"
                .formatted(number, number));

    records.assertRefused("incident-manager", number, TASK, CLOSE, "pendingNotices: open-duty");

    journey.sendNotices(number);
    desk.submit("incident-manager", number, TASK, CLOSE);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void listIsShownAnew() {
    String number = journey.toEndOfResponse(MINOR);
    journey.addTask(number, "Call the supplier", "responder", LATER);
    journey.sendNotices(number);
    desk.submit("incident-manager", number, TASK, fields("outcome", "check-again"));

    String step = desk.task(number, "UserTask_DoAdHocTask").getId();
    assertThat(desk.variable(number, TASK, "closureGate"))
        .isEqualTo(
            "Tasks that somebody was given and that are still open: 1.\t#/?task="
                + step
                + "\tCall the supplier: "
                + number
                + " - Mail is down");
    journey.doTask("responder", number);
    desk.submit("incident-manager", number, TASK, fields("outcome", "check-again"));

    assertThat(desk.variable(number, TASK, "closureGate")).isEqualTo("");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESOLVED);
    journey.close(number);
    assertThat(desk.path(number, "IncidentClosure"))
        .containsSubsequence(
            "Gateway_Closed", "ServiceTask_CountOpenDuties", TASK, "EndEvent_RecordClosed");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void everyOpenDutyIsNamedInPlainWords() {
    String number = journey.toContainment(MINOR);
    journey.contain(number, journey.temporaryContainment(LATER));
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.addTask(number, "Call the supplier", "responder", LATER);
    journey.addTask(number, "Call the customer", "responder", LATER);

    assertThat(catchThrowable(() -> desk.submit("incident-manager", number, TASK, CLOSE)))
        .hasMessageContaining("Tasks that somebody was given and that are still open: 2.")
        .hasMessageContaining(
            "Temporary measures that are still in place, with no risk accepted: 1.")
        .hasMessageContaining("Notices about it that have not been sent yet: 2.");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESOLVED);
    desk.submit("incident-manager", number, TASK, fields("outcome", "check-again"));
    assertThat(desk.variable(number, TASK, "closureGate").toString().lines())
        .hasSize(4)
        .filteredOn(line -> line.contains("#/?task="))
        .hasSize(3);
  }

  @Test
  void acceptedRiskLetsPass() {
    String number = journey.toContainment(MINOR);
    journey.contain(number, journey.temporaryContainment(LATER));
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.sendNotices(number);
    records.assertRefused(
        "incident-manager", number, TASK, CLOSE, "liveCountermeasures: open-duty");
    desk.complete(
        "responder",
        number,
        "UserTask_RemoveCountermeasure",
        "ServiceTask_RecordRemoval",
        fields(
            "outcome", "keep",
            "keepReason", "Better so",
            "keepFor", "good",
            "riskOwner", "risk-owner"));
    records.assertRefused(
        "incident-manager", number, TASK, CLOSE, "liveCountermeasures: open-duty");
    desk.complete(
        "risk-owner",
        number,
        "UserTask_AcceptRisk",
        "ServiceTask_RecordRiskDecision",
        fields("decision", "accept", "riskReason", "Small"));

    journey.close(number);
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void dutiesOfChildrenAndOfDuplicatesCountToo() {
    String number = journey.toEndOfResponse(MINOR);
    journey.sendNotices(number);
    String child = journey.toInvestigation(MINOR);
    desk.change("service-desk", child, "link-parent", "otherIncident", number);
    journey.addTask(child, "Call the supplier", "responder", LATER);
    String duplicate = journey.toContainment(MINOR);
    journey.contain(duplicate, journey.temporaryContainment(LATER));
    desk.change(
        "service-desk", duplicate, "merge", "otherIncident", number, "changeNote", "The same");

    records.assertRefused(
        "incident-manager",
        number,
        TASK,
        CLOSE,
        "openAdHocTasks: open-duty",
        "liveCountermeasures: open-duty");
    journey.doTask("responder", child);
    desk.submit("incident-manager", number, TASK, fields("outcome", "check-again"));
    assertThat(desk.variable(number, TASK, "closureGate").toString())
        .startsWith("Temporary measures");
  }

  /** The process leads to closure past all of them, so each is asked here where it is open. */
  @Test
  void gateCountsEachDutyWhileItIsOpen() {
    assertThat(gate.facts(journey.toVerification(MINOR))).containsEntry("unverifiedResolutions", 1);
    assertThat(gate.facts(journey.toInvestigation(MINOR))).containsEntry("otherOpenSteps", 1);
    assertThat(gate.facts(journey.toReview()))
        .containsEntry("unverifiedResolutions", 0)
        .containsEntry("unapprovedReviews", 1)
        .containsEntry("missingRootCauses", 1)
        .containsEntry("otherOpenSteps", 0)
        .containsEntry("openActions", 0);
    String improving =
        journey.toActions(List.of(Journey.action("Watch the disk", "responder", "high")));
    assertThat(gate.facts(improving))
        .containsEntry("unapprovedReviews", 0)
        .containsEntry("missingRootCauses", 0)
        .containsEntry("vagueActions", 0)
        .containsEntry("openActions", 1);
    assertThat(gate.facts(journey.toTriage(SEVERE))).containsEntry("runningPlaybooks", 0);
  }

  /** A check that the table does not read blocks nothing; a column that nobody fills never does. */
  @Test
  void tableReadsWhatTheComponentsCount() {
    Set<String> counted = checks.stream().map(ClosureCheck::key).collect(Collectors.toSet());

    assertThat(new DecisionTable("response/ClosureGate").inputs().keySet()).isEqualTo(counted);
  }

  @Test
  void impossibleValuesAreRefused() {
    String number = journey.toEndOfResponse(MINOR);
    journey.sendNotices(number);

    records.assertRefused("incident-manager", number, TASK, fields(), "outcome: required");
    records.assertRefused(
        "incident-manager",
        number,
        TASK,
        fields("outcome", "close", "finalCategory", "weather", "cost", -0.01),
        "finalCategory: choice",
        "cost: range");
  }
}
