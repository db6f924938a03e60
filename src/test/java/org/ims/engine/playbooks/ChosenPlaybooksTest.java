package org.ims.engine.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Records.namedBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.engine.choices.Choice;
import org.ims.engine.choices.ChoiceProvider;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PlaybookPlayer;
import org.ims.testing.PlaybookTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Which playbooks an incident runs: those of the table, those that a person chooses, and one that
 * nobody knew when the application was built.
 */
@ImsTest
class ChosenPlaybooksTest {

  private static final String SEVENTH = "PowerCutPlaybook";

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private PlaybookPlayer player;
  @Autowired private Playbooks playbooks;
  @Autowired private List<ChoiceProvider> choices;
  @Autowired private RepositoryService repository;
  @Autowired private ManagementService management;
  @Autowired private EngineClock clock;

  private Deployment deployment;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @AfterEach
  void takeBackWhatWasDeployed() {
    if (deployment != null) {
      repository.deleteDeployment(deployment.getId(), true);
    }
  }

  @Test
  void everyRowOfTheTableThatFitsStartsAPlaybook() {
    String number = assessed("Ransomware", Map.of("serviceState", "down"));

    assertThat(playbooks.of(number))
        .extracting(PlaybookRun::playbook, PlaybookRun::because, PlaybookRun::chosenBy)
        .containsExactly(
            tuple("RansomwarePlaybook", "Ransomware is suspected.", "system"),
            tuple("RestoreServicePlaybook", "The service is down.", "system"));
    player.begin(number);
    assertThat(desk.openTasks(number))
        .containsExactly(
            "UserTask_AskRecentChange",
            "UserTask_Investigate",
            "UserTask_IsolateSystems",
            "UserTask_ProtectBackups",
            "UserTask_ReportCrime");
    assertThat(desk.task(number, "UserTask_IsolateSystems").getName())
        .isEqualTo("Isolate affected systems: %s - Mail is down".formatted(number));
    assertThat(desk.candidates(number, "UserTask_IsolateSystems")).containsExactly("security-lead");
    assertThat(desk.due(number, "UserTask_IsolateSystems"))
        .isEqualTo(Instant.parse("2026-03-02T08:30:00Z"));
  }

  @Test
  void factsThatFitNoRowStartNone() {
    String number = assessed("Virus", Map.of());

    assertThat(playbooks.of(number)).isEmpty();
    jobs.assertNone(number, "CallActivity_Playbook");
  }

  @Test
  void playbookThatTheIncidentHasRunIsNotChosenAgain() {
    String number = assessed("Phishing mail", Map.of());
    player.begin(number);
    player.play(number, "PhishingPlaybook", question -> false);
    playbooks.startOnce(number, "PhishingPlaybook", "The facts are still the same.", "system");

    assertThat(playbooks.of(number)).hasSize(1).noneMatch(PlaybookRun::isRunning);
    assertThat(player.instance(number, "PhishingPlaybook")).isEmpty();
  }

  @Test
  void personStartsAPlaybookAndOnceMoreAfterItsEnd() {
    String number = journey.toInvestigation(MINOR);
    playbooks.start(number, "PhishingPlaybook", "A colleague asked about a mail.", "responder");
    assertThat(namedBy(() -> playbooks.start(number, "PhishingPlaybook", "Again", "responder")))
        .containsExactly("playbook: not-running");
    player.begin(number);
    player.play(number, "PhishingPlaybook", question -> false);
    playbooks.start(number, "PhishingPlaybook", "There is another one.", "responder-2");

    assertThat(playbooks.of(number))
        .extracting(PlaybookRun::chosenBy, PlaybookRun::isRunning)
        .containsExactly(tuple("responder", false), tuple("responder-2", true));
  }

  @Test
  void personIsToldWhyAPlaybookCannotStart() {
    String number = journey.toInvestigation(MINOR);
    assertThat(namedBy(() -> playbooks.start(number, "NoSuchPlaybook", "Why not", "responder")))
        .containsExactly("playbook: known");
    assertThat(namedBy(() -> playbooks.start(number, "IncidentTriage", "Why not", "responder")))
        .containsExactly("playbook: known");
    String unassessed = journey.toTriage(MINOR);
    assertThat(namedBy(() -> playbooks.start(unassessed, "SafetyPlaybook", "Fire", "responder")))
        .containsExactly("playbook: assessed");
    String closed = journey.toEndOfResponse(MINOR);
    journey.sendNotices(closed);
    journey.close(closed);
    assertThat(namedBy(() -> playbooks.start(closed, "SafetyPlaybook", "Fire", "responder")))
        .containsExactly("playbook: open");

    assertThat(playbooks.of(number)).isEmpty();
  }

  @Test
  void playbookIsStoppedTogetherWithItsIncident() {
    String number = journey.toInvestigation(MINOR);
    playbooks.start(number, "SafetyPlaybook", "Smoke was seen.", "responder");
    player.begin(number);
    desk.change("service-desk", number, "withdraw", "changeNote", "It was a barbecue.");

    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(player.instance(number, "SafetyPlaybook")).isEmpty();
    assertThat(playbooks.of(number))
        .extracting(PlaybookRun::isRunning, PlaybookRun::isCancelled)
        .containsExactly(tuple(false, true));
  }

  /** The application was built without it: a file is deployed while it runs, and nothing else. */
  @Test
  void playbookThatIsDroppedInIsChosenByAPersonAndRuns() throws IOException {
    assertThat(offered()).doesNotContain("Power cut");
    deploy(SEVENTH + ".bpmn", seventh());
    assertThat(offered()).contains("Power cut", "Ransomware");

    String number = journey.toInvestigation(MINOR);
    desk.change(
        "responder",
        number,
        "start-playbook",
        "playbook",
        SEVENTH,
        "changeNote",
        "The lights went out.");
    player.begin(number);

    assertThat(desk.task(number, "UserTask_AskEmergencyPower").getName())
        .startsWith("Look at the emergency power: " + number);
    assertThat(desk.variable(number, "UserTask_AskEmergencyPower", "instruction"))
        .isEqualTo("Does the emergency generator run, and for how long is there fuel?");
    assertThat(desk.variable(number, "UserTask_AskEmergencyPower", "knownFacts").toString())
        .contains("Playbook Power cut: Runs. The lights went out.");
    assertThat(desk.candidates(number, "UserTask_AskEmergencyPower"))
        .containsExactly("responder-network");
    assertThat(player.play(number, SEVENTH, question -> true))
        .containsExactly("UserTask_AskEmergencyPower", "UserTask_OrderFuel", "EndEvent_PowerKept");
    assertThat(desk.path(number, "IncidentLifecycle"))
        .contains("CallActivity_Playbook", "EndEvent_PlaybookDone");
    assertThat(playbooks.of(number)).hasSize(1).noneMatch(PlaybookRun::isRunning);
    journey.investigate(number);
    assertThat(desk.variable(number, "UserTask_Contain", "knownFacts").toString())
        .contains("Look at the emergency power: Yes.", "Order fuel: Result of Order fuel");
  }

  @Test
  void playbookThatIsDroppedInIsChosenByItsRowInTheTable() throws IOException {
    deploy(SEVENTH + ".bpmn", seventh(), "PlaybookDecision.dmn", PlaybookTable.withRowFor(SEVENTH));
    String number = assessed("Power cut in the north", Map.of());

    assertThat(playbooks.of(number))
        .extracting(PlaybookRun::playbook, PlaybookRun::because)
        .containsExactly(tuple(SEVENTH, "The power is gone."));
    player.begin(number);
    assertThat(player.play(number, SEVENTH, question -> false))
        .containsExactly("UserTask_AskEmergencyPower", "UserTask_ShutDown", "EndEvent_ServersDown");
  }

  /** A slip of the pen in the table must not hold up anybody's incident. */
  @Test
  void rowForAPlaybookThatDoesNotExistHoldsUpNothingAndCanBeMended() throws IOException {
    deploy("PlaybookDecision.dmn", PlaybookTable.withRowFor(SEVENTH));
    String number = assessed("Power cut in the north", Map.of());
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
    Job job = jobs.the(number, "CallActivity_Playbook");
    Throwable stuck = catchThrowable(() -> management.executeJob(job.getId()));
    assertThat(stuck).hasMessageContaining(SEVENTH);
    assertThat(playbooks.of(number)).hasSize(1).allMatch(PlaybookRun::isRunning);

    Deployment late =
        repository.createDeployment().addString(SEVENTH + ".bpmn", seventh()).deploy();
    try {
      player.begin(number);
      assertThat(desk.openTasks(number))
          .containsExactly("UserTask_AskEmergencyPower", "UserTask_Investigate");
    } finally {
      repository.deleteDeployment(late.getId(), true);
    }
  }

  /** An incident of security on which triage and assessment are done. */
  private String assessed(String subcategory, Map<String, Object> facts) {
    String number = journey.toTriage(MINOR);
    journey.triage(
        number, with(journey.triage(MINOR), "category", "security", "subcategory", subcategory));
    Map<String, Object> assessment = with(journey.assessment(MINOR));
    assessment.putAll(facts);
    journey.assess(number, assessment);
    return number;
  }

  private List<String> offered() {
    return choices.stream()
        .filter(provider -> provider.name().equals("playbooks"))
        .flatMap(provider -> provider.choices().stream())
        .map(Choice::label)
        .toList();
  }

  private void deploy(String... namesAndContents) {
    var building = repository.createDeployment();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      building.addString(namesAndContents[i], namesAndContents[i + 1]);
    }
    deployment = building.deploy();
  }

  private static String seventh() throws IOException {
    return Files.readString(Path.of("src/test/resources/playbooks", SEVENTH + ".bpmn"));
  }
}
