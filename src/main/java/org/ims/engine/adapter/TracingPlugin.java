package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.ims.engine.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets {@link JobTraces} hear which jobs are made and done. */
@Component
class TracingPlugin extends AbstractProcessEnginePlugin {

  private final ObjectProvider<JdbcClient> jdbc;
  private final ObjectProvider<Traces> traces;

  TracingPlugin(ObjectProvider<JdbcClient> jdbc, ObjectProvider<Traces> traces) {
    this.jdbc = jdbc;
    this.traces = traces;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<HistoryEventHandler> handlers = new ArrayList<>(engine.getCustomHistoryEventHandlers());
    handlers.add(new JobTraces(jdbc, traces));
    engine.setCustomHistoryEventHandlers(handlers);
  }
}
