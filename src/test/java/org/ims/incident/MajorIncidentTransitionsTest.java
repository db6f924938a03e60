package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of an incident to a major one and back: every step from every point of it. */
class MajorIncidentTransitionsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-02T09:00:00Z");

  /** Each way ends at a point of its own, and is named by it. */
  private static final Map<String, List<String>> WAYS =
      new TreeMap<>(
          Map.of(
              "none", List.of(),
              "undecided", List.of("propose"),
              "kept", List.of("propose", "keep"),
              "rejected", List.of("propose", "reject"),
              "promoted", List.of("promote"),
              "commanded", List.of("promote", "command"),
              "demoted", List.of("promote", "command", "demote"),
              "stood down", List.of("promote", "command", "standDown")));

  private static final Map<String, Consumer<Incident>> STEPS =
      Map.of(
          "propose", Incident::proposeMajor,
          "keep", incident -> incident.keepMajor("m", "Not yet", NOW),
          "reject", incident -> incident.rejectMajor("m", "One office", NOW),
          "promote", incident -> incident.promoteMajor("m", "All offices", NOW),
          "command", incident -> incident.command("c", "d", "s", "Named", NOW),
          "demote", incident -> incident.demoteMajor("c", "One office", NOW),
          "standDown", incident -> incident.standDownMajor(NOW));

  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "propose", Set.of("none", "undecided", "kept", "rejected", "demoted", "stood down"),
          "keep", Set.of("undecided"),
          "reject", Set.of("undecided"),
          "promote", Set.of("none", "undecided", "kept", "rejected", "demoted", "stood down"),
          "command", Set.of("promoted", "commanded"),
          "demote", Set.of("promoted", "commanded"),
          "standDown", Set.of("promoted", "commanded"));

  static Stream<Arguments> everyStepFromEveryPoint() {
    return WAYS.keySet().stream()
        .flatMap(point -> STEPS.keySet().stream().map(step -> Arguments.of(point, step)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyStepFromEveryPoint")
  void isAllowedOrThrowsAndChangesNothing(String point, String step) {
    Incident incident = at(point);
    if (ALLOWED.get(step).contains(point)) {
      STEPS.get(step).accept(incident);
    } else {
      assertThatThrownBy(() -> STEPS.get(step).accept(incident))
          .isInstanceOf(IllegalTransitionException.class);
      assertThat(incident).usingRecursiveComparison().isEqualTo(at(point));
    }
  }

  /** Also when it was demoted: what was grave enough for a command is not closed by silence. */
  @Test
  void commandIsNotForgotten() {
    assertThat(WAYS.keySet().stream().filter(point -> at(point).commandedAsMajor()))
        .containsExactlyInAnyOrder("promoted", "commanded", "demoted", "stood down");
  }

  @Test
  void pointsDiffer() {
    assertThat(at("undecided").major()).isEqualTo(MajorIncident.CANDIDATE);
    assertThat(at("undecided").majorUndecided()).isTrue();
    assertThat(at("kept").major()).isEqualTo(MajorIncident.CANDIDATE);
    assertThat(at("kept").majorUndecided()).isFalse();
    assertThat(at("rejected").major()).isEqualTo(MajorIncident.NONE);
    assertThat(at("promoted").major()).isEqualTo(MajorIncident.ACCEPTED);
    assertThat(at("promoted").majorCommanded()).isTrue();
    assertThat(at("demoted").major()).isEqualTo(MajorIncident.DEMOTED);
    assertThat(at("stood down").major()).isEqualTo(MajorIncident.ACCEPTED);
    for (String point : List.of("kept", "rejected", "demoted", "stood down")) {
      assertThat(at(point).majorCommanded()).as(point).isFalse();
      assertThat(at(point).commander()).as(point).isNull();
    }
  }

  @Test
  void rejectionLeadsBackToWhatItWas() {
    Incident demoted = at("demoted");
    demoted.proposeMajor();
    demoted.proposeMajor();
    demoted.rejectMajor("m", "Still one office", LATER);
    assertThat(demoted.major()).isEqualTo(MajorIncident.DEMOTED);
    assertThat(demoted.majorDecidedAt()).isEqualTo(LATER);
  }

  @Test
  void handOverEndsTheCommandBeforeIt() {
    Incident incident = at("commanded");
    incident.command("e", null, "s", "End of shift", LATER);
    assertThat(incident.commander()).isEqualTo("e");
    assertThat(incident.currentCommand().commander()).isEqualTo("e");
    assertThat(incident.commands())
        .extracting(Command::commander, Command::from, Command::until)
        .containsExactly(tuple("c", NOW, LATER), tuple("e", LATER, null));
    assertThat(incident.wasCommandedBy("c")).isTrue();
    assertThat(incident.wasCommandedBy("e")).isTrue();
    assertThat(incident.wasCommandedBy("d")).as("the deputy never commanded").isFalse();
    incident.demoteMajor("e", "One office", LATER);
    assertThat(incident.currentCommand()).isNull();
    assertThat(incident.wasCommandedBy("c")).isTrue();
  }

  @Test
  void commandStandsDownOnlyWhenTheIncidentIsResolved() {
    Incident incident = assessed();
    incident.promoteMajor("m", "All offices", NOW);
    assertThatThrownBy(() -> incident.standDownMajor(NOW))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("ASSESSED");
    assertThat(incident.majorCommanded()).isTrue();
  }

  @Test
  void nothingIsProposedBeforeTheAssessmentOrAfterTheEnd() {
    Incident reported = reported();
    reported.register();
    Incident cancelled = reported();
    cancelled.cancel("A mistake", NOW);
    for (Incident incident : List.of(reported, cancelled)) {
      assertThatThrownBy(incident::proposeMajor).isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(() -> incident.promoteMajor("m", "All offices", NOW))
          .isInstanceOf(IllegalTransitionException.class);
      assertThat(incident.major()).isEqualTo(MajorIncident.NONE);
    }
  }

  @Test
  void commandEndsWithTheIncident() {
    Incident incident = assessed();
    incident.promoteMajor("m", "All offices", NOW);
    incident.command("c", null, null, "Named", NOW);
    incident.cancel("A mistake", LATER);
    assertThat(incident.majorCommanded()).isFalse();
    assertThat(incident.commander()).isNull();
    assertThat(incident.commands()).extracting(Command::until).containsExactly(LATER);
    Incident undecided = assessed();
    undecided.proposeMajor();
    undecided.cancel("A mistake", LATER);
    assertThat(undecided.majorUndecided()).isFalse();
  }

  @Test
  void everyDecisionNeedsAReason() {
    Incident incident = at("undecided");
    for (String missing : new String[] {null, " "}) {
      assertThatThrownBy(() -> incident.keepMajor("m", missing, NOW))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> incident.rejectMajor("m", missing, NOW))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> incident.promoteMajor("m", missing, NOW))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(incident).usingRecursiveComparison().isEqualTo(at("undecided"));
  }

  private static Incident at(String point) {
    Incident incident = assessed();
    incident.startResponse("r", NOW);
    incident.contain(NOW);
    incident.startRecovery();
    incident.resolve("r", NOW, NOW);
    WAYS.get(point).forEach(step -> STEPS.get(step).accept(incident));
    return incident;
  }

  private static Incident assessed() {
    Incident incident = reported();
    incident.register();
    incident.assess(
        new Assessment(1, "big", 1, "fast", Priority.P1, false, NOW), null, "service-desk", "");
    return incident;
  }

  private static Incident reported() {
    return new Incident(
        1,
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
            false),
        NOW);
  }
}
