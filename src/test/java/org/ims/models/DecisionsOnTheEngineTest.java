package org.ims.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.ims.calendar.ServiceCalendars;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The tables as the application deploys them: on its engine, with its history and calendars. */
@ImsTest
class DecisionsOnTheEngineTest {

  private static final String SERVICE_LEVEL = "ServiceLevelDecision";
  private static final String REVIEW = "ReviewDecision";

  /** A Friday afternoon, so that business hours differ from the clock. */
  private static final Instant FRIDAY = Instant.parse("2026-03-06T15:30:00Z");

  @Autowired private DecisionService decisions;
  @Autowired private HistoryService history;
  @Autowired private RepositoryService repository;
  @Autowired private ServiceCalendars calendars;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ImpactDecision",
        "UrgencyDecision",
        "PriorityDecision",
        SERVICE_LEVEL,
        "RoutingDecision",
        "MajorIncidentDecision",
        "ReminderDecision",
        "HoldDecision",
        "EscalationDecision",
        REVIEW,
        "ActionDueDecision",
        "PlaybookDecision",
        "ClosureGate"
      })
  void isDeployedAndKeptForFiveYears(String key) {
    assertThat(
            repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getHistoryTimeToLive())
        .isEqualTo(5 * 365 + 1);
  }

  @Test
  void anEvaluationKeepsVersionInputsRuleAndOutputs() {
    Set<String> before = evaluations("ImpactDecision");

    evaluate("ImpactDecision", Map.of("criticalFunction", true, "serviceState", "down"));

    String id =
        evaluations("ImpactDecision").stream()
            .filter(evaluation -> !before.contains(evaluation))
            .collect(Collectors.collectingAndThen(Collectors.toList(), one -> one.get(0)));
    HistoricDecisionInstance kept =
        history
            .createHistoricDecisionInstanceQuery()
            .decisionInstanceId(id)
            .includeInputs()
            .includeOutputs()
            .singleResult();
    assertThat(kept.getDecisionDefinitionId()).startsWith("ImpactDecision:");
    assertThat(kept.getInputs())
        .extracting(input -> input.getClauseName() + "=" + input.getValue())
        .contains("Supports a critical function?=true", "State of the service=down");
    assertThat(kept.getOutputs())
        .extracting(HistoricDecisionOutputInstance::getRuleId)
        .containsOnly("Rule_Impact_CriticalServiceDown");
    assertThat(kept.getOutputs())
        .extracting(output -> output.getVariableName() + "=" + output.getValue())
        .containsExactlyInAnyOrder("impact=1", "because=A critical service is down.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unassessed", "P1", "P2", "P3", "P4", "P5"})
  void theServiceLevelIsDueInItsOrder(String priority) {
    DmnDecisionRuleResult level = evaluate(SERVICE_LEVEL, Map.of("priority", priority)).get(0);

    String calendar = level.getEntry("calendar");
    assertThat(
            List.of(
                FRIDAY,
                calendars.due(FRIDAY, level.getEntry("acknowledge"), calendar),
                calendars.due(FRIDAY, level.getEntry("assess"), calendar),
                calendars.due(FRIDAY, level.getEntry("resolve"), calendar)))
        .isSorted()
        .doesNotHaveDuplicates();
    for (String step : List.of("verify", "confirm", "close")) {
      assertThat(calendars.due(FRIDAY, level.getEntry(step), "business-hours"))
          .as(step)
          .isAfter(FRIDAY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "priority,             P1",
    "priority,             P2",
    "major,                accepted",
    "serviceLevelBreached, true",
    "reopened,             true"
  })
  void aReviewIsDueInItsOrder(String variable, String value) {
    DmnDecisionRuleResult review = evaluate(REVIEW, Map.of(variable, value)).get(0);

    String meetingCalendar = review.getEntry("meetingCalendar");
    assertThat(
            List.of(
                FRIDAY,
                calendars.due(FRIDAY, review.getEntry("writeWithin"), meetingCalendar),
                calendars.due(FRIDAY, review.getEntry("meetingWithin"), meetingCalendar),
                calendars.due(
                    FRIDAY,
                    review.getEntry("approvedWithin"),
                    review.getEntry("approvalCalendar"))))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aGraverActionIsDueEarlier() {
    List<Instant> due = new ArrayList<>(List.of(FRIDAY));
    for (String priority : List.of("critical", "high", "medium", "low")) {
      DmnDecisionRuleResult action =
          evaluate("ActionDueDecision", Map.of("actionPriority", priority)).get(0);
      due.add(calendars.due(FRIDAY, action.getEntry("dueWithin"), "24x7"));
    }

    assertThat(due).isSorted().doesNotHaveDuplicates();
  }

  private List<DmnDecisionRuleResult> evaluate(String key, Map<String, Object> variables) {
    return List.copyOf(decisions.evaluateDecisionTableByKey(key, Variables.fromMap(variables)));
  }

  private Set<String> evaluations(String key) {
    return history.createHistoricDecisionInstanceQuery().decisionDefinitionKey(key).list().stream()
        .map(HistoricDecisionInstance::getId)
        .collect(Collectors.toSet());
  }
}
