package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.ims.engine.Sha256;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;

/** Records which models came into force when, by whom, and what exactly they were. */
class JournalOfDeployments implements Deployer {

  private final Supplier<Journal> journal;

  JournalOfDeployments(Supplier<Journal> journal) {
    this.journal = journal;
  }

  /** Also called when an old deployment is read again into the cache. */
  @Override
  public void deploy(DeploymentEntity deployment) {
    if (!deployment.isNew()) {
      return;
    }
    List<Map<String, Object>> models = new ArrayList<>();
    for (ResourceEntity resource : new TreeMap<>(deployment.getResources()).values()) {
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("name", resource.getName());
      model.put("sha256", HexFormat.of().formatHex(Sha256.of(resource.getBytes())));
      models.add(model);
    }
    journal
        .get()
        .record(
            JournalFact.of(null, "model-deployed")
                .by(JournalOfEngine.user())
                .with("deployment", deployment.getId())
                .with("name", deployment.getName())
                .with("source", deployment.getSource())
                .with("models", models));
  }
}
