package org.ims.response.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Instant;
import org.ims.engine.EngineClock;
import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.response.playbooks.StepRecord.Outcome;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.PlaybookPlayer;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One step of a playbook: what its form shows, what is recorded of it, and what is refused. */
@ImsTest
class PlaybookStepTest {

  private static final String PLAYBOOK = "DataBreachPlaybook";
  private static final String STEP = "UserTask_StopExposure";
  private static final String OTHER_STEP = "UserTask_PreserveTraces";
  private static final String QUESTION = "UserTask_AskRiskToPeople";

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Playbooks playbooks;
  @Autowired private PlaybookPlayer player;
  @Autowired private Records records;
  @Autowired private StepRecords steps;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @Test
  void stepShowsItsInstructionAndIsRecordedWithWhoAndWhen() {
    String number = begun();
    assertThat(desk.variable(number, STEP, "instruction").toString())
        .startsWith("Close the leak first")
        .doesNotContain("\n");
    clock.stopAt(Instant.parse("2026-03-02T08:20:00Z"));
    desk.submit(
        "responder", number, STEP, fields("stepOutcome", "done", "stepResult", "Share closed"));

    assertThat(records.row("playbook_step", number))
        .containsEntry("playbook", PLAYBOOK)
        .containsEntry("step", STEP)
        .containsEntry("name", "Stop the exposure")
        .containsEntry("outcome", "DONE")
        .containsEntry("note", "Share closed")
        .containsEntry("recorded_by", "responder");
    assertThat((Integer) records.row("playbook_step", number).get("process_version")).isPositive();
    assertThat(records.instant("playbook_step", "recorded_at", number))
        .isEqualTo(Instant.parse("2026-03-02T08:20:00Z"));
    assertThat(desk.variables(number, OTHER_STEP))
        .as("what is recorded is of no use to the process any more")
        .doesNotContainKeys("stepOutcome", "stepResult");
  }

  @Test
  void stepThatMakesNoSenseIsPassedOverWithItsReason() {
    String number = begun();
    desk.submit(
        "responder",
        number,
        STEP,
        fields("stepOutcome", "not-applicable", "stepResult", "The laptop is back"));
    desk.submit(
        "responder", number, OTHER_STEP, fields("stepOutcome", "done", "stepResult", "Logs kept"));
    player.runSavePoints(number, PLAYBOOK);

    assertThat(desk.variable(number, "UserTask_DescribeBreach", "knownFacts").toString())
        .contains("Playbook Data breach: Runs. A laptop was lost.")
        .contains("Stop the exposure: Does not apply. The laptop is back")
        .contains("Preserve the traces: Logs kept");
  }

  @Test
  void stepWithoutOutcomeOrResultStaysOpen() {
    String number = begun();

    records.assertRefused(
        "responder", number, STEP, fields(), "stepOutcome: required", "stepResult: required");
    records.assertRefused(
        "responder",
        number,
        STEP,
        fields("stepOutcome", "perhaps", "stepResult", "x".repeat(4001)),
        "stepOutcome: choice",
        "stepResult: max-length");
    assertThat(steps.findByIncidentNumberOrderById(number)).isEmpty();
  }

  @Test
  void questionIsAnsweredByYesOrNoAndNothingElse() {
    String number = begun();
    for (String step : new String[] {STEP, OTHER_STEP}) {
      desk.submit("responder", number, step, fields("stepOutcome", "done", "stepResult", "Done"));
    }
    player.runSavePoints(number, PLAYBOOK);
    desk.submit(
        "responder",
        number,
        "UserTask_DescribeBreach",
        fields("stepOutcome", "done", "stepResult", "Ten names"));

    records.assertRefused("responder", number, QUESTION, fields(), "stepAnswer: required");
    records.assertRefused(
        "responder", number, QUESTION, fields("stepAnswer", "maybe"), "stepAnswer: yes-no");
    desk.submit("responder", number, QUESTION, fields("stepAnswer", "no", "stepNote", ""));

    assertThat(desk.openTasks(number)).contains("UserTask_RecordReasons");
    assertThat(steps.findByIncidentNumberOrderById(number))
        .extracting(StepRecord::outcome, StepRecord::note)
        .contains(tuple(Outcome.NO, null));
  }

  @Test
  void incidentIsNotClosedWhileItsPlaybookRuns() {
    String number = begun();
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.sendNotices(number);

    records.assertRefused(
        "incident-manager",
        number,
        "UserTask_CloseIncident",
        fields("outcome", "close"),
        "runningPlaybooks: open-duty");
    desk.submit(
        "incident-manager", number, "UserTask_CloseIncident", fields("outcome", "check-again"));
    assertThat(desk.variable(number, "UserTask_CloseIncident", "closureGate").toString().lines())
        .as("the playbook once, with a link to each of its open steps")
        .hasSize(2)
        .allMatch(line -> line.contains("#/?task="))
        .filteredOn(line -> line.startsWith("Playbooks that are still running: 1.\t"))
        .hasSize(1);
    player.play(number, PLAYBOOK, question -> false);
    journey.close(number);
    assertThat(desk.isOver(number)).isTrue();
    assertThat(playbooks.of(number)).noneMatch(PlaybookRun::isRunning);
  }

  /** An incident whose playbook has its first two steps open. */
  private String begun() {
    String number = journey.toInvestigation(MINOR);
    playbooks.start(number, PLAYBOOK, "A laptop was lost.", "incident-manager");
    player.begin(number);
    return number;
  }
}
