package org.ims.engine;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.springframework.stereotype.Component;

/**
 * What the engine remembers of an incident: titles in the names of tasks, what was entered in
 * forms, who did what. It offers no way to erase a part of that, so all of it is deleted together.
 */
@Component
public class EngineHistory {

  private final RuntimeService runtime;
  private final HistoryService history;

  EngineHistory(RuntimeService runtime, HistoryService history) {
    this.runtime = runtime;
    this.history = history;
  }

  /**
   * Whether a process of the incident still runs.
   *
   * @param except the key of a process that does not count
   */
  public boolean isAtWork(String incidentNumber, String except) {
    return runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(incidentNumber)
            .processDefinitionKeyNotIn(except)
            .count()
        > 0;
  }

  /** Deletes what is remembered of the processes of the incident that have ended. */
  public void forget(String incidentNumber) {
    List<String> ended =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(incidentNumber)
            .finished()
            .list()
            .stream()
            .map(HistoricProcessInstance::getId)
            .toList();
    if (ended.isEmpty()) {
      return;
    }
    // Who claimed or completed what is not deleted with the instance.
    ended.stream()
        .flatMap(
            instance ->
                history.createUserOperationLogQuery().processInstanceId(instance).list().stream())
        .map(UserOperationLogEntry::getId)
        .forEach(history::deleteUserOperationLogEntry);
    // Neither are the evaluations of tables, whose inputs may be what a person wrote.
    ended.stream()
        .flatMap(
            instance ->
                history
                    .createHistoricDecisionInstanceQuery()
                    .processInstanceId(instance)
                    .list()
                    .stream())
        .map(HistoricDecisionInstance::getId)
        .forEach(history::deleteHistoricDecisionInstanceByInstanceId);
    history.deleteHistoricProcessInstancesIfExists(ended);
  }
}
