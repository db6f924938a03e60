package org.ims.documentation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.Caller;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/**
 * What the engine knows of an incident. Who may see the incident may see where its process stands,
 * also without rights in the engine: the questions are asked as the system, the answers hold no
 * process data.
 */
@Component
class IncidentProcess {

  /** Far more than an incident has; an auditor who needs more asks the engine. */
  private static final int MAX_RUNS = 1_000;

  /** More open tasks than this on one incident would be a modelling error. */
  private static final int MAX_TASKS = 100;

  /** A step that waits for a person. */
  record OpenTask(
      String name,
      String elementId,
      String assignee,
      List<String> candidateGroups,
      Instant createdAt,
      Instant due) {}

  /**
   * The same for those who want to go there.
   *
   * @param process key of the process that it belongs to
   */
  record WaitingStep(String taskId, String elementId, String name, String process) {}

  /** The model by which an incident is handled. */
  record Definition(String key, int version) {}

  /** A process that ran or runs for an incident. */
  @Schema(name = "ProcessRun", description = "A process instance of an incident")
  record Run(
      @Schema(description = "Id of the process instance") String id,
      @Schema(description = "Key of its model", example = "IncidentTriage") String process,
      @Schema(example = "Incident triage") String name,
      @Schema(description = "Version of its model", example = "3") int version,
      Instant startedAt,
      @Schema(description = "Absent while it runs") Instant endedAt,
      @Schema(
              allowableValues = {
                "ACTIVE",
                "SUSPENDED",
                "COMPLETED",
                "EXTERNALLY_TERMINATED",
                "INTERNALLY_TERMINATED"
              })
          String state,
      @Schema(description = "Id of the instance that called it; absent where none did")
          String calledBy,
      @Schema(description = "Why it was ended before its end") String endReason) {}

  private final TaskService tasks;
  private final HistoryService history;
  private final RepositoryService repository;
  private final Caller caller;

  IncidentProcess(
      TaskService tasks, HistoryService history, RepositoryService repository, Caller caller) {
    this.tasks = tasks;
    this.history = history;
    this.repository = repository;
    this.caller = caller;
  }

  /** The steps of all processes of the incident that wait for a person, oldest first. */
  List<OpenTask> openTasks(String number) {
    return caller.asSystem(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MAX_TASKS)
                .stream()
                .map(this::openTask)
                .toList());
  }

  /** Where people have something to do in any process of the incident, oldest first. */
  List<WaitingStep> waitingSteps(String number) {
    return caller.asSystem(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MAX_TASKS)
                .stream()
                .map(this::waitingStep)
                .toList());
  }

  /** Every process of the incident, finished ones too, the oldest first. */
  List<Run> runs(String number) {
    return caller.asSystem(
        () ->
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .asc()
                .orderByProcessInstanceId()
                .asc()
                .listPage(0, MAX_RUNS)
                .stream()
                .map(IncidentProcess::run)
                .toList());
  }

  private static Run run(HistoricProcessInstance instance) {
    return new Run(
        instance.getId(),
        instance.getProcessDefinitionKey(),
        instance.getProcessDefinitionName(),
        instance.getProcessDefinitionVersion(),
        instant(instance.getStartTime()),
        instant(instance.getEndTime()),
        instance.getState(),
        instance.getSuperProcessInstanceId(),
        instance.getDeleteReason());
  }

  /** The definition of the lifecycle that the incident follows; stays known after it is closed. */
  Optional<Definition> definition(String number) {
    return caller.asSystem(
        () ->
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(IncidentLifecycleProcess.KEY)
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .map(IncidentProcess::definition)
                .findFirst());
  }

  /**
   * The business key of a process instance that runs or is in the history: that of its own, or of
   * the instance that led to it.
   *
   * @return empty when there is no such instance; an empty text when it has no business key
   */
  Optional<String> businessKey(String instanceId) {
    return caller.asSystem(
        () ->
            instance(instanceId)
                .map(
                    instance ->
                        instance.getBusinessKey() == null
                            ? instance(instance.getRootProcessInstanceId())
                                .map(HistoricProcessInstance::getBusinessKey)
                                .orElse("")
                            : instance.getBusinessKey()));
  }

  private Optional<HistoricProcessInstance> instance(String id) {
    return Optional.ofNullable(
        history.createHistoricProcessInstanceQuery().processInstanceId(id).singleResult());
  }

  private static Definition definition(HistoricProcessInstance instance) {
    return new Definition(
        instance.getProcessDefinitionKey(), instance.getProcessDefinitionVersion());
  }

  private WaitingStep waitingStep(Task task) {
    return new WaitingStep(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getName(),
        repository.getProcessDefinition(task.getProcessDefinitionId()).getKey());
  }

  private OpenTask openTask(Task task) {
    return new OpenTask(
        task.getName(),
        task.getTaskDefinitionKey(),
        task.getAssignee(),
        tasks.getIdentityLinksForTask(task.getId()).stream()
            .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
            .map(IdentityLink::getGroupId)
            .filter(Objects::nonNull)
            .sorted()
            .toList(),
        instant(task.getCreateTime()),
        instant(task.getDueDate()));
  }

  private static Instant instant(Date date) {
    return date == null ? null : date.toInstant();
  }
}
