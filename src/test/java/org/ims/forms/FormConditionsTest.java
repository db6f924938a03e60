package org.ims.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.ims.engine.gate.ShownVariables;
import org.ims.forms.Form.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Only the fields that matter show: every form with a condition, with each answer that counts. */
class FormConditionsTest {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

  static Stream<Arguments> answers() {
    return Stream.of(
        given("TriageIncident", Map.of(), Set.of()),
        given(
            "TriageIncident",
            Map.of("kind", "incident"),
            Set.of("category", "subcategory", "service", "criticalFunction", "awareAt")),
        given("TriageIncident", Map.of("kind", "request"), Set.of("reason")),
        given("TriageIncident", Map.of("kind", "duplicate"), Set.of("duplicateOf", "reason")),
        given(
            "TriageIncident",
            Map.of("kind", "duplicate", "duplicateOf", "other"),
            Set.of("duplicateOf", "otherIncident", "reason")),
        given(
            "TriageIncident", Map.of("kind", "request", "duplicateOf", "other"), Set.of("reason")),
        given("TriageIncident", Map.of("kind", "false-alarm"), Set.of("reason")),
        given("TriageIncident", Map.of("kind", "need-info"), Set.of("reason")),
        given("AssessImpact", Map.of(), Set.of()),
        given("AssessImpact", Map.of("dataClass", "none"), Set.of()),
        given("AssessImpact", Map.of("dataClass", "internal"), Set.of("dataExposure")),
        given("AssessImpact", Map.of("dataClass", "phi"), Set.of("dataExposure")),
        given(
            "AssessImpact",
            Map.of("reassessment", true),
            Set.of("newFacts", "category", "service")),
        given("ConfirmAssessment", Map.of(), Set.of()),
        given("ConfirmAssessment", Map.of("decision", "confirm"), Set.of()),
        given(
            "ConfirmAssessment",
            Map.of("decision", "confirm", "reassessment", true),
            Set.of("lastAssessment")),
        given(
            "ConfirmAssessment",
            Map.of("decision", "confirm", "reassessment", true, "priorityLowered", true),
            Set.of("lastAssessment", "loweredReason")),
        given(
            "ConfirmAssessment",
            Map.of("decision", "override", "priorityLowered", true),
            Set.of("overrideImpact", "overrideUrgency", "overrideReason")),
        given("ConfirmAssessment", Map.of("decision", "change-facts"), Set.of()),
        given("Contain", Map.of(), Set.of()),
        given(
            "Contain", Map.of("temporary", "yes"), Set.of("undoPlan", "expiresAt", "measureOwner")),
        given("Contain", Map.of("temporary", "no"), Set.of()),
        given("VerifyResolution", Map.of(), Set.of()),
        given("VerifyResolution", Map.of("verified", "yes"), Set.of()),
        given("VerifyResolution", Map.of("verified", "no"), Set.of("comment")),
        given("WriteUpdate", Map.of(), Set.of()),
        given("WriteUpdate", Map.of("updateReturned", false), Set.of()),
        given("WriteUpdate", Map.of("updateReturned", true), Set.of("returnedBecause")),
        given(
            "WriteUpdate",
            Map.of("updateOutcome", "send", "updateStatus", "identified"),
            Set.of("updateStatus", "nextUpdateAt", "updateText")),
        given(
            "WriteUpdate",
            Map.of("updateOutcome", "send", "updateStatus", "resolved"),
            Set.of("updateStatus", "updateText")),
        given(
            "WriteUpdate",
            Map.of("updateOutcome", "send", "updateStatus", "ended"),
            Set.of("updateStatus", "updateText")),
        given("WriteUpdate", Map.of("updateOutcome", "nothing-to-tell"), Set.of("skipReason")),
        given("ApproveUpdate", Map.of(), Set.of()),
        given("ApproveUpdate", Map.of("decision", "approve"), Set.of()),
        given("ApproveUpdate", Map.of("decision", "change"), Set.of("comment")),
        given("DoAdHocTask", Map.of(), Set.of()),
        given("DoAdHocTask", Map.of("outcome", "done"), Set.of("result")),
        given("DoAdHocTask", Map.of("outcome", "cancelled"), Set.of("cancelReason")),
        given("ReviewPersonalData", Map.of(), Set.of()),
        given("ReviewPersonalData", Map.of("decision", "erase"), Set.of()),
        given(
            "ReviewPersonalData",
            Map.of("decision", "keep"),
            Set.of("keepReason", "keepPersonalUntil")),
        given("RemoveCountermeasure", Map.of(), Set.of()),
        given("RemoveCountermeasure", Map.of("outcome", "removed"), Set.of("removedAt", "result")),
        given(
            "RemoveCountermeasure",
            Map.of("outcome", "keep"),
            Set.of("keepReason", "keepFor", "riskOwner")),
        given(
            "RemoveCountermeasure",
            Map.of("outcome", "keep", "keepFor", "good"),
            Set.of("keepReason", "keepFor", "riskOwner")),
        given(
            "RemoveCountermeasure",
            Map.of("outcome", "keep", "keepFor", "until"),
            Set.of("keepReason", "keepFor", "keepUntil", "riskOwner")),
        given("CommandIncident", Map.of(), Set.of()),
        given(
            "CommandIncident",
            Map.of("next", "hand-over"),
            Set.of("newCommander", "newDeputy", "reason")),
        given(
            "CommandIncident",
            Map.of("next", "add-sub-team"),
            Set.of("teamName", "teamLead", "teamMission")),
        given("CommandIncident", Map.of("next", "stand-down"), Set.of("endSubTeams", "reason")),
        given("CommandIncident", Map.of("next", "demote"), Set.of("endSubTeams", "reason")),
        given("ChangeIncident", Map.of(), Set.of()),
        given("ChangeIncident", Map.of("change", "hand-over"), Set.of("toTeam", "changeNote")),
        given("ChangeIncident", Map.of("change", "link-parent"), Set.of("otherIncident")),
        given("ChangeIncident", Map.of("change", "merge"), Set.of("otherIncident", "changeNote")),
        given("ChangeIncident", Map.of("change", "withdraw"), Set.of("changeNote")),
        given("ChangeIncident", Map.of("change", "reopen"), Set.of("changeNote")),
        given("ChangeIncident", Map.of("change", "hold"), Set.of("holdReason", "changeNote")),
        given("ChangeIncident", Map.of("change", "new-facts"), Set.of("changeNote")),
        given("ChangeIncident", Map.of("change", "propose-major"), Set.of("changeNote")),
        given("ChangeIncident", Map.of("change", "remove-countermeasure"), Set.of("changeNote")),
        given(
            "ChangeIncident", Map.of("change", "start-playbook"), Set.of("playbook", "changeNote")),
        given(
            "ChangeIncident",
            Map.of("change", "add-task"),
            Set.of("changeNote", "taskOwner", "taskPriority", "taskDue")),
        given(
            "ChangeIncident",
            Map.of("change", "add-effort"),
            Set.of("effortPerson", "effortHours", "effortCost", "changeNote")),
        given("WriteReview", Map.of(), Set.of()),
        given("WriteReview", Map.of("processFollowed", "yes"), Set.of()),
        given("WriteReview", Map.of("processFollowed", "partly"), Set.of("deviationReason")),
        given("WriteReview", Map.of("processFollowed", "no"), Set.of("deviationReason")),
        given("ApproveReview", Map.of(), Set.of()),
        given("ApproveReview", Map.of("decision", "approve"), Set.of()),
        given("ApproveReview", Map.of("decision", "rework"), Set.of("comment")),
        given("CloseIncident", Map.of(), Set.of()),
        given("CloseIncident", Map.of("outcome", "check-again"), Set.of()),
        given("CloseIncident", Map.of("outcome", "close"), Set.of("cost", "finalCategory")),
        given("ImplementAction", Map.of(), Set.of()),
        given("ImplementAction", Map.of("outcome", "done"), Set.of("doneAt", "verifiedBy")),
        given(
            "ImplementAction",
            Map.of("outcome", "extend"),
            Set.of("extensionReason", "extensionDue", "extensionApprover")),
        given("ImplementAction", Map.of("outcome", "accept-risk"), Set.of("riskReason")));
  }

  @ParameterizedTest(name = "{0} with {1} also asks for {2}")
  @MethodSource("answers")
  void showsWhatMatters(String form, Map<String, Object> answers, Set<String> expected) {
    List<Component> conditional =
        Form.named(form).components().stream()
            .filter(component -> component.isField() && !component.hideConditions().isEmpty())
            .toList();
    Map<String, Object> data = emptyAnswers(form);
    data.putAll(answers);

    Set<String> shown =
        conditional.stream()
            .filter(field -> field.hideConditions().stream().noneMatch(hide -> hides(hide, data)))
            .map(Component::key)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).isEqualTo(new TreeSet<>(expected));
  }

  @Test
  void everyFormWithConditionsIsTried() {
    Set<String> tried =
        answers().map(arguments -> (String) arguments.get()[0]).collect(Collectors.toSet());
    Set<String> withConditions =
        Form.all().stream()
            .filter(form -> form.components().stream().anyMatch(c -> !c.hideConditions().isEmpty()))
            .map(Form::name)
            .collect(Collectors.toSet());
    assertThat(tried).isEqualTo(withConditions);
  }

  @Test
  void theQuestionToTheReporterIsCalledAQuestion() {
    Component reason =
        Form.named("TriageIncident").components().stream()
            .filter(component -> component.key().equals("reason"))
            .findFirst()
            .orElseThrow();
    String label = reason.node().path("label").asText();
    assertThat(evaluate(label, Map.of("kind", "need-info"))).isEqualTo("Question to the reporter");
    assertThat(evaluate(label, Map.of("kind", "false-alarm"))).isEqualTo("Reason");
  }

  /** A form starts with a null for each choice that nobody made yet. */
  private static Map<String, Object> emptyAnswers(String form) {
    Map<String, Object> data = new HashMap<>();
    Form.named(form).components().forEach(component -> data.put(component.key(), null));
    ShownVariables.choicesOf(form).forEach(name -> data.put(name, false));
    return data;
  }

  private static boolean hides(String condition, Map<String, Object> data) {
    return Boolean.TRUE.equals(evaluate(condition, data));
  }

  private static Object evaluate(String expression, Map<String, Object> data) {
    EvaluationResult result = FEEL.evaluateExpression(expression.substring(1), data);
    assertThat(result.isSuccess()).as(expression).isTrue();
    return result.result();
  }

  private static Arguments given(String form, Map<String, Object> answers, Set<String> expected) {
    return Arguments.of(form, new LinkedHashMap<>(answers), expected);
  }
}
