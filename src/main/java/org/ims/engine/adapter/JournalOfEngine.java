package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.HistoricDecisionInputInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionEvaluationEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIdentityLinkLogEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIncidentEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.event.UserOperationLogEntryEventEntity;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputValues;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.JournalFact.Place;

/**
 * Copies into the journal what the engine does for an incident, in the transaction in which it does
 * it: the engine's own history can be changed, and is deleted after its time to live. Also what
 * people do to the engine itself: rights, users, models, stuck jobs.
 */
class JournalOfEngine implements HistoryEventHandler {

  /** What the journal has from the task itself, in plainer words. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of(
          UserOperationLogEntry.OPERATION_TYPE_CLAIM,
          UserOperationLogEntry.OPERATION_TYPE_ASSIGN,
          UserOperationLogEntry.OPERATION_TYPE_COMPLETE);

  private static final Set<String> OF_INTEREST =
      Set.of(
          EntityTypes.USER,
          EntityTypes.GROUP,
          EntityTypes.GROUP_MEMBERSHIP,
          EntityTypes.AUTHORIZATION,
          EntityTypes.TENANT,
          EntityTypes.TENANT_MEMBERSHIP,
          EntityTypes.JOB,
          EntityTypes.JOB_DEFINITION,
          EntityTypes.PROCESS_DEFINITION,
          EntityTypes.PROCESS_INSTANCE,
          EntityTypes.DECISION_DEFINITION,
          EntityTypes.DECISION_INSTANCE,
          EntityTypes.DEPLOYMENT,
          EntityTypes.BATCH,
          EntityTypes.INCIDENT,
          EntityTypes.VARIABLE,
          EntityTypes.TASK);

  /** The name of a form's fields or of a document says nothing; their values may be personal. */
  private static final Set<String> WITHOUT_VALUES = Set.of(EntityTypes.VARIABLE, EntityTypes.TASK);

  private final Supplier<Journal> journal;

  JournalOfEngine(Supplier<Journal> journal) {
    this.journal = journal;
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  @Override
  public void handleEvent(HistoryEvent event) {
    if (event instanceof HistoricTaskInstanceEventEntity task) {
      task(task);
    } else if (event instanceof HistoricIdentityLinkLogEventEntity link) {
      holder(link);
    } else if (event instanceof HistoricActivityInstanceEventEntity activity) {
      activity(activity);
    } else if (event instanceof HistoricDecisionEvaluationEvent evaluation) {
      decision(evaluation.getRootHistoricDecisionInstance());
      evaluation.getRequiredHistoricDecisionInstances().forEach(this::decision);
    } else if (event instanceof HistoricIncidentEventEntity stuck) {
      stuckJob(stuck);
    } else if (event instanceof HistoricProcessInstanceEventEntity process) {
      process(process);
    } else if (event instanceof UserOperationLogEntryEventEntity operation) {
      operation(operation);
    }
  }

  private void process(HistoricProcessInstanceEventEntity event) {
    // An instance that a form starts gets its business key in a step of its own.
    boolean begins =
        event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_START)
            || event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_UPDATE)
                // Suspending one is an update too; only one that begins knows when it did.
                && event.getStartTime() != null;
    if (!begins && !event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)) {
      return;
    }
    String number = event.getBusinessKey();
    if (number == null) {
      number = number(event.getProcessInstanceId());
    }
    if (IncidentNumber.isValid(number)) {
      record(
          JournalFact.of(number, begins ? "process-started" : "process-ended")
              .with("state", begins ? null : event.getState())
              .with("reason", begins ? null : event.getDeleteReason())
              .in(place(event, null)));
    }
  }

  private void task(HistoricTaskInstanceEventEntity event) {
    String kind;
    if (event.isEventOfType(HistoryEventTypes.TASK_INSTANCE_CREATE)) {
      kind = "task-created";
    } else if (event.isEventOfType(HistoryEventTypes.TASK_INSTANCE_COMPLETE)) {
      kind =
          TaskEntity.DELETE_REASON_COMPLETED.equals(event.getDeleteReason())
              ? "task-completed"
              : "task-cancelled";
    } else {
      return;
    }
    String number = number(event.getProcessInstanceId());
    if (!IncidentNumber.isValid(number)) {
      return;
    }
    boolean created = kind.equals("task-created");
    record(
        JournalFact.of(number, kind)
            .with("task", event.getTaskId())
            .with("due", event.getDueDate())
            .with("holder", created ? null : event.getAssignee())
            .in(place(event, event.getTaskDefinitionKey())));
  }

  private void holder(HistoricIdentityLinkLogEventEntity event) {
    boolean given = event.isEventOfType(HistoryEventTypes.IDENTITY_LINK_ADD);
    TaskEntity task =
        event.getTaskId() == null
            ? null
            : Context.getCommandContext().getTaskManager().findTaskById(event.getTaskId());
    if (task == null || task.getProcessInstanceId() == null) {
      return;
    }
    String number = number(task.getProcessInstanceId());
    if (!IncidentNumber.isValid(number)) {
      return;
    }
    String kind;
    if (event.getType().equals(IdentityLinkType.ASSIGNEE)) {
      if (!given && task.getAssignee() == null && task.isDeleted()) {
        return;
      }
      boolean bySelf = event.getUserId() != null && event.getUserId().equals(event.getAssignerId());
      kind = given ? (bySelf ? "task-claimed" : "task-assigned") : "task-returned";
    } else if (given && event.getType().equals(IdentityLinkType.CANDIDATE)) {
      kind = "task-offered";
    } else {
      return;
    }
    record(
        JournalFact.of(number, kind)
            .with("task", event.getTaskId())
            .with("person", event.getUserId())
            .with("group", event.getGroupId())
            .in(
                place(
                    task.getProcessDefinitionId(),
                    task.getTaskDefinitionKey(),
                    task.getProcessInstanceId())));
  }

  /** Timers, messages and errors, which move a process without anybody's task. */
  private void activity(HistoricActivityInstanceEventEntity event) {
    if (!event.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_END)
        || event.getActivityType() == null
        || event.isCanceled()) {
      return;
    }
    String type = event.getActivityType();
    String kind;
    if (type.equals("boundaryTimer")
        || type.equals("intermediateTimer")
        || type.equals("startTimerEvent")) {
      kind = "timer-fired";
    } else if (type.equals("boundaryMessage")
        || type.equals("intermediateMessageCatch")
        || type.equals("messageStartEvent")
        || type.equals("receiveTask")) {
      kind = "message-received";
    } else if (type.equals("boundaryError") || type.equals("errorStartEvent")) {
      kind = "error-caught";
    } else if (type.equals("boundaryEscalation") || type.equals("escalationStartEvent")) {
      kind = "escalation-caught";
    } else {
      return;
    }
    String number = number(event.getProcessInstanceId());
    if (IncidentNumber.isValid(number)) {
      record(JournalFact.of(number, kind).in(place(event, event.getActivityId())));
    }
  }

  private void decision(HistoricDecisionInstanceEntity event) {
    String instance = event.getProcessInstanceId();
    String definition = event.getProcessDefinitionId();
    String element = event.getActivityId();
    if (instance == null && Context.getBpmnExecutionContext() != null) {
      // Asked by a step that may refuse what a person entered.
      ExecutionEntity execution = Context.getBpmnExecutionContext().getExecution();
      instance = execution.getProcessInstanceId();
      definition = execution.getProcessDefinitionId();
      element = execution.getActivityId();
    }
    String number = instance == null ? null : number(instance);
    if (!IncidentNumber.isValid(number)) {
      return;
    }
    Map<String, Object> inputs = new TreeMap<>();
    Map<String, String> written = new TreeMap<>();
    for (HistoricDecisionInputInstance input : event.getInputs()) {
      String name = input.getClauseName() == null ? input.getClauseId() : input.getClauseName();
      Object value = scalar(input.getValue());
      // A word that the table does not name is what a person wrote.
      if (value instanceof String word && !names(event.getDecisionDefinitionId(), word)) {
        written.put(name, word);
      } else {
        inputs.put(name, value);
      }
    }
    Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
    for (HistoricDecisionOutputInstance output : event.getOutputs()) {
      rules
          .computeIfAbsent(
              output.getRuleId() == null ? "result" : output.getRuleId(), any -> new TreeMap<>())
          .put(output.getVariableName(), scalar(output.getValue()));
    }
    Map<String, String> reasons = reasons(event.getDecisionDefinitionId(), rules.keySet());
    List<Map<String, Object>> fired = new ArrayList<>();
    rules.forEach(
        (rule, outputs) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("rule", rule);
          one.put("because", reasons.get(rule));
          one.put("outputs", outputs);
          fired.add(one);
        });
    JournalFact fact =
        JournalFact.of(number, "decision-made")
            .with("table", event.getDecisionDefinitionKey())
            .with("name", event.getDecisionDefinitionName())
            .with("version", decisionVersion(event.getDecisionDefinitionId()))
            .with("inputs", inputs)
            .with("rules", fired)
            .in(definition == null ? null : place(definition, element, instance));
    for (Map.Entry<String, String> word : written.entrySet()) {
      fact = fact.withPersonal(word.getKey(), word.getValue());
    }
    record(fact);
  }

  /** A decision's values are numbers, words and dates; what is not is named only. */
  private static Object scalar(Object value) {
    return value == null
            || value instanceof Number
            || value instanceof String
            || value instanceof Boolean
            || value instanceof java.util.Date
        ? value
        : value.getClass().getSimpleName();
  }

  /** Whether the word stands in the table, as a value that it allows or asks for. */
  private static boolean names(String definition, String word) {
    String quoted = '"' + word + '"';
    DmnModelInstance model =
        Context.getProcessEngineConfiguration()
            .getDeploymentCache()
            .findDmnModelInstanceForDecisionDefinition(definition);
    return Stream.of(
            model.getModelElementsByType(InputValues.class),
            model.getModelElementsByType(InputEntry.class))
        .flatMap(Collection::stream)
        .anyMatch(entry -> entry.getTextContent().contains(quoted));
  }

  private static int decisionVersion(String definition) {
    return Context.getProcessEngineConfiguration()
        .getDeploymentCache()
        .findDeployedDecisionDefinitionById(definition)
        .getVersion();
  }

  private static Map<String, String> reasons(String definition, Set<String> rules) {
    DmnModelInstance model =
        Context.getProcessEngineConfiguration()
            .getDeploymentCache()
            .findDmnModelInstanceForDecisionDefinition(definition);
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String rule : rules) {
      Rule found = model.getModelElementById(rule) instanceof Rule one ? one : null;
      if (found != null && found.getDescription() != null) {
        reasons.put(rule, found.getDescription().getTextContent().strip());
      }
    }
    return reasons;
  }

  private void stuckJob(HistoricIncidentEventEntity event) {
    String kind;
    if (event.isEventOfType(HistoryEventTypes.INCIDENT_CREATE)) {
      kind = "job-stuck";
    } else if (event.isEventOfType(HistoryEventTypes.INCIDENT_RESOLVE)
        || event.isEventOfType(HistoryEventTypes.INCIDENT_DELETE)) {
      kind = "job-recovered";
    } else {
      return;
    }
    String number =
        event.getProcessInstanceId() == null ? null : number(event.getProcessInstanceId());
    record(
        JournalFact.of(number, kind)
            .with("type", event.getIncidentType())
            // Of whatever failed: it may repeat what a person wrote.
            .withPersonal("message", event.getIncidentMessage())
            .in(
                event.getProcessDefinitionId() == null
                    ? null
                    : place(event, event.getActivityId())));
  }

  private void operation(UserOperationLogEntryEventEntity event) {
    boolean start =
        EntityTypes.PROCESS_INSTANCE.equals(event.getEntityType())
            && UserOperationLogEntry.OPERATION_TYPE_CREATE.equals(event.getOperationType());
    if (start
        || !OF_INTEREST.contains(event.getEntityType())
        || TOLD_ELSEWHERE.contains(event.getOperationType())) {
      return;
    }
    boolean values = !WITHOUT_VALUES.contains(event.getEntityType());
    String number =
        event.getProcessInstanceId() == null ? null : number(event.getProcessInstanceId());
    record(
        JournalFact.of(number, "operation")
            .by(event.getUserId())
            .with("operation", event.getOperationType())
            .with("entity", event.getEntityType())
            .with("property", event.getProperty())
            .with("from", values ? event.getOrgValue() : null)
            .with("to", values ? event.getNewValue() : null)
            .with("process", event.getProcessDefinitionKey())
            .with("deployment", event.getDeploymentId())
            .with("job", event.getJobId())
            .with("task", event.getTaskId()));
  }

  private void record(JournalFact fact) {
    journal.get().record(fact.actor() == null ? fact.by(user()) : fact);
  }

  /** Whoever's command the engine runs; empty for nobody's. */
  static String user() {
    String user = Context.getCommandContext().getAuthenticatedUserId();
    return user == null ? "" : user;
  }

  /** The number of the incident for which an instance runs, or null. */
  private static String number(String processInstance) {
    if (processInstance == null) {
      return null;
    }
    ExecutionEntity execution =
        Context.getCommandContext().getExecutionManager().findExecutionById(processInstance);
    Set<String> seen = new HashSet<>();
    while (execution != null && seen.add(execution.getId())) {
      if (execution.getBusinessKey() != null) {
        return execution.getBusinessKey();
      }
      execution =
          execution.getSuperExecution() == null
              ? null
              : execution.getSuperExecution().getProcessInstance();
    }
    return null;
  }

  private static Place place(HistoryEvent event, String element) {
    return place(event.getProcessDefinitionId(), element, event.getProcessInstanceId());
  }

  private static Place place(String definitionId, String element, String instance) {
    ProcessDefinitionEntity definition =
        Context.getProcessEngineConfiguration()
            .getDeploymentCache()
            .findDeployedProcessDefinitionById(definitionId);
    ActivityImpl activity = element == null ? null : definition.findActivity(element);
    Object name = activity == null ? null : activity.getProperty("name");
    return new Place(
        definition.getKey(),
        definition.getVersion(),
        element,
        name == null ? null : name.toString(),
        instance);
  }
}
