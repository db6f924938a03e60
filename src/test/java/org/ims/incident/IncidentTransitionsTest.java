package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.incident.IncidentState.*;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries every transition in every state: allowed ones arrive, all others throw and change nothing.
 */
class IncidentTransitionsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(30);

  private record Transition(
      String name, Consumer<Incident> verb, Set<IncidentState> from, IncidentState to) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Transition> TRANSITIONS =
      List.of(
          new Transition("register", Incident::register, Set.of(REPORTED), TRIAGE),
          new Transition("askReporter", Incident::askReporter, Set.of(TRIAGE), AWAITING_INFO),
          new Transition("resumeTriage", Incident::resumeTriage, Set.of(AWAITING_INFO), TRIAGE),
          new Transition("reject", i -> i.reject("not an incident", NOW), Set.of(TRIAGE), REJECTED),
          new Transition(
              "markDuplicate",
              i -> i.markDuplicate("INC-2026-000001", "same event", NOW),
              Set.of(
                  REPORTED,
                  TRIAGE,
                  AWAITING_INFO,
                  ASSESSED,
                  RESPONDING,
                  CONTAINED,
                  RECOVERING,
                  ON_HOLD),
              DUPLICATE),
          new Transition(
              "cancel",
              i -> i.cancel("a mistake", NOW),
              Set.of(
                  REPORTED,
                  TRIAGE,
                  AWAITING_INFO,
                  ASSESSED,
                  RESPONDING,
                  CONTAINED,
                  RECOVERING,
                  ON_HOLD),
              CANCELLED),
          new Transition(
              "assess",
              i -> i.assess(assessment(Priority.P2), null, "service-desk", "no owner"),
              Set.of(TRIAGE),
              ASSESSED),
          new Transition(
              "reassess",
              i -> i.reassess(assessment(Priority.P3), "service-desk", "new facts"),
              Set.of(ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD),
              null),
          new Transition(
              "reclassify",
              i ->
                  i.reclassify(
                      new Classification(Classification.Category.IT, null, "mail", false, NOW)),
              Set.of(ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD),
              null),
          new Transition(
              "startResponse", i -> i.startResponse("r", NOW), Set.of(ASSESSED), RESPONDING),
          new Transition("contain", i -> i.contain(NOW), Set.of(RESPONDING), CONTAINED),
          new Transition("startRecovery", Incident::startRecovery, Set.of(CONTAINED), RECOVERING),
          new Transition(
              "recoveryFailed", Incident::recoveryFailed, Set.of(RECOVERING), RESPONDING),
          new Transition("resolve", i -> i.resolve("r", NOW, NOW), Set.of(RECOVERING), RESOLVED),
          new Transition("verify", i -> i.verify("v", NOW), Set.of(RESOLVED), RESOLVED),
          new Transition(
              "refuteResolution", Incident::refuteResolution, Set.of(RESOLVED), RESPONDING),
          new Transition(
              "remindOfVerification", Incident::remindOfVerification, Set.of(RESOLVED), RESOLVED),
          new Transition(
              "hold",
              i -> i.hold(HoldReason.VENDOR),
              Set.of(RESPONDING, CONTAINED, RECOVERING),
              ON_HOLD),
          new Transition("resume", Incident::resume, Set.of(ON_HOLD), RECOVERING),
          new Transition("startReview", Incident::startReview, Set.of(RESOLVED), REVIEW),
          new Transition("startImprovement", Incident::startImprovement, Set.of(REVIEW), IMPROVING),
          new Transition(
              "close",
              i ->
                  i.close(
                      ClosureVerdict.of(i.number(), List.of()),
                      Classification.Category.IT,
                      BigDecimal.TEN,
                      NOW),
              Set.of(RESOLVED, REVIEW, IMPROVING),
              CLOSED),
          new Transition("reopen", i -> i.reopen(NOW, WINDOW), Set.of(CLOSED), RESPONDING));

  /** The shortest way into each state. */
  private static final Map<IncidentState, List<String>> ROUTES = new EnumMap<>(IncidentState.class);

  static {
    List<String> recovering =
        List.of("register", "assess", "startResponse", "contain", "startRecovery");
    ROUTES.put(REPORTED, List.of());
    ROUTES.put(TRIAGE, List.of("register"));
    ROUTES.put(AWAITING_INFO, List.of("register", "askReporter"));
    ROUTES.put(ASSESSED, recovering.subList(0, 2));
    ROUTES.put(RESPONDING, recovering.subList(0, 3));
    ROUTES.put(CONTAINED, recovering.subList(0, 4));
    ROUTES.put(RECOVERING, recovering);
    ROUTES.put(ON_HOLD, then(recovering, "hold"));
    ROUTES.put(RESOLVED, then(recovering, "resolve"));
    ROUTES.put(REVIEW, then(recovering, "resolve", "startReview"));
    ROUTES.put(IMPROVING, then(recovering, "resolve", "startReview", "startImprovement"));
    ROUTES.put(CLOSED, then(recovering, "resolve", "close"));
    ROUTES.put(REJECTED, List.of("register", "reject"));
    ROUTES.put(DUPLICATE, List.of("register", "markDuplicate"));
    ROUTES.put(CANCELLED, List.of("cancel"));
  }

  private static List<String> then(List<String> route, String... more) {
    List<String> longer = new ArrayList<>(route);
    longer.addAll(List.of(more));
    return longer;
  }

  static Stream<Arguments> everyTransitionInEveryState() {
    return Stream.of(IncidentState.values())
        .flatMap(state -> TRANSITIONS.stream().map(t -> Arguments.of(state, t)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyTransitionInEveryState")
  void arrivesOrThrowsAndChangesNothing(IncidentState state, Transition transition) {
    Incident incident = incidentIn(state);
    if (transition.from().contains(state)) {
      transition.verb().accept(incident);
      assertThat(incident.state()).isEqualTo(transition.to() == null ? state : transition.to());
    } else {
      assertThatThrownBy(() -> transition.verb().accept(incident))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining(state.name());
      assertThat(incident).usingRecursiveComparison().isEqualTo(incidentIn(state));
    }
  }

  @Test
  void everyStateHasARoute() {
    assertThat(ROUTES.keySet()).containsExactlyInAnyOrder(IncidentState.values());
    ROUTES.keySet().forEach(state -> assertThat(incidentIn(state).state()).isEqualTo(state));
  }

  @ParameterizedTest
  @MethodSource("heldStates")
  void resumesWhereItWasHeld(IncidentState state) {
    Incident incident = incidentIn(state);
    incident.hold(HoldReason.CALLER);
    assertThat(incident.holdReason()).isEqualTo(HoldReason.CALLER);
    incident.resume();
    assertThat(incident.state()).isEqualTo(state);
    assertThat(incident.holdReason()).isNull();
  }

  static Stream<IncidentState> heldStates() {
    return Stream.of(RESPONDING, CONTAINED, RECOVERING);
  }

  @Test
  void reopensUntilTheWindowEndsAndNotLater() {
    Incident lastMoment = incidentIn(CLOSED);
    lastMoment.reopen(NOW.plus(WINDOW), WINDOW);
    assertThat(lastMoment.reopenCount()).isEqualTo(1);
    Incident tooLate = incidentIn(CLOSED);
    assertThatThrownBy(() -> tooLate.reopen(NOW.plus(WINDOW).plusSeconds(1), WINDOW))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("30 days");
    assertThat(tooLate.state()).isEqualTo(CLOSED);
  }

  @Test
  void cannotDuplicateItself() {
    Incident incident = incidentIn(TRIAGE);
    assertThatThrownBy(() -> incident.markDuplicate(incident.number(), "same", NOW))
        .isInstanceOf(InvalidInputException.class);
    assertThat(incident.state()).isEqualTo(TRIAGE);
  }

  @Test
  void endsOnlyWithAReason() {
    Incident incident = incidentIn(TRIAGE);
    assertThatThrownBy(() -> incident.reject(" ", NOW))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsExactly("reason"));
    assertThat(incident.state()).isEqualTo(TRIAGE);
  }

  @Test
  void isBreachedOnlyAfterTheDueInstant() {
    Incident incident = incidentIn(TRIAGE);
    incident.assess(
        assessment(Priority.P1),
        new ServiceLevel(NOW, NOW, NOW, "24x7", "P1D", "P5D", "P2D"),
        "service-desk",
        "");
    assertThat(incident.serviceLevelBreached(NOW)).isFalse();
    assertThat(incident.serviceLevelBreached(NOW.plusMillis(1))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void isPromisedSomethingUntilItIsOver(IncidentState state) {
    ServiceLevel promised = new ServiceLevel(NOW, NOW, NOW, "24x7", "P1D", "P5D", "P2D");
    Incident incident = incidentIn(state);
    if (Set.of(REVIEW, IMPROVING, CLOSED, REJECTED, DUPLICATE, CANCELLED).contains(state)) {
      assertThatThrownBy(() -> incident.promise(promised))
          .isInstanceOf(IllegalTransitionException.class);
      assertThat(incident).usingRecursiveComparison().isEqualTo(incidentIn(state));
    } else {
      incident.promise(promised);
      assertThat(incident.serviceLevel()).isEqualTo(promised);
      assertThat(incident.state()).isEqualTo(state);
    }
  }

  static Incident incidentIn(IncidentState state) {
    return incidentIn(state, 42);
  }

  static Incident incidentIn(IncidentState state, long serial) {
    Report report =
        new Report(
            "Mail is down",
            "Nobody can send mail",
            "mail",
            null,
            null,
            "reporter",
            Report.Source.FORM,
            null,
            NOW,
            false,
            PersonalData.NO,
            false,
            false);
    Incident incident = new Incident(serial, report, NOW);
    for (String step : ROUTES.get(state)) {
      TRANSITIONS.stream()
          .filter(t -> t.name().equals(step))
          .findFirst()
          .orElseThrow()
          .verb()
          .accept(incident);
    }
    return incident;
  }

  private static Assessment assessment(Priority priority) {
    return new Assessment(1, "a", 2, "b", priority, false, NOW);
  }
}
