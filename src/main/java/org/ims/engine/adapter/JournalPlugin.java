package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.ims.incident.Journal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets the journal hear of what the engine does. */
@Component
class JournalPlugin extends AbstractProcessEnginePlugin {

  private final ObjectProvider<Journal> journal;

  JournalPlugin(ObjectProvider<Journal> journal) {
    this.journal = journal;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<HistoryEventHandler> handlers =
        engine.getCustomHistoryEventHandlers() == null
            ? new ArrayList<>()
            : new ArrayList<>(engine.getCustomHistoryEventHandlers());
    handlers.add(new JournalOfEngine(journal::getObject));
    engine.setCustomHistoryEventHandlers(handlers);

    List<Deployer> deployers =
        engine.getCustomPostDeployers() == null
            ? new ArrayList<>()
            : new ArrayList<>(engine.getCustomPostDeployers());
    deployers.add(new JournalOfDeployments(journal::getObject));
    engine.setCustomPostDeployers(deployers);
  }
}
