package org.ims.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.ims.engine.EngineClock;
import org.ims.incident.HoldReason;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A promise that moves is moved everywhere: on the incident, in its processes, on its tasks. */
@ImsTest
class ServiceLevelsTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private ServiceLevels serviceLevels;
  @Autowired private TargetChanges changes;
  @Autowired private Incidents incidents;
  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private RuntimeService runtime;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void everyChangeOfTargetsIsKeptWithItsReason() {
    String number = journey.toInvestigation(SEVERE);
    clock.stopAt(Instant.parse("2026-03-02T09:00:00Z"));
    serviceLevels.promise(number, p3("Only one team is hindered"));

    // 24 business hours from Monday, 9:00 in Berlin.
    assertDueEverywhere(number, Instant.parse("2026-03-04T12:00:00Z"));
    assertThat(changes.findByIncidentNumberOrderById(number))
        .extracting(TargetChange::priority, TargetChange::resolveDue, TargetChange::reason)
        .containsExactly(
            tuple(null, null, null),
            tuple(Priority.P1, Instant.parse("2026-03-02T12:00:00Z"), null),
            tuple(Priority.P3, Instant.parse("2026-03-04T12:00:00Z"), "Only one team is hindered"));
  }

  @Test
  void whileTheClockStandsStillNothingIsDue() {
    String number = journey.toInvestigation(SEVERE);
    desk.claim("responder", number, "UserTask_Investigate");
    clock.stopAt(Instant.parse("2026-03-02T11:00:00Z"));
    serviceLevels.pause(number, HoldReason.VENDOR);

    assertThat(incidents.get(number).serviceLevel().resolveDue()).isNull();
    assertThat(desk.task(number, "UserTask_Investigate").getDueDate()).isNull();
    assertThat(resolveDues(number)).isNotEmpty().containsOnlyNulls();

    clock.stopAt(Instant.parse("2026-03-04T20:00:00Z"));
    serviceLevels.resume(number);
    // One of the four hours was left.
    assertDueEverywhere(number, Instant.parse("2026-03-04T21:00:00Z"));
    assertThat(records.instant("service_level_pause", "paused_at", number))
        .isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
    assertThat(records.instant("service_level_pause", "resumed_at", number))
        .isEqualTo(Instant.parse("2026-03-04T20:00:00Z"));
  }

  @Test
  void aReopenedIncidentIsPromisedAnew() {
    String number = journey.toInvestigation(SEVERE);
    clock.stopAt(Instant.parse("2026-03-20T10:00:00Z"));
    serviceLevels.restart(number);

    assertDueEverywhere(number, Instant.parse("2026-03-20T14:00:00Z"));
  }

  private void assertDueEverywhere(String number, Instant due) {
    assertThat(incidents.get(number).serviceLevel().resolveDue()).isEqualTo(due);
    assertThat(desk.due(number, "UserTask_Investigate")).isEqualTo(due);
    assertThat(resolveDues(number)).isNotEmpty().containsOnly(Date.from(due));
  }

  private List<Object> resolveDues(String number) {
    String[] instances =
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
            .map(ProcessInstance::getId)
            .toArray(String[]::new);
    return runtime
        .createVariableInstanceQuery()
        .processInstanceIdIn(instances)
        .variableName("resolveDue")
        .list()
        .stream()
        .map(VariableInstance::getValue)
        .toList();
  }

  private static Targets p3(String reason) {
    return new Targets(
        Priority.P3, "PT4H", "PT4H15M", "PT24H", "business-hours", "P1D", "P5D", "P2D", reason);
  }
}
