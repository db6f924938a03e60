package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.json.SpinJsonNode;
import org.ims.engine.EngineClock;
import org.ims.engine.IncidentLifecycleProcess;

/**
 * Does people's work by hand, through the same services of the engine as Tasklist: reports, claims
 * and completes as a person. Everybody may do everything here; who may do what is tested elsewhere.
 */
public class Desk {

  private final FormService forms;
  private final TaskService tasks;
  private final IdentityService identity;
  private final RepositoryService repository;
  private final HistoryService history;
  private final EngineClock clock;
  private final Jobs jobs;

  Desk(
      FormService forms,
      TaskService tasks,
      IdentityService identity,
      RepositoryService repository,
      HistoryService history,
      EngineClock clock,
      Jobs jobs) {
    this.forms = forms;
    this.tasks = tasks;
    this.identity = identity;
    this.repository = repository;
    this.history = history;
    this.clock = clock;
    this.jobs = jobs;
  }

  /** Fields and values in turn. */
  public static Map<String, Object> fields(Object... fieldsAndValues) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      fields.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return fields;
  }

  /** The fields with some of them changed. */
  public static Map<String, Object> with(Map<String, Object> fields, Object... fieldsAndValues) {
    Map<String, Object> changed = new HashMap<>(fields);
    changed.putAll(fields(fieldsAndValues));
    return changed;
  }

  /** A report that can be submitted as it is. */
  public Map<String, Object> report() {
    return fields(
        "title", "Mail is down",
        "description", "Nobody can send mail",
        "service", "mail",
        "noticedAt", now(),
        "suspectedSecurity", "no",
        "personalDataInvolved", "no",
        "peopleAtRisk", "no");
  }

  /** The present, as a form writes it. */
  public String now() {
    return clock.instant().toString();
  }

  /** Submits the start form as a person; returns the number of the incident. */
  public String report(String login, Map<String, Object> form) {
    return start(IncidentLifecycleProcess.KEY, login, form);
  }

  /** Changes an incident as a person does at any time; further fields and values in turn. */
  public void change(String login, String number, String change, Object... fieldsAndValues) {
    start(
        "IncidentChange",
        login,
        with(fields("incident", number, "change", change), fieldsAndValues));
  }

  private String start(String process, String login, Map<String, Object> form) {
    String definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(process)
            .latestVersion()
            .singleResult()
            .getId();
    String instance =
        as(login, () -> forms.submitStartForm(definition, Variables.fromMap(form)).getId());
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceId(instance)
        .singleResult()
        .getBusinessKey();
  }

  /** Reports and runs the steps that lead to triage. */
  public String reportedAndRegistered(String login, Map<String, Object> form) {
    String number = report(login, form);
    jobs.run(number, "ServiceTask_RecordReport");
    return number;
  }

  /** The one open task of the incident at this element. */
  public Task task(String number, String elementId) {
    List<Task> found = tasks(number, elementId);
    assertThat(found)
        .as("tasks of %s at %s; open are %s", number, elementId, openTasks(number))
        .hasSize(1);
    return found.get(0);
  }

  /** All open tasks of the incident at this element. */
  public List<Task> tasks(String number, String elementId) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(number)
        .taskDefinitionKey(elementId)
        .initializeFormKeys()
        .list();
  }

  /** A variable that the task can see, such as what is known on top of its form. */
  public Object variable(String number, String elementId, String name) {
    return tasks.getVariable(task(number, elementId).getId(), name);
  }

  /** Every variable that the task can see. */
  public Map<String, Object> variables(String number, String elementId) {
    return variables(task(number, elementId));
  }

  Map<String, Object> variables(Task task) {
    Map<String, Object> variables = new TreeMap<>(tasks.getVariables(task.getId()));
    // A list is compared by what is in it.
    variables.replaceAll((name, value) -> value instanceof SpinJsonNode ? value.toString() : value);
    return variables;
  }

  /** To whom the task is offered: its candidate groups and, with an @, its candidate users. */
  public List<String> candidates(String number, String elementId) {
    return tasks.getIdentityLinksForTask(task(number, elementId).getId()).stream()
        .filter(link -> link.getType().equals(IdentityLinkType.CANDIDATE))
        .map(link -> link.getGroupId() == null ? "@" + link.getUserId() : link.getGroupId())
        .sorted()
        .toList();
  }

  /** Whether the incident's lifecycle has come to an end. */
  public boolean isOver(String number) {
    return history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey(IncidentLifecycleProcess.KEY)
            .finished()
            .count()
        == 1;
  }

  /** What still runs for the incident, by process; what is told in any case, apart. */
  public List<String> running(String number) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .unfinished()
        .list()
        .stream()
        .map(HistoricProcessInstance::getProcessDefinitionKey)
        .filter(key -> !List.of("NoticeDelivery", "ChangeAnnouncement").contains(key))
        .sorted()
        .toList();
  }

  /** The elements at which tasks of the incident are open. */
  public List<String> openTasks(String number) {
    return tasks.createTaskQuery().processInstanceBusinessKey(number).list().stream()
        .map(Task::getTaskDefinitionKey)
        .sorted()
        .toList();
  }

  public void claim(String login, String number, String elementId) {
    String id = task(number, elementId).getId();
    as(
        login,
        () -> {
          tasks.claim(id, login);
          return null;
        });
  }

  /** Makes the person the holder of the task, whoever held it before. */
  public void take(String login, String number, String elementId) {
    String id = task(number, elementId).getId();
    as(
        login,
        () -> {
          tasks.setAssignee(id, login);
          return null;
        });
  }

  /** Claims the task if need be and submits its form; the save point after it stays to be run. */
  public void submit(String login, String number, String elementId, Map<String, Object> form) {
    submit(login, task(number, elementId), form);
  }

  /** As above, for one of several tasks at an element. */
  public void submit(String login, Task task, Map<String, Object> form) {
    as(
        login,
        () -> {
          if (!login.equals(task.getAssignee())) {
            tasks.setAssignee(task.getId(), login);
          }
          forms.submitTaskForm(task.getId(), Variables.fromMap(form));
          return null;
        });
  }

  /** Submits the form and runs the save point after the step that records it. */
  public void complete(
      String login, String number, String elementId, String recordedAt, Map<String, Object> form) {
    submit(login, number, elementId, form);
    jobs.run(number, recordedAt);
  }

  /** The instant at which the task is due. */
  public Instant due(String number, String elementId) {
    return task(number, elementId).getDueDate().toInstant();
  }

  /** The elements that its one process of this key has passed, in order of their start. */
  public List<String> path(String number, String process) {
    List<List<String>> paths = paths(number, process);
    assertThat(paths).as("processes %s of %s", process, number).hasSize(1);
    return paths.get(0);
  }

  /** As above, for each process of this key, in no order. */
  public List<List<String>> paths(String number, String process) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey(process)
        .list()
        .stream()
        .map(instance -> pathOf(instance.getId()))
        .toList();
  }

  private List<String> pathOf(String instance) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .orderPartiallyByOccurrence()
        .asc()
        // Branches count on their own, so that a timer may have the number of its task.
        .orderByHistoricActivityInstanceStartTime()
        .asc()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .toList();
  }

  private <T> T as(String login, Callable<T> work) {
    identity.setAuthentication(login, Arrays.asList("camunda-admin"));
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      identity.clearAuthentication();
    }
  }
}
