package org.ims.engine.adapter;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.task.listener.DelegateExpressionTaskListener;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Gives the steps of playbooks the listeners that their model does not name. An element template of
 * the Modeler cannot write listeners, and a process owner who draws a playbook with the templates
 * must not have to type them in for each step: one that is forgotten would be a step that nobody
 * has recorded.
 */
class PlaybookSteps extends AbstractBpmnParseListener {

  private static final List<String> FORMS = List.of("PlaybookStep", "PlaybookQuestion");

  private static final List<Map.Entry<String, String>> LISTENERS =
      List.of(
          Map.entry(TaskListener.EVENTNAME_CREATE, "${knownFactsListener}"),
          Map.entry(TaskListener.EVENTNAME_CREATE, "${showInstructionListener}"),
          Map.entry(TaskListener.EVENTNAME_COMPLETE, "${recordPlaybookStepListener}"));

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    String form = element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "formRef");
    if (form != null && FORMS.contains(form)) {
      UserTaskActivityBehavior behaviour =
          (UserTaskActivityBehavior) activity.getActivityBehavior();
      LISTENERS.forEach(
          listener -> add(behaviour.getTaskDefinition(), listener.getKey(), listener.getValue()));
    }
  }

  private static void add(TaskDefinition task, String event, String expression) {
    List<TaskListener> present = task.getTaskListenersForEvent(event);
    boolean named =
        present != null
            && present.stream()
                .anyMatch(
                    listener ->
                        listener instanceof DelegateExpressionTaskListener delegate
                            && expression.equals(delegate.getExpressionText()));
    if (!named) {
      task.addTaskListener(
          event,
          new DelegateExpressionTaskListener(
              Context.getProcessEngineConfiguration()
                  .getExpressionManager()
                  .createExpression(expression),
              List.of()));
    }
  }
}
