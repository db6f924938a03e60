package org.ims.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ims.security.Roles;
import org.junit.jupiter.api.Test;

/**
 * Breaks one thing in the project's files for each way in which a rule can be broken, and sees that
 * the rule finds it: a rule that never fails guards nothing.
 */
class ModelRulesTest {

  private static final String LIFECYCLE = "processes/IncidentLifecycle.bpmn";
  private static final String REPORTING = "processes/reporting/IncidentReporting.bpmn";
  private static final String ASSESSMENT = "processes/triage/IncidentAssessment.bpmn";
  private static final String TRIAGE = "processes/triage/IncidentTriage.bpmn";
  private static final String RESPONSE = "processes/response/IncidentResponse.bpmn";
  private static final String COMMUNICATION = "processes/communication/NoticeDelivery.bpmn";
  private static final String REVIEW = "processes/review/PostIncidentReview.bpmn";

  private static final String PLAYBOOK = "processes/response/playbooks/SafetyPlaybook.bpmn";

  private static final String TEMPLATE = "camunda:modelerTemplate=\"org.ims.Playbook";
  private static final String PRESERVE_SCENE =
      "name=\"Preserve the scene\" "
          + TEMPLATE
          + "Step\" camunda:modelerTemplateVersion=\"1\" camunda:";
  private static final String ASK_PLACE_SAFE =
      "name=\"Ask whether it is safe\" "
          + TEMPLATE
          + "Question\" camunda:modelerTemplateVersion=\"1\" camunda:";

  private static final ProjectFiles FILES = ProjectFiles.read();

  private static List<String> found(
      Function<ModelRules, List<String>> rule, String path, String correct, String broken) {
    return rule.apply(new ModelRules(FILES.with(path, correct, broken)));
  }

  @Test
  void findsAProcessThatIsNotCalledAsItsFile() {
    assertThat(
            found(
                ModelRules::aProcessItsFileAndItsContractBearOneName,
                TRIAGE,
                "process id=\"IncidentTriage\"",
                "process id=\"Triage\""))
        .containsExactly(
            "IncidentTriage: KEY of IncidentTriageProcess is another",
            "IncidentTriage: its process is called Triage");
  }

  @Test
  void findsAProcessInAnotherFolderThanItsContract() {
    assertThat(
            new ModelRules(FILES.moved(TRIAGE, "processes/response/IncidentTriage.bpmn"))
                .aProcessItsFileAndItsContractBearOneName())
        .containsExactly(
            "IncidentTriage: there is no class org.ims.response.IncidentTriageProcess",
            "org.ims.triage.IncidentTriageProcess: no process belongs to this contract");
  }

  @Test
  void findsATaskWithoutADelegateAndTheDelegateThatLostItsTask() {
    assertThat(
            found(
                ModelRules::aServiceTaskAndItsDelegateBearOneName,
                TRIAGE,
                "ServiceTask_AskReporter",
                "ServiceTask_AskCaller"))
        .containsExactly(
            "ServiceTask_AskCaller: its delegate is ${askReporterDelegate}",
            "ServiceTask_AskCaller: there is no class org.ims.triage.AskCallerDelegate",
            "org.ims.triage.AskReporterDelegate: no service task uses this delegate");
  }

  @Test
  void findsAListenerThatIsNotThere() {
    assertThat(
            found(
                ModelRules::everyListenerNamedByAModelExistsAndTheOtherWayRound,
                TRIAGE,
                "${prefillTriageListener}",
                "${fillTriageListener}"))
        .containsExactly(
            "Listener_TriageIncident_PrefillTriage: there is no class"
                + " org.ims.triage.FillTriageListener",
            "org.ims.triage.PrefillTriageListener: no model names this listener");
  }

  @Test
  void findsAListenerThatIsAnExpression() {
    assertThat(
            found(
                ModelRules::everyListenerNamedByAModelExistsAndTheOtherWayRound,
                TRIAGE,
                "${prefillTriageListener}",
                "${prefillTriageListener.notify(task)}"))
        .contains(
            "Listener_TriageIncident_PrefillTriage: does not name its listener but"
                + " '${prefillTriageListener.notify(task)}'");
  }

  @Test
  void findsATaskWithTheFormOfAnother() {
    assertThat(
            found(
                ModelRules::aUserTaskAndItsFormBearOneName,
                RESPONSE,
                "formRef=\"Contain\"",
                "formRef=\"Recover\""))
        .containsExactly("UserTask_Contain: its form is Recover");
  }

  @Test
  void findsATaskWithoutAFormAndTheFormThatLostItsTask() {
    assertThat(
            found(
                ModelRules::aUserTaskAndItsFormBearOneName,
                RESPONSE,
                "UserTask_Contain\"",
                "UserTask_Limit\""))
        .containsExactly(
            "UserTask_Limit: its form is Contain",
            "UserTask_Limit: there is no form response/Limit",
            "response/Contain: no task uses this form");
  }

  @Test
  void findsAFormWhoseIdIsAnother() {
    assertThat(
            found(
                ModelRules::aUserTaskAndItsFormBearOneName,
                "forms/response/Contain.form",
                "\"Contain\"",
                "\"Containment\""))
        .containsExactly("response/Contain: its id is Containment");
  }

  @Test
  void findsAFormAndATableInAFixedVersion() {
    assertThat(
            found(
                ModelRules::aUserTaskAndItsFormBearOneName,
                TRIAGE,
                "formRef=\"TriageIncident\" camunda:formRefBinding=\"latest\"",
                "formRef=\"TriageIncident\" camunda:formRefBinding=\"deployment\""))
        .containsExactly("UserTask_TriageIncident: does not take the latest version of its form");
    assertThat(
            found(
                ModelRules::aBusinessRuleTaskAndItsTableBearOneName,
                ASSESSMENT,
                "decisionRef=\"ImpactDecision\" camunda:decisionRefBinding=\"latest\"",
                "decisionRef=\"ImpactDecision\" camunda:decisionRefBinding=\"deployment\""))
        .containsExactly(
            "BusinessRuleTask_ImpactDecision: does not take the latest version of its table");
  }

  @Test
  void findsATaskWithoutATableAndTheTableThatLostItsTask() {
    assertThat(
            found(
                ModelRules::aBusinessRuleTaskAndItsTableBearOneName,
                ASSESSMENT,
                "BusinessRuleTask_ImpactDecision",
                "BusinessRuleTask_EffectDecision"))
        .containsExactly(
            "BusinessRuleTask_EffectDecision: its table is ImpactDecision",
            "BusinessRuleTask_EffectDecision: there is no table EffectDecision",
            "triage/ImpactDecision: no process asks this table");
  }

  @Test
  void findsAMessageThatTheContractDoesNotKnow() {
    assertThat(
            found(
                ModelRules::messagesAndErrorsAreConstantsOfTheContract,
                COMMUNICATION,
                "Msg_NoticeDeliveryRequested",
                "Msg_NoticeWanted"))
        .containsExactly(
            "Message_NoticeDeliveryRequested: its name is Msg_NoticeWanted",
            "Message_NoticeDeliveryRequested: no constant of the contract");
  }

  @Test
  void findsAnErrorThatTheContractDoesNotKnow() {
    assertThat(
            found(
                ModelRules::messagesAndErrorsAreConstantsOfTheContract,
                TRIAGE,
                "<bpmn:process ",
                "<bpmn:error id=\"Error_Unclear\" errorCode=\"Err_Unclear\" /><bpmn:process "))
        .containsExactly("Error_Unclear: no constant of the contract");
  }

  @Test
  void findsIdsThatAToolInvented() {
    assertThat(found(ModelRules::everyIdIsChosen, TRIAGE, "Flow_ToRecordTriage", "Flow_0abc12d"))
        .containsExactly(
            "Flow_0abc12d: should be Flow_ and a name",
            "Flow_0abc12d: was invented by a tool",
            "Flow_0abc12d_di: was invented by a tool");
  }

  @Test
  void findsIdsOfAnotherKindOfElement() {
    assertThat(
            found(
                ModelRules::everyIdIsChosen,
                RESPONSE,
                "\"Timer_NoObjection\"",
                "\"Event_NoObjection\""))
        .contains("Event_NoObjection: should be Timer_ and a name");
    assertThat(
            found(
                ModelRules::everyIdIsChosen,
                LIFECYCLE,
                "\"Milestone_Resolved\"",
                "\"Task_Resolved\""))
        .containsExactly("Task_Resolved: should be Milestone_ and a name");
  }

  @Test
  void findsAFlowThatDoesNotBearItsQuestion() {
    assertThat(
            found(
                ModelRules::flowsOfAQuestionBearItsName,
                RESPONSE,
                "Flow_ContainedYes",
                "Flow_ToRecover"))
        .containsExactly("Flow_ToRecover: should be Flow_Contained and the answer");
  }

  @Test
  void findsAProcessWithoutNameDocumentationAndTimeToLive() {
    assertThat(
            found(
                ModelRules::everyProcessIsNamedDocumentedAndKept,
                TRIAGE,
                "name=\"Triage incident\" isExecutable",
                "isExecutable"))
        .containsExactly("IncidentTriage: has no name");
    assertThat(
            found(
                ModelRules::everyProcessIsNamedDocumentedAndKept,
                TRIAGE,
                "camunda:historyTimeToLive=\"P1825D\"",
                ""))
        .containsExactly("IncidentTriage: its history is kept for null");
    assertThat(
            found(
                ModelRules::everyProcessIsNamedDocumentedAndKept,
                TRIAGE,
                "Component 2, assessment and triage: people say whether the event is"
                    + " an incident and what it is; how bad it is and what follows from that is"
                    + " assessed by a process of its own.",
                "Component 2"))
        .containsExactly("IncidentTriage: is not documented");
    assertThat(
            found(
                ModelRules::everyProcessIsNamedDocumentedAndKept,
                TRIAGE,
                "executionPlatformVersion=\"7.24.0\"",
                "executionPlatformVersion=\"7.23.0\""))
        .containsExactly("IncidentTriage: is not meant for the platform that runs it");
  }

  @Test
  void findsATaskATimerAndASavePointThatDoNotSayWhy() {
    assertThat(
            found(
                ModelRules::whatWaitsOrSavesSaysWhy,
                RESPONSE,
                "Stop the damage from spreading before repairing it. A temporary measure needs a way"
                    + " back and a date by which it is gone.",
                ""))
        .containsExactly("UserTask_Contain: is not documented");
    assertThat(
            found(
                ModelRules::whatWaitsOrSavesSaysWhy,
                TRIAGE,
                "Triage must not wait for ever: after 24 hours the service desk decides with what it"
                    + " has.",
                "24 h"))
        .containsExactly("Timer_NoAnswer: is not documented");
    assertThat(
            found(
                ModelRules::whatWaitsOrSavesSaysWhy,
                TRIAGE,
                "camunda:delegateExpression=\"${recordNoAnswerDelegate}\"",
                "camunda:asyncBefore=\"true\""))
        .containsExactly("ServiceTask_RecordNoAnswer: is not documented");
  }

  @Test
  void findsRetriesWithoutAPauseOrAJob() {
    assertThat(
            found(
                ModelRules::retriesPauseAndSayWhy,
                COMMUNICATION,
                "PT30S,PT2M,PT10M,PT1H,PT4H",
                "R5/PT0S,PT2M"))
        .containsExactly("ServiceTask_SendNotice: its pause 'R5/PT0S' is none");
    assertThat(
            found(
                ModelRules::retriesPauseAndSayWhy,
                COMMUNICATION,
                "camunda:asyncBefore=\"true\"",
                ""))
        .containsExactly("ServiceTask_SendNotice: has retries but no job");
  }

  @Test
  void findsLabelsThatAreNoSentences() {
    assertThat(label("Ask reporter", "Ask Reporter"))
        .containsExactly("ServiceTask_AskReporter: its label is 'Ask Reporter'");
    assertThat(label("Ask reporter", "ask reporter"))
        .containsExactly("ServiceTask_AskReporter: its label is 'ask reporter'");
    assertThat(label("Ask reporter", "AskReporter"))
        .containsExactly("ServiceTask_AskReporter: its label is 'AskReporter'");
    assertThat(label("Ask reporter", "")).containsExactly("ServiceTask_AskReporter: has no label");
    assertThat(label("Ask reporter", "Ask CISO")).isEmpty();
    assertThat(label("not an incident", "Not an incident"))
        .containsExactly("Flow_KindRejected: its label is 'Not an incident'");
  }

  private static List<String> label(String correct, String broken) {
    return found(
        ModelRules::labelsAreInSentenceCase,
        TRIAGE,
        "name=\"" + correct + "\"",
        "name=\"" + broken + "\"");
  }

  @Test
  void findsAGatewayThatDoesNotAskOrHasNoAnswer() {
    assertThat(gateway("name=\"Contained?\"", "name=\"Containment\""))
        .containsExactly("Gateway_Contained: is no question");
    assertThat(gateway(" default=\"Flow_ContainedNo\"", ""))
        .containsExactly("Flow_ContainedNo: has no condition", "Gateway_Contained: has no default");
    assertThat(gateway("default=\"Flow_ContainedNo\"", "default=\"Flow_ContainedYes\""))
        .containsExactly(
            "Flow_ContainedNo: has no condition",
            "Flow_ContainedYes: is the default and has a condition");
    assertThat(gateway("id=\"Flow_ContainedNo\" name=\"no\"", "id=\"Flow_ContainedNo\""))
        .containsExactly("Flow_ContainedNo: is no answer");
  }

  private static List<String> gateway(String correct, String broken) {
    return found(ModelRules::aSplittingGatewayAsksAndItsFlowsAnswer, RESPONSE, correct, broken);
  }

  @Test
  void findsCodeThatIsNoNamedBean() {
    for (String broken :
        Set.of(
            "camunda:class=\"org.ims.triage.AskReporterDelegate\"",
            "camunda:expression=\"${askReporterDelegate.execute(execution)}\"",
            "camunda:type=\"external\"",
            "camunda:resultVariable=\"answer\"")) {
      assertThat(runs("camunda:delegateExpression=\"${askReporterDelegate}\"", broken))
          .as(broken)
          .containsExactly(
              "ServiceTask_AskReporter: has the attribute "
                  + broken.replaceFirst("camunda:(\\w+)=.*", "$1"));
    }
    assertThat(
            runs(
                "<camunda:taskListener delegateExpression=\"${prefillTriageListener}\"",
                "<camunda:executionListener event=\"end\"><camunda:script"
                    + " scriptFormat=\"groovy\">1</camunda:script></camunda:executionListener>"
                    + "<camunda:taskListener delegateExpression=\"${prefillTriageListener}\""))
        .containsExactly(
            "UserTask_TriageIncident: has a script",
            "UserTask_TriageIncident: has the attribute scriptFormat");
    assertThat(
            runs(
                "<bpmn:incoming>Flow_KindUnclear</bpmn:incoming>",
                "<bpmn:extensionElements><camunda:connector /></bpmn:extensionElements>"
                    + "<bpmn:incoming>Flow_KindUnclear</bpmn:incoming>"))
        .containsExactly("ServiceTask_AskReporter: has a connector");
  }

  private static List<String> runs(String correct, String broken) {
    return found(ModelRules::nothingButNamedBeansRuns, TRIAGE, correct, broken);
  }

  @Test
  void findsVariablesThatTheContractDoesNotKnow() {
    assertThat(expression(RESPONSE, "${contained}", "${isContained}"))
        .containsExactly("Flow_ContainedYes: isContained is no variable of its contract");
    assertThat(expression(RESPONSE, "dueDate=\"${verifyDue}\"", "dueDate=\"${checkDue}\""))
        .containsExactly("UserTask_VerifyResolution: checkDue is no variable of its contract");
    assertThat(expression(RESPONSE, ">${confirmDue}<", ">${silenceDue}<"))
        .containsExactly("Timer_NoObjection_Timer: silenceDue is no variable of its contract");
    assertThat(expression(TRIAGE, "${triageOutcome == 'ask'}", "${outcomes == 'ask'}"))
        .containsExactly("Flow_KindUnclear: outcomes is no variable of its contract");
    assertThat(
            expression(
                ASSESSMENT,
                "${decisionResult.singleResult.impact}",
                "${decisionResult.firstResult.impact}"))
        .containsExactly(
            "BusinessRuleTask_ImpactDecision: decisionResult.firstResult.impact is no variable of"
                + " its contract");
    assertThat(
            expression(
                LIFECYCLE, "\"${execution.processBusinessKey}\"", "\"${execution.variables}\""))
        .contains("CallActivity_Triage: execution.variables is no variable of its contract");
    assertThat(expression(LIFECYCLE, "${actionCount}", "${actionCounter}"))
        .containsExactly(
            "CallActivity_CorrectiveAction: actionCounter is no variable of its contract");
    assertThat(expression(RESPONSE, "${contained}", "${contained.equals(true)}"))
        .contains("Flow_ContainedYes: calls a method in ${contained.equals(true)}");
  }

  private static List<String> expression(String path, String correct, String broken) {
    return found(ModelRules::everyExpressionNamesVariablesOfAContract, path, correct, broken);
  }

  @Test
  void findsMappingsOfUnknownVariables() {
    assertThat(
            mapping(
                LIFECYCLE,
                "out source=\"resolveDue\" target=\"resolveDue\"",
                "out source=\"resolvedBy\" target=\"resolveUntil\""))
        .containsExactly(
            "CallActivity_Triage: resolveUntil is no variable of the contract",
            "CallActivity_Triage: resolvedBy is no variable of the contract");
    assertThat(
            mapping(
                LIFECYCLE,
                "in sourceExpression=\"${loopCounter}\" target=\"actionIndex\"",
                "in sourceExpression=\"${loopCounter}\" target=\"index\""))
        .containsExactly("CallActivity_CorrectiveAction: index is no variable of the contract");
    assertThat(
            mapping(
                ASSESSMENT, "outputParameter name=\"impact\"", "outputParameter name=\"effect\""))
        .containsExactly("BusinessRuleTask_ImpactDecision: effect is no variable of its contract");
    assertThat(
            mapping(REPORTING, "inputParameter name=\"priority\"", "inputParameter name=\"rank\""))
        .containsExactly(
            "BusinessRuleTask_ServiceLevelDecision: rank is no variable of its contract");
  }

  private static List<String> mapping(String path, String correct, String broken) {
    return found(ModelRules::everyMappingNamesVariablesOfBothContracts, path, correct, broken);
  }

  @Test
  void findsATableThatReadsAnUnknownVariable() {
    assertThat(
            found(
                ModelRules::tablesReadVariablesOfTheContract,
                "processes/triage/UrgencyDecision.dmn",
                ">workaround<",
                ">bypass<"))
        .containsExactly(
            "BusinessRuleTask_UrgencyDecision: its table reads bypass, which is no variable of the"
                + " contract");
  }

  @Test
  void findsAFieldTooManyAndTooFew() {
    assertThat(
            found(
                ModelRules::formsHoldTheFieldsOfTheContract,
                "forms/response/Contain.form",
                "\"undoPlan\"",
                "\"wayBack\""))
        .containsExactly(
            "response/Contain: has no field undoPlan",
            "response/Contain: wayBack is no constant of its contract");
    assertThat(
            found(
                ModelRules::formsHoldTheFieldsOfTheContract,
                "forms/response/Recover.form",
                "\"resourcesUsed\"",
                "\"effort\""))
        .containsExactly(
            "response/Recover: effort is no constant of its contract",
            "response/Recover: has no field resourcesUsed");
  }

  @Test
  void findsAFormWithoutAContractAndTheOtherWayRound() {
    assertThat(
            new ModelRules(FILES.moved("forms/response/Contain.form", "forms/response/Limit.form"))
                .formsHoldTheFieldsOfTheContract())
        .containsExactly(
            "IncidentResponseProcess: Contain is no form",
            "response/Limit: no contract lists its fields");
  }

  @Test
  void findsAGroupThatIsNoRole() {
    Set<String> roles = Set.copyOf(Roles.all());
    assertThat(new ModelRules(FILES).everyCandidateGroupIsARole(roles)).isEmpty();
    assertThat(
            found(
                rules -> rules.everyCandidateGroupIsARole(roles),
                ASSESSMENT,
                "candidateGroups=\"service-desk,incident-manager\"",
                "candidateGroups=\"service-desk,incident-managers\""))
        .containsExactly(
            "UserTask_AssessImpact: incident-managers is no role",
            "UserTask_ConfirmAssessment: incident-managers is no role");
    assertThat(
            found(
                rules -> rules.everyCandidateGroupIsARole(roles),
                RESPONSE,
                "formRef=\"Contain\" camunda:formRefBinding=\"latest\""
                    + " camunda:candidateGroups=\"${team}\"",
                "formRef=\"Contain\" camunda:formRefBinding=\"latest\""
                    + " camunda:candidateGroups=\"${teams}\""))
        .containsExactly("UserTask_Contain: ${teams} is no role");
    assertThat(
            found(
                rules -> rules.everyCandidateGroupIsARole(roles),
                RESPONSE,
                "formRef=\"Contain\" camunda:formRefBinding=\"latest\""
                    + " camunda:candidateGroups=\"${team}\"",
                "formRef=\"Contain\" camunda:formRefBinding=\"latest\""))
        .contains("UserTask_Contain: is offered to no group");
  }

  @Test
  void findsACallWithoutBusinessKeyProcessOrLatestVersion() {
    assertThat(call("<camunda:in businessKey=\"${execution.processBusinessKey}\" />", ""))
        .contains("CallActivity_Triage: does not pass the business key")
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(call("calledElement=\"IncidentTriage\"", "calledElement=\"Triage\""))
        .containsExactly("CallActivity_Triage: there is no process Triage");
    assertThat(
            call(
                "calledElement=\"IncidentTriage\" camunda:calledElementBinding=\"latest\"",
                "calledElement=\"IncidentTriage\""))
        .containsExactly("CallActivity_Triage: does not take the latest version of its process");
  }

  private static List<String> call(String correct, String broken) {
    return found(
        ModelRules::aCallPassesTheBusinessKeyToAProcessThatExists, LIFECYCLE, correct, broken);
  }

  @Test
  void findsAComponentThatIsStartedInTasklistAndALifecycleThatIsNot() {
    assertThat(
            found(
                ModelRules::onlyWhatHasAStartFormIsStartedInTasklist,
                TRIAGE,
                "camunda:isStartableInTasklist=\"false\"",
                ""))
        .containsExactly("IncidentTriage: can be started in Tasklist");
    assertThat(
            found(
                ModelRules::onlyWhatHasAStartFormIsStartedInTasklist,
                LIFECYCLE,
                "isExecutable=\"true\"",
                "isExecutable=\"true\" camunda:isStartableInTasklist=\"false\""))
        .containsExactly("IncidentLifecycle: cannot be started in Tasklist");
  }

  @Test
  void findsAFormThatIsNotRecordedAtOnceOrNotSaved() {
    assertThat(
            found(
                ModelRules::whatPeopleEnterIsRecordedAndSaved,
                REVIEW,
                "camunda:delegateExpression=\"${recordReviewDelegate}\" camunda:asyncAfter=\"true\"",
                "camunda:delegateExpression=\"${recordReviewDelegate}\""))
        .containsExactly("ServiceTask_RecordReview: no save point after it");
    assertThat(
            found(
                ModelRules::whatPeopleEnterIsRecordedAndSaved,
                REVIEW,
                "camunda:delegateExpression=\"${recordReviewDelegate}\"",
                "camunda:asyncBefore=\"true\""))
        .containsExactly("UserTask_WriteReview: no step records its form in the same transaction");
    assertThat(
            found(
                ModelRules::whatPeopleEnterIsRecordedAndSaved,
                REVIEW,
                "ServiceTask_RecordReview\"",
                "ServiceTask_KeepReview\""))
        .containsExactly("UserTask_WriteReview: no step records its form in the same transaction");
  }

  @Test
  void findsAPlaybookThatNobodyWouldFindByItsName() {
    assertThat(
            found(
                ModelRules::aProcessItsFileAndItsContractBearOneName,
                PLAYBOOK,
                "process id=\"SafetyPlaybook\"",
                "process id=\"Safety\""))
        .containsExactly(
            "SafetyPlaybook: its name does not end in Playbook",
            "SafetyPlaybook: its process is called Safety");
  }

  @Test
  void findsAStepOfAPlaybookWithAFormOfItsOwn() {
    assertThat(
            found(
                ModelRules::aUserTaskAndItsFormBearOneName,
                PLAYBOOK,
                PRESERVE_SCENE + "formRef=\"PlaybookStep\"",
                PRESERVE_SCENE + "formRef=\"Contain\""))
        .containsExactly(
            "UserTask_PreserveScene: its form is Contain",
            "UserTask_PreserveScene: there is no form response/playbooks/PreserveScene");
  }

  @Test
  void findsAStepOfAPlaybookThatIsNotRecorded() {
    assertThat(
            found(
                ModelRules::whatPeopleEnterIsRecordedAndSaved,
                PLAYBOOK,
                "event=\"complete\" id=\"Listener_PreserveScene",
                "event=\"assignment\" id=\"Listener_PreserveScene"))
        .containsExactly(
            "UserTask_PreserveScene: does not name the listener"
                + " complete${recordPlaybookStepListener}");
  }

  @Test
  void findsWhatAProcessOwnerCannotDraw() {
    assertThat(
            found(
                ModelRules::playbooksAreDrawnFromStepsQuestionsAndTimers,
                PLAYBOOK,
                "</bpmn:process>",
                "<bpmn:serviceTask id=\"ServiceTask_RingBell\" /></bpmn:process>"))
        .containsExactly("ServiceTask_RingBell: is nothing that a person does");
    assertThat(
            found(
                ModelRules::playbooksAreDrawnFromStepsQuestionsAndTimers,
                PLAYBOOK,
                "<bpmn:incoming>Flow_ToPeopleSafe</bpmn:incoming>",
                "<bpmn:incoming>Flow_ToPeopleSafe</bpmn:incoming>"
                    + "<bpmn:terminateEventDefinition id=\"EndEvent_PeopleSafe_Terminate\" />"))
        .containsExactly("EndEvent_PeopleSafe: needs somebody to send or catch it");
    assertThat(
            found(
                ModelRules::playbooksAreDrawnFromStepsQuestionsAndTimers,
                PLAYBOOK,
                "<bpmn:parallelGateway id=\"Gateway_FirstHelpGiven\" camunda:asyncBefore=\"true\">",
                "<bpmn:parallelGateway id=\"Gateway_FirstHelpGiven\">"))
        .containsExactly("Gateway_FirstHelpGiven: refuses one of two who finish at once");
  }

  @Test
  void findsAQuestionWhoseAnswerIsNotReadAtOnce() {
    assertThat(
            found(
                ModelRules::playbooksAreDrawnFromStepsQuestionsAndTimers,
                PLAYBOOK,
                "${answer}",
                "${team}"))
        .contains("Gateway_PlaceSafe: does not read the answer but [${team}]");
    assertThat(
            found(
                ModelRules::playbooksAreDrawnFromStepsQuestionsAndTimers,
                PLAYBOOK,
                "sourceRef=\"UserTask_AskPlaceSafe\" targetRef=\"Gateway_PlaceSafe\"",
                "sourceRef=\"UserTask_AskPlaceSafe\" targetRef=\"UserTask_SupportPeople\""))
        .contains("UserTask_AskPlaceSafe: no gateway follows the question");
    assertThat(
            found(
                ModelRules::playbooksAreDrawnFromStepsQuestionsAndTimers,
                PLAYBOOK,
                ASK_PLACE_SAFE + "formRef=\"PlaybookQuestion\"",
                ASK_PLACE_SAFE + "formRef=\"PlaybookStep\""))
        .containsExactly("Gateway_PlaceSafe: stands behind something that is no question");
  }
}
