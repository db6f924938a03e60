package org.ims.engine.adapter;

import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps by which version of the lifecycle each incident runs and who did its tasks, in the
 * transaction in which the engine tells of it: by the engine's history events, because a process
 * may also be started, migrated and restarted past our own code.
 */
class InvolvementRecorder implements HistoryEventHandler {

  private final ObjectProvider<JdbcClient> jdbc;

  InvolvementRecorder(ObjectProvider<JdbcClient> jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void handleEvent(HistoryEvent event) {
    if (event instanceof HistoricProcessInstanceEventEntity instance) {
      ran(instance);
    } else if (event instanceof HistoricTaskInstanceEventEntity task
        && event.isEventOfType(HistoryEventTypes.TASK_INSTANCE_COMPLETE)) {
      done(task);
    }
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  private void ran(HistoricProcessInstanceEventEntity instance) {
    // An update gives the number to what was started without one; the end tells nothing new.
    if (instance.getBusinessKey() != null
        && instance.getProcessDefinitionVersion() != null
        && IncidentLifecycleProcess.KEY.equals(instance.getProcessDefinitionKey())
        && !instance.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)) {
      jdbc.getObject()
          .sql(
              "insert into incident_process (incident_number, version) values (?, ?)"
                  + " on conflict do nothing")
          .params(instance.getBusinessKey(), instance.getProcessDefinitionVersion())
          .update();
    }
  }

  private void done(HistoricTaskInstanceEventEntity task) {
    if (task.getAssignee() == null || task.getProcessInstanceId() == null) {
      return;
    }
    ExecutionEntity instance =
        Context.getCommandContext()
            .getExecutionManager()
            .findExecutionById(task.getProcessInstanceId());
    if (instance != null && instance.getBusinessKey() != null) {
      jdbc.getObject()
          .sql(
              "insert into incident_person (login, incident_number)"
                  + " select ?, number from incident where number = ? on conflict do nothing")
          .params(task.getAssignee(), instance.getBusinessKey())
          .update();
    }
  }
}
