package org.ims.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
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
  private final ManagementService management;

  DueDates(
      RuntimeService runtime,
      TaskService tasks,
      RepositoryService repository,
      ManagementService management) {
    this.management = management;
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
        .forEach(
            known ->
                Overtaken.unless(
                    () -> runtime.setVariableLocal(known.getExecutionId(), variable, date)));
    for (Task task : tasks.createTaskQuery().processInstanceBusinessKey(incidentNumber).list()) {
      if (takesItsDueDateFrom(variable, task)) {
        task.setDueDate(date);
        tasks.saveTask(task);
      }
    }
  }

  /**
   * Moves what one running process waits for.
   *
   * @param element at which a task of it is open
   * @param timers by the elements at which they stand; those that do not stand are left alone
   */
  public void moveIn(
      String processInstance, String element, Instant due, Map<String, Instant> timers) {
    for (Task task : open(processInstance, element)) {
      task.setDueDate(Date.from(due));
      tasks.saveTask(task);
    }
    timers.forEach(
        (timer, at) ->
            management
                .createJobQuery()
                .processInstanceId(processInstance)
                .activityId(timer)
                .list()
                .forEach(job -> management.setJobDuedate(job.getId(), Date.from(at))));
  }

  /** Shows something else in an open task of one running process. */
  public void show(String processInstance, String element, String variable, Object value) {
    open(processInstance, element)
        .forEach(task -> tasks.setVariableLocal(task.getId(), variable, value));
  }

  private List<Task> open(String processInstance, String element) {
    return tasks
        .createTaskQuery()
        .processInstanceId(processInstance)
        .taskDefinitionKey(element)
        .list();
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
