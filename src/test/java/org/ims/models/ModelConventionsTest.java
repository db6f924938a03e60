package org.ims.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.ims.security.Roles;
import org.junit.jupiter.api.Test;

/**
 * Holds every process of the project against {@link ModelRules}; each test says why its rule is
 * one. That the rules see what they should is tested by {@link ModelRulesTest}. What holds of every
 * model, a process owner's too, is a matter of the gate that all deployments pass.
 */
class ModelConventionsTest {

  private final ProjectFiles files = ProjectFiles.read();
  private final ModelRules rules = new ModelRules(files);

  /** A trip-wire: a rule that finds no files breaks nothing. */
  @Test
  void theProcessesAreTheReviewedOnes() {
    assertThat(files.processes())
        .filteredOn(model -> !model.isPlaybook())
        .extracting(model -> model.component() + "/" + model.file())
        .containsExactlyInAnyOrder(
            "/IncidentLifecycle",
            "reporting/IncidentReporting",
            "reporting/webhooks/AlertResolution",
            "triage/IncidentAssessment",
            "triage/IncidentTriage",
            "response/IncidentResponse",
            "response/IncidentChange",
            "response/EscalationLadder",
            "response/ServiceLevelWatch",
            "response/AdHocTask",
            "response/TemporaryCountermeasure",
            "response/MajorIncident",
            "communication/NoticeDelivery",
            "communication/updates/ChangeAnnouncement",
            "communication/updates/StakeholderCommunication",
            "documentation/IncidentClosure",
            "documentation/journal/JournalCheckpoint",
            "documentation/reports/MonthlyReport",
            "documentation/retention/PersonalDataReview",
            "documentation/retention/RetentionReview",
            "operations/StuckJobWatch",
            "review/PostIncidentReview",
            "review/CorrectiveAction");
  }

  /** Playbooks come and go with their owners, but a folder that is not read has no rules. */
  @Test
  void thePlaybooksAreAmongThem() {
    assertThat(files.processes())
        .filteredOn(ProcessModel::isPlaybook)
        .extracting(ProcessModel::file)
        .contains(
            "RansomwarePlaybook",
            "DataBreachPlaybook",
            "SupplierPlaybook",
            "RestoreServicePlaybook",
            "PhishingPlaybook",
            "SafetyPlaybook");
  }

  /**
   * One search for the name finds the diagram and the Java that belongs to it. A playbook has no
   * Java: it is found by its name alone, so that a new one is a file and nothing else.
   */
  @Test
  void aProcessItsFileAndItsContractBearOneName() {
    assertThat(rules.aProcessItsFileAndItsContractBearOneName()).isEmpty();
  }

  /** A task without its class fails at run time; a class without its task is dead. */
  @Test
  void aServiceTaskAndItsDelegateBearOneName() {
    assertThat(rules.aServiceTaskAndItsDelegateBearOneName()).isEmpty();
  }

  /** What happens when a task appears or is claimed is seen in the model, not only in the code. */
  @Test
  void everyListenerNamedByAModelExistsAndTheOtherWayRound() {
    assertThat(rules.everyListenerNamedByAModelExistsAndTheOtherWayRound()).isEmpty();
  }

  /**
   * A playbook that needed a service task, a message or a table would need a programmer too; and a
   * gateway that reads an older answer than the one before it leads people astray.
   */
  @Test
  void playbooksAreDrawnFromStepsQuestionsAndTimers() {
    assertThat(rules.playbooksAreDrawnFromStepsQuestionsAndTimers()).isEmpty();
  }

  /**
   * A task without its form cannot be worked; all steps of playbooks share two. The latest one, so
   * that a form is deployed alone.
   */
  @Test
  void aUserTaskAndItsFormBearOneName() {
    assertThat(rules.aUserTaskAndItsFormBearOneName()).isEmpty();
  }

  /** As with forms: whoever owns a table changes and deploys it without the process. */
  @Test
  void aBusinessRuleTaskAndItsTableBearOneName() {
    assertThat(rules.aBusinessRuleTaskAndItsTableBearOneName()).isEmpty();
  }

  /** Code that sends a message the model does not know is a fault that only a customer finds. */
  @Test
  void messagesAndErrorsAreConstantsOfTheContract() {
    assertThat(rules.messagesAndErrorsAreConstantsOfTheContract()).isEmpty();
  }

  /** Ids are kept for years in running instances and in the history, and are read by people. */
  @Test
  void everyIdIsChosen() {
    assertThat(rules.everyIdIsChosen()).isEmpty();
  }

  /** In a list of flows the question is found with its answers. */
  @Test
  void flowsOfAQuestionBearItsName() {
    assertThat(rules.flowsOfAQuestionBearItsName()).isEmpty();
  }

  /**
   * Cockpit shows name and documentation; without a time to live the engine refuses the process.
   */
  @Test
  void everyProcessIsNamedDocumentedAndKept() {
    assertThat(rules.everyProcessIsNamedDocumentedAndKept()).isEmpty();
  }

  /** Where an incident waits or is saved, a reader asks why. */
  @Test
  void whatWaitsOrSavesSaysWhy() {
    assertThat(rules.whatWaitsOrSavesSaysWhy()).isEmpty();
  }

  /** Retries without a pause are used up within a second, and nobody knows how long they last. */
  @Test
  void retriesPauseAndSayWhy() {
    assertThat(rules.retriesPauseAndSayWhy()).isEmpty();
  }

  /** Labels are for the people who work by them, so they read as sentences and not as code. */
  @Test
  void labelsAreInSentenceCase() {
    assertThat(rules.labelsAreInSentenceCase()).isEmpty();
  }

  /** A token that no condition lets pass would be a stuck incident. */
  @Test
  void aSplittingGatewayAsksAndItsFlowsAnswer() {
    assertThat(rules.aSplittingGatewayAsksAndItsFlowsAnswer()).isEmpty();
  }

  /** Scripts and expressions with methods are code outside the code: no compiler and no review. */
  @Test
  void nothingButNamedBeansRuns() {
    assertThat(rules.nothingButNamedBeansRuns()).isEmpty();
  }

  /** A typing error in an expression fails in the middle of an incident, or never. */
  @Test
  void everyExpressionNamesVariablesOfAContract() {
    assertThat(rules.everyExpressionNamesVariablesOfAContract()).isEmpty();
  }

  /** A typing error in a mapping silently passes on nothing. */
  @Test
  void everyMappingNamesVariablesOfBothContracts() {
    assertThat(rules.everyMappingNamesVariablesOfBothContracts()).isEmpty();
  }

  /** A table that reads a name nobody writes always takes its last rule. */
  @Test
  void tablesReadVariablesOfTheContract() {
    assertThat(rules.tablesReadVariablesOfTheContract()).isEmpty();
  }

  /**
   * What a form writes and nothing reads is lost; what is read and not asked for is never there.
   */
  @Test
  void formsHoldTheFieldsOfTheContract() {
    assertThat(rules.formsHoldTheFieldsOfTheContract()).isEmpty();
  }

  /** A task offered to a group that does not exist is seen by nobody. */
  @Test
  void everyCandidateGroupIsARole() {
    assertThat(rules.everyCandidateGroupIsARole(new TreeSet<>(Roles.all()))).isEmpty();
  }

  /** The engine does not pass it, and everything of an incident is found by it. */
  @Test
  void aCallPassesTheBusinessKeyToAProcessThatExists() {
    assertThat(rules.aCallPassesTheBusinessKeyToAProcessThatExists()).isEmpty();
  }

  /**
   * A person starts what begins with a form; a triage without an incident would be about nothing.
   */
  @Test
  void onlyWhatHasAStartFormIsStartedInTasklist() {
    assertThat(rules.onlyWhatHasAStartFormIsStartedInTasklist()).isEmpty();
  }

  /**
   * A refusal reaches the person while the task is open, and what was taken survives a failure. In
   * a playbook a listener does it: each step is completed in a transaction of its own, at whose end
   * the next one waits, so nothing later can undo it.
   */
  @Test
  void whatPeopleEnterIsRecordedAndSaved() {
    assertThat(rules.whatPeopleEnterIsRecordedAndSaved()).isEmpty();
  }
}
