package org.ims.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/**
 * Moves a promised instant wherever the running processes of an incident know it: the variable that
 * bears it, and the due date of the open tasks whose model takes it from that variable.
 */
@Component
public class DueDates {

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final RepositoryService repository;

  DueDates(RuntimeService runtime, TaskService tasks, RepositoryService repository) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.repository = repository;
  }

  /**
   * @param variable as {@code resolveDue}; processes that do not have it are left alone
   * @param due null while nobody can say when it is
   */
  public void move(String incidentNumber, String variable, Instant due) {
    Date date = due == null ? null : Date.from(due);
    variables(incidentNumber, variable)
        .forEach(known -> runtime.setVariableLocal(known.getExecutionId(), variable, date));
    for (Task task : tasks.createTaskQuery().processInstanceBusinessKey(incidentNumber).list()) {
      if (takesItsDueDateFrom(variable, task)) {
        task.setDueDate(date);
        tasks.saveTask(task);
      }
    }
  }

  private List<VariableInstance> variables(String incidentNumber, String variable) {
    String[] instances =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(incidentNumber)
            .list()
            .stream()
            .map(ProcessInstance::getId)
            .toArray(String[]::new);
    return instances.length == 0
        ? List.of()
        : runtime
            .createVariableInstanceQuery()
            .processInstanceIdIn(instances)
            .variableName(variable)
            .list();
  }

  private boolean takesItsDueDateFrom(String variable, Task task) {
    UserTask model =
        repository
            .getBpmnModelInstance(task.getProcessDefinitionId())
            .getModelElementById(task.getTaskDefinitionKey());
    return ("${" + variable + "}").equals(model.getCamundaDueDate());
  }
}
