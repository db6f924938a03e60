package org.ims.engine;

import java.util.List;
import java.util.function.Function;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.camunda.bpm.engine.history.SetRemovalTimeSelectModeForHistoricProcessInstancesBuilder;
import org.camunda.bpm.engine.history.SetRemovalTimeToHistoricProcessInstancesBuilder;
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
  private final Caller caller;

  EngineHistory(RuntimeService runtime, HistoryService history, Caller caller) {
    this.runtime = runtime;
    this.history = history;
    this.caller = caller;
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

  /**
   * Keeps what is remembered of the processes of the incident that have ended beyond their time to
   * live, until {@link #keepForItsTime}. The engine does it soon, in a batch.
   */
  public void keepForEver(String incidentNumber) {
    setRemovalTime(
        incidentNumber,
        SetRemovalTimeSelectModeForHistoricProcessInstancesBuilder::clearedRemovalTime);
  }

  /** Lets the engine remove it when its time to live is over. */
  public void keepForItsTime(String incidentNumber) {
    setRemovalTime(
        incidentNumber,
        SetRemovalTimeSelectModeForHistoricProcessInstancesBuilder::calculatedRemovalTime);
  }

  private void setRemovalTime(
      String incidentNumber,
      Function<
              SetRemovalTimeSelectModeForHistoricProcessInstancesBuilder,
              SetRemovalTimeToHistoricProcessInstancesBuilder>
          mode) {
    caller.asSystem(
        () ->
            // Of none the engine makes no batch but an error.
            ended(incidentNumber).count() == 0
                ? null
                : mode.apply(history.setRemovalTimeToHistoricProcessInstances())
                    .byQuery(ended(incidentNumber))
                    .hierarchical()
                    .executeAsync());
  }

  private HistoricProcessInstanceQuery ended(String incidentNumber) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(incidentNumber)
        .finished();
  }

  /** Deletes what is remembered of the processes of the incident that have ended. */
  public void forget(String incidentNumber) {
    List<String> ended =
        ended(incidentNumber).list().stream().map(HistoricProcessInstance::getId).toList();
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
