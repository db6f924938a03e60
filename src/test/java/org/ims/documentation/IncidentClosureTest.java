package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Instant;
import java.util.List;
import org.ims.engine.EngineClock;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
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

  private static final Instant FRIDAY = Instant.parse("2026-03-06T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private IncidentRecords incidentRecords;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(FRIDAY);
  }

  @Test
  void recordIsClosed() {
    String number = journey.toEndOfResponse(MINOR);
    // Two business days after Friday are on Tuesday.
    assertThat(desk.due(number, "UserTask_CloseIncident"))
        .isEqualTo(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(desk.candidates(number, "UserTask_CloseIncident"))
        .containsExactly("incident-manager");
    journey.sendNotices(number);
    clock.stopAt(Instant.parse("2026-03-09T08:00:00Z"));
    desk.submit(
        "incident-manager",
        number,
        "UserTask_CloseIncident",
        fields("finalCategory", "supplier", "cost", 99.95));

    assertThat(desk.path(number, "IncidentClosure"))
        .containsExactly(
            "StartEvent_ClosureDue",
            "ServiceTask_OpenClosure",
            "UserTask_CloseIncident",
            "ServiceTask_RecordClosure",
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
    desk.submit("incident-manager", number, "UserTask_CloseIncident", fields("cost", ""));

    assertThat(incidents.get(number).finalCategory()).isEqualTo(Classification.Category.IT);
    assertThat(incidents.get(number).costEur()).isNull();
  }

  @Test
  void openDutyRefusesTheClosure() {
    String number = journey.toEndOfResponse(MINOR);
    assertThat(desk.variables(number, "UserTask_CloseIncident"))
        .containsEntry("gateReporterInformed", false)
        .containsEntry("gateResolutionVerified", true)
        .containsEntry("gateReviewDone", true)
        .containsEntry("gateActionsDone", true);

    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_CloseIncident",
        fields("finalCategory", "it"),
        "gateReporterInformed: open-duty");

    journey.sendNotices(number);
    desk.submit(
        "incident-manager", number, "UserTask_CloseIncident", fields("finalCategory", "it"));
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
  }

  /** The process leads to closure past all of them, so each is asked here where it is open. */
  @Test
  void gateShowsEachDutyWhileItIsOpen() {
    assertThat(incidentRecords.closureGate(journey.toVerification(MINOR)))
        .containsEntry("gateResolutionVerified", false);
    assertThat(incidentRecords.closureGate(journey.toReview()))
        .containsEntry("gateResolutionVerified", true)
        .containsEntry("gateReviewDone", false)
        .containsEntry("gateActionsDone", true);
    assertThat(
            incidentRecords.closureGate(
                journey.toActions(List.of(Journey.action("Watch the disk", "responder", "high")))))
        .containsEntry("gateReviewDone", true)
        .containsEntry("gateActionsDone", false);
  }

  @Test
  void impossibleValuesAreRefused() {
    String number = journey.toEndOfResponse(MINOR);
    journey.sendNotices(number);

    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_CloseIncident",
        fields("finalCategory", "weather", "cost", -0.01),
        "finalCategory: choice",
        "cost: range");
  }
}
