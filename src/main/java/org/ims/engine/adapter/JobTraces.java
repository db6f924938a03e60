package org.ims.engine.adapter;

import java.util.List;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricJobLogEventEntity;
import org.ims.engine.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps with each asynchronous step the trace in which it was asked for, until it is done: a
 * request is answered before the work that it began has ended. A timer begins a trace of its own.
 */
class JobTraces implements HistoryEventHandler {

  private final ObjectProvider<JdbcClient> jdbc;
  private final ObjectProvider<Traces> traces;

  JobTraces(ObjectProvider<JdbcClient> jdbc, ObjectProvider<Traces> traces) {
    this.jdbc = jdbc;
    this.traces = traces;
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  @Override
  public void handleEvent(HistoryEvent event) {
    if (event instanceof HistoricJobLogEventEntity job
        && AsyncContinuationJobHandler.TYPE.equals(job.getJobDefinitionType())) {
      if (job.isCreationLog()) {
        traces.getObject().parent().ifPresent(parent -> keep(job.getJobId(), parent));
      } else if (job.isSuccessLog() || job.isDeletionLog()) {
        forget(job.getJobId());
      }
    }
  }

  private void keep(String job, String parent) {
    jdbc.getObject()
        .sql("insert into job_trace (job_id, parent) values (:job, :parent)")
        .param("job", job)
        .param("parent", parent)
        .update();
  }

  private void forget(String job) {
    jdbc.getObject().sql("delete from job_trace where job_id = :job").param("job", job).update();
  }
}
