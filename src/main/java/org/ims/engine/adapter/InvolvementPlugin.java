package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets {@link InvolvementRecorder} hear what the engine writes into its history. */
@Component
class InvolvementPlugin extends AbstractProcessEnginePlugin {

  private final ObjectProvider<JdbcClient> jdbc;

  InvolvementPlugin(ObjectProvider<JdbcClient> jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<HistoryEventHandler> handlers = new ArrayList<>(engine.getCustomHistoryEventHandlers());
    handlers.add(new InvolvementRecorder(jdbc));
    engine.setCustomHistoryEventHandlers(handlers);
  }
}
