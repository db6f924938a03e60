package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.incident.IncidentState.ASSESSED;
import static org.ims.incident.IncidentState.CLOSED;
import static org.ims.incident.IncidentState.CONTAINED;
import static org.ims.incident.IncidentState.ON_HOLD;
import static org.ims.incident.IncidentState.RECOVERING;
import static org.ims.incident.IncidentState.RESOLVED;
import static org.ims.incident.IncidentState.RESPONDING;
import static org.ims.incident.IncidentState.TRIAGE;
import static org.ims.incident.IncidentTransitionsTest.incidentIn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What changes the course of an incident in whichever state it is: other teams, other incidents.
 */
class IncidentRelativesTest {

  private static final Instant LATER = Instant.parse("2026-03-05T08:00:00Z");
  private static final Set<IncidentState> AT_WORK =
      Set.of(ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD);

  @ParameterizedTest
  @EnumSource
  void isHandedOverWhileATeamWorksOnIt(IncidentState state) {
    Incident incident = incidentIn(state);
    if (AT_WORK.contains(state)) {
      incident.handOver("responder-network", "It is the cable");
      incident.handOver("responder-mail", "It is not");
      assertThat(incident.state()).isEqualTo(state);
      assertThat(incident.team()).isEqualTo("responder-mail");
      assertThat(incident.teamBecause()).isEqualTo("It is not");
      assertThat(incident.handOverCount()).isEqualTo(2);
    } else {
      assertThatThrownBy(() -> incident.handOver("responder-network", "It is the cable"))
          .isInstanceOf(IllegalTransitionException.class);
      assertThat(incident).usingRecursiveComparison().isEqualTo(incidentIn(state));
    }
  }

  @ParameterizedTest
  @EnumSource
  void becomesAChildWhileItIsOpen(IncidentState state) {
    Incident parent = incidentIn(TRIAGE, 1);
    Incident child = incidentIn(state, 2);
    if (state.isFinal()) {
      assertThatThrownBy(() -> child.becomeChildOf(parent))
          .isInstanceOf(IllegalTransitionException.class);
      assertThat(child.parent()).isNull();
    } else {
      child.becomeChildOf(parent);
      assertThat(child.parent()).isEqualTo(parent.number());
      assertThat(child.state()).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isAParentWhileItIsOpen(IncidentState state) {
    Incident child = incidentIn(TRIAGE, 2);
    if (state.isFinal()) {
      assertThatThrownBy(() -> child.becomeChildOf(incidentIn(state, 7)))
          .isInstanceOf(IllegalTransitionException.class);
      assertThat(child.parent()).isNull();
    } else {
      child.becomeChildOf(incidentIn(state, 7));
      assertThat(child.parent()).isNotNull();
    }
  }

  @Test
  void isNeitherItsOwnParentNorAGrandchild() {
    Incident parent = incidentIn(TRIAGE, 1);
    Incident child = incidentIn(TRIAGE, 2);
    assertThatThrownBy(() -> parent.becomeChildOf(parent))
        .isInstanceOf(InvalidInputException.class);
    child.becomeChildOf(parent);
    Incident grandchild = incidentIn(TRIAGE, 3);
    assertThatThrownBy(() -> grandchild.becomeChildOf(child))
        .isInstanceOf(InvalidInputException.class);
    assertThat(grandchild.parent()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void closesWithItsParentFromAnyOpenState(IncidentState state) {
    if (state.isFinal()) {
      return;
    }
    Incident parent = incidentIn(RESOLVED, 1);
    Incident child = incidentIn(state, 2);
    child.becomeChildOf(parent);
    assertThatThrownBy(() -> child.closeWithParent(parent, LATER))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(child.state()).isEqualTo(state);
    parent.verify("reporter", LATER);
    parent.foundRootCause("capacity");
    parent.close(
        ClosureVerdict.of(parent.number(), List.of()),
        Classification.Category.SUPPLIER,
        null,
        LATER);

    child.closeWithParent(parent, LATER);

    assertThat(child.state()).isEqualTo(CLOSED);
    assertThat(child.closedAt()).isEqualTo(LATER);
    assertThat(child.resolvedAt()).isEqualTo(parent.resolvedAt());
    assertThat(child.resolvedBy()).isEqualTo(parent.resolvedBy());
    assertThat(child.verifiedBy()).isEqualTo("reporter");
    assertThat(child.rootCauseCode()).isEqualTo("capacity");
    assertThat(child.finalCategory()).isEqualTo(Classification.Category.SUPPLIER);
    assertThat(child.holdReason()).isNull();
    assertThatThrownBy(() -> child.closeWithParent(parent, LATER))
        .isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void isNotClosedWithAnIncidentThatIsNotItsParent() {
    Incident stranger = incidentIn(CLOSED, 1);
    Incident incident = incidentIn(RESPONDING, 2);
    assertThatThrownBy(() -> incident.closeWithParent(stranger, LATER))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(incident.state()).isEqualTo(RESPONDING);
  }

  @Test
  void isCommandedByNobodyOnceItEndsEarly() {
    Incident commanded = incidentIn(RESPONDING);
    commanded.promoteMajor("m", "Half the town", LATER);
    commanded.command("c", null, "s", "First", LATER);
    commanded.cancel("A drill", LATER);
    assertThat(commanded.majorCommanded()).isFalse();
    assertThat(commanded.commander()).isNull();
    assertThat(commanded.major()).isEqualTo(MajorIncident.ACCEPTED);

    Incident proposed = incidentIn(RESPONDING);
    proposed.proposeMajor();
    proposed.markDuplicate("INC-2026-000001", "Same event", LATER);
    assertThat(proposed.majorUndecided()).isFalse();
  }

  @Test
  void forgetsOnReopeningWhatDidNotHold() {
    Incident incident = incidentIn(RESOLVED);
    incident.verify("reporter", LATER);
    incident.close(ClosureVerdict.of(incident.number(), List.of()), null, null, LATER);

    incident.reopen(LATER, Duration.ofDays(30));

    assertThat(incident.resolvedAt()).isNull();
    assertThat(incident.verifiedAt()).isNull();
    assertThat(incident.closedAt()).isNull();
    assertThat(incident.reopenCount()).isEqualTo(1);
  }

  @Test
  void isNotReopenedWhenNobodyEverAssessedIt() {
    Incident parent = incidentIn(RESOLVED, 1);
    Incident child = incidentIn(TRIAGE, 2);
    child.becomeChildOf(parent);
    parent.close(ClosureVerdict.of(parent.number(), List.of()), null, null, LATER);
    child.closeWithParent(parent, LATER);
    assertThatThrownBy(() -> child.reopen(LATER, Duration.ofDays(30)))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("never assessed");
    assertThat(child.state()).isEqualTo(CLOSED);
  }

  @Test
  void comesBackAsAnotherIncidentWithTheSameReport() {
    Incident original = incidentIn(CLOSED);
    Incident followUp = Incident.followUp(43, original, LATER);
    assertThat(followUp.state()).isEqualTo(IncidentState.REPORTED);
    assertThat(followUp.followUpOf()).isEqualTo(original.number());
    assertThat(followUp.number()).isNotEqualTo(original.number());
    assertThat(followUp.recordedAt()).isEqualTo(LATER);
    assertThat(followUp.report())
        .isNotSameAs(original.report())
        .usingRecursiveComparison()
        .isEqualTo(original.report());
    assertThat(original.state()).isEqualTo(CLOSED);
  }
}
