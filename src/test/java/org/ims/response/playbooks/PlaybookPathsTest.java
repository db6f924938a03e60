package org.ims.response.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.MINOR;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ims.engine.EngineClock;
import org.ims.engine.playbooks.Playbooks;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.PlaybookPlayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The ways through the playbooks that come with the application: who does what in which order, and
 * what an answer changes. Steps side by side stand here in the order of their ids.
 */
@ImsTest
class PlaybookPathsTest {

  @Autowired private Journey journey;
  @Autowired private Playbooks playbooks;
  @Autowired private PlaybookPlayer player;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @Test
  void ransomwareWithoutTheftIsRestoredFromBackup() {
    assertThat(play("RansomwarePlaybook", "DataCopied: no, BackupClean: yes, Quiet: yes"))
        .containsExactly(
            "IsolateSystems",
            "ProtectBackups",
            "ReportCrime",
            "DetermineScope",
            "AskDataCopied",
            "RemoveIntruder",
            "AskBackupClean",
            "RestoreFromBackup",
            "DayUnderWatch",
            "AskQuiet",
            "SystemsRestored");
  }

  @Test
  void stolenDataIsAssessedAndSystemsAreRebuiltWhereNoBackupIsClean() {
    assertThat(play("RansomwarePlaybook", "DataCopied: yes, BackupClean: no, Quiet: yes"))
        .containsSubsequence(
            "AskDataCopied",
            "AssessStolenData",
            "RemoveIntruder",
            "AskBackupClean",
            "RebuildWithoutBackup",
            "DayUnderWatch",
            "AskQuiet",
            "SystemsRestored")
        .doesNotContain("RestoreFromBackup");
  }

  @Test
  void intruderWhoShowsAgainIsSearchedForAgain() {
    assertThat(play("RansomwarePlaybook", "DataCopied: no no, BackupClean: yes yes, Quiet: no yes"))
        .containsSubsequence(
            "DetermineScope",
            "RestoreFromBackup",
            "AskQuiet",
            "DetermineScope",
            "RemoveIntruder",
            "RestoreFromBackup",
            "AskQuiet",
            "SystemsRestored");
  }

  @Test
  void breachWithoutRiskIsOnlyRecorded() {
    assertThat(play("DataBreachPlaybook", "RiskToPeople: no"))
        .containsExactly(
            "PreserveTraces",
            "StopExposure",
            "DescribeBreach",
            "AskRiskToPeople",
            "RecordReasons",
            "BreachOnlyRecorded");
  }

  @Test
  void breachWithARiskIsReportedToTheAuthorityAlone() {
    assertThat(play("DataBreachPlaybook", "RiskToPeople: yes, HighRisk: no"))
        .containsExactly(
            "PreserveTraces",
            "StopExposure",
            "DescribeBreach",
            "AskRiskToPeople",
            "NotifyAuthority",
            "AskHighRisk",
            "WeekAfterReport",
            "CompleteReport",
            "BreachReported");
  }

  @Test
  void peopleAreInformedOfAHighRisk() {
    assertThat(play("DataBreachPlaybook", "RiskToPeople: yes, HighRisk: yes"))
        .containsSubsequence(
            "NotifyAuthority", "AskHighRisk", "InformPeople", "WeekAfterReport", "BreachReported");
  }

  @Test
  void supplierIsBridgedUntilTheyDeliver() {
    assertThat(play("SupplierPlaybook", "Workaround: yes, Delivering: yes, PromiseBroken: no"))
        .containsExactly(
            "ListAffectedServices",
            "OpenSupplierCase",
            "AskWorkaround",
            "SwitchToWorkaround",
            "NextWordDue",
            "AskDelivering",
            "ReturnToNormal",
            "AskPromiseBroken",
            "SupplierDelivers");
  }

  @Test
  void silentSupplierIsPressedAndHeldToTheContract() {
    assertThat(play("SupplierPlaybook", "Workaround: no, Delivering: no yes, PromiseBroken: yes"))
        .containsExactly(
            "ListAffectedServices",
            "OpenSupplierCase",
            "AskWorkaround",
            "ActivateContinuityPlan",
            "NextWordDue",
            "AskDelivering",
            "PressSupplier",
            "NextWordDue",
            "AskDelivering",
            "ReturnToNormal",
            "AskPromiseBroken",
            "RaiseClaim",
            "ClaimRaised");
  }

  @Test
  void recentChangeIsRolledBackBeforeAnythingElse() {
    assertThat(play("RestoreServicePlaybook", "RecentChange: yes, Works: yes, Stable: yes"))
        .containsExactly(
            "AskRecentChange",
            "RollBackChange",
            "AskWorks",
            "HalfAnHourWatched",
            "AskStable",
            "ClearBacklog",
            "ServiceRestored");
  }

  @Test
  void serviceThatFallsOverAgainIsBridgedByTheContinuityPlan() {
    assertThat(
            play(
                "RestoreServicePlaybook",
                "RecentChange: no, Works: no yes, TimeLeft: yes no, Stable: no"))
        .containsExactly(
            "AskRecentChange",
            "CheckComponents",
            "CheckDependencies",
            "ApplyFix",
            "AskWorks",
            "AskTimeLeft",
            "ApplyFix",
            "AskWorks",
            "HalfAnHourWatched",
            "AskStable",
            "AskTimeLeft",
            "ActivateContinuityPlan",
            "ContinuityPlanRuns");
  }

  @Test
  void phishingThatNobodyFellForEndsWithTheWarning() {
    assertThat(play("PhishingPlaybook", "Followed: no"))
        .containsExactly(
            "SecureMessage",
            "BlockSender",
            "RemoveCopies",
            "WarnColleagues",
            "AskFollowed",
            "NobodyFellForIt");
  }

  @Test
  void accountThatWasGivenAwayIsSecuredAndWatched() {
    assertThat(play("PhishingPlaybook", "Followed: yes, Misused: no, Quiet: yes"))
        .containsSubsequence(
            "AskFollowed",
            "CheckMachines",
            "ResetAccounts",
            "AskMisused",
            "ThreeDaysWatched",
            "AskQuiet",
            "AccountsSafe")
        .doesNotContain("TraceMisuse");
  }

  @Test
  void misuseThatShowsLaterIsTraced() {
    assertThat(play("PhishingPlaybook", "Followed: yes, Misused: no yes, Quiet: no yes"))
        .containsSubsequence(
            "AskMisused",
            "ThreeDaysWatched",
            "AskQuiet",
            "AskMisused",
            "TraceMisuse",
            "ThreeDaysWatched",
            "AskQuiet",
            "AccountsSafe");
  }

  @Test
  void peopleAreHelpedCountedAndSupported() {
    assertThat(play("SafetyPlaybook", "EverybodyThere: yes, Injured: no, PlaceSafe: yes"))
        .containsExactly(
            "BringPeopleToSafety",
            "CallEmergencyServices",
            "GiveFirstAid",
            "AskEverybodyThere",
            "PreserveScene",
            "AskInjured",
            "AskPlaceSafe",
            "SupportPeople",
            "PeopleSafe");
  }

  @Test
  void missingAreReportedAccidentsToldAndAnUnsafePlaceStaysClosed() {
    assertThat(play("SafetyPlaybook", "EverybodyThere: no yes, Injured: yes, PlaceSafe: no yes"))
        .containsExactly(
            "BringPeopleToSafety",
            "CallEmergencyServices",
            "GiveFirstAid",
            "AskEverybodyThere",
            "ReportMissing",
            "AskEverybodyThere",
            "PreserveScene",
            "AskInjured",
            "ReportAccident",
            "AskPlaceSafe",
            "MakeSafe",
            "NextInspection",
            "AskPlaceSafe",
            "SupportPeople",
            "PeopleSafe");
  }

  /**
   * @param script the answers to each question in turn, as {@code Works: no yes, Stable: yes}
   * @return what was passed, without the kind of the element
   */
  private List<String> play(String key, String script) {
    Map<String, Deque<String>> answers = new HashMap<>();
    for (String line : script.split(", ")) {
      String[] parts = line.split(": ");
      answers.put("UserTask_Ask" + parts[0], new ArrayDeque<>(List.of(parts[1].split(" "))));
    }
    String number = journey.toInvestigation(MINOR);
    playbooks.start(number, key, "A test.", "incident-manager");
    player.begin(number);
    List<String> passed =
        player.play(number, key, question -> answers.get(question).remove().equals("yes"));
    assertThat(answers.values()).as("answers that nobody asked for").allMatch(Deque::isEmpty);
    return passed.stream().map(id -> id.substring(id.indexOf('_') + 1)).toList();
  }
}
