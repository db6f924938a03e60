package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.spin.Spin;
import org.camunda.spin.json.SpinJsonNode;
import org.joda.time.DateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class GuardedExpressionsTest {

  private final JavaDelegate delegate = execution -> {};
  private final ExecutionListener listener = execution -> {};
  private final Map<String, Object> variables = new HashMap<>();
  private GuardedExpressions expressions;

  @BeforeEach
  void application() {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("recordTriageDelegate", delegate);
    beans.addBean("knownFactsListener", listener);
    beans.addBean("dataSource", new Object());
    beans.addBean("calendar", java.util.Calendar.getInstance());
    expressions = new GuardedExpressions(beans);

    DelegateExecution execution = mock(DelegateExecution.class);
    when(execution.getProcessBusinessKey()).thenReturn("INC-2026-000001");
    when(execution.getVariable("priority")).thenReturn("P1");
    DelegateTask task = mock(DelegateTask.class);
    when(task.getAssignee()).thenReturn("mary");
    when(task.getExecution()).thenReturn(execution);
    DmnDecisionResultEntries entries = mock(DmnDecisionResultEntries.class);
    when(entries.get("impact")).thenReturn(1);
    DmnDecisionResult result = mock(DmnDecisionResult.class);
    when(result.getSingleResult()).thenReturn(entries);
    when(result.get(0)).thenReturn(entries);
    when(result.size()).thenReturn(1);

    variables.put("execution", execution);
    variables.put("task", task);
    variables.put("decisionResult", result);
    variables.put("outcome", "done");
    variables.put("priority", "P1");
    variables.put("verified", true);
    variables.put("loopCounter", 2);
    variables.put("due", new Date(1000));
    variables.put("now", new DateTime(0));
    variables.put("list", List.of("a", "b"));
    variables.put("map", Map.of("key", "value"));
    SpinJsonNode json = Spin.JSON("[{\"what\":\"patch\"}]");
    variables.put("actions", json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "${outcome} ; done",
        "${outcome == 'done'} ; true",
        "${verified} ; true",
        "${not verified} ; false",
        "${priority == 'P1' || priority == 'P2'} ; true",
        "${loopCounter + 1} ; 3",
        "${execution.processBusinessKey} ; INC-2026-000001",
        "${execution.getVariable('priority')} ; P1",
        "${task.assignee} ; mary",
        "${task.getAssignee()} ; mary",
        "${decisionResult.singleResult.impact} ; 1",
        "${decisionResult.getSingleResult().impact} ; 1",
        "${decisionResult[0].impact} ; 1",
        "${decisionResult.size()} ; 1",
        "${due.time} ; 1000",
        "${due.after(due)} ; false",
        "${now.plusDays(1).millis} ; 86400000",
        "${list[1]} ; b",
        "${list.contains('a')} ; true",
        "${map.key} ; value",
        "${map['key']} ; value",
        "${empty list} ; false",
        "${outcome.startsWith('do')} ; true",
        "${actions.elements().size()} ; 1",
        "${actions.elements()[0].prop('what').stringValue()} ; patch",
        "Incident ${execution.processBusinessKey} ; Incident INC-2026-000001",
      })
  void whatModelsNeedWorks(String expression, String expected) {
    assertThat(evaluate(expression)).hasToString(expected);
  }

  @Test
  void delegatesAndListenersAreFound() {
    assertThat(evaluate("${recordTriageDelegate}")).isSameAs(delegate);
    assertThat(evaluate("${knownFactsListener}")).isSameAs(listener);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${''.class}",
        "${''.getClass()}",
        "${''['class']}",
        "${outcome.getClass().forName('java.lang.Runtime')}",
        "${loopCounter.class}",
        "${verified.class}",
        "${list.class}",
        "${list.getClass()}",
        "${map.getClass()}",
        "${execution.class}",
        "${execution.processEngineServices}",
        "${execution.getProcessEngineServices()}",
        "${execution.processEngine}",
        "${execution.bpmnModelInstance}",
        "${execution.setVariable('priority', 'P5')}",
        "${task.complete()}",
        "${task.setAssignee('mallory')}",
        "${task.execution.class}",
        "${decisionResult.class}",
        "${decisionResult.getClass()}",
        "${due.setTime(0)}",
        "${now.class}",
        "${actions.mapTo('java.lang.Thread')}",
        "${actions.unwrap()}",
        "${dataSource}",
        "${dataSource.connection}",
        "${calendar.time}",
        "${recordTriageDelegate.execute(execution)}",
        "${recordTriageDelegate.class}",
        "${unknown}",
        "${environment}",
        "${systemProperties}",
      })
  void everythingElseIsRefused(String expression) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOfAny(ELException.class, NumberFormatException.class);
  }

  @Test
  void aMapStillGivesTheValueOfAKeyCalledClass() {
    variables.put("data", Map.of("class", "A"));
    assertThat(evaluate("${data.class}")).isEqualTo("A");
  }

  private Object evaluate(String expression) {
    ELContext context =
        expressions.createElContext(Variables.fromMap(variables).asVariableContext());
    return expressions.createValueExpression(expression).getValue(context);
  }
}
