package org.ims.engine.adapter;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.repository.ResourceDefinitionEntity;
import org.ims.engine.gate.DeployedModels;

/** What the engine's database holds, as the command sees it that deploys. */
class StoredModels implements DeployedModels {

  private final CommandContext context = Context.getCommandContext();

  @Override
  public Optional<Source> process(String key) {
    return source(context.getProcessDefinitionManager().findLatestDefinitionByKey(key));
  }

  @Override
  public Optional<Source> decision(String key) {
    return source(context.getDecisionDefinitionManager().findLatestDefinitionByKey(key));
  }

  @Override
  public Optional<Source> form(String key) {
    return source(context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(key));
  }

  @Override
  public Set<String> processes() {
    Set<String> keys = new HashSet<>();
    ProcessDefinitionQueryImpl query =
        (ProcessDefinitionQueryImpl)
            context
                .getProcessEngineConfiguration()
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion();
    query.unlimitedList().forEach(process -> keys.add(process.getKey()));
    return keys;
  }

  @Override
  public boolean hasGroup(String group) {
    return context.getReadOnlyIdentityProvider().findGroupById(group) != null;
  }

  private Optional<Source> source(ResourceDefinitionEntity<?> definition) {
    return Optional.ofNullable(definition)
        .map(
            found ->
                context
                    .getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(
                        found.getDeploymentId(), found.getResourceName()))
        .map(resource -> new Source(resource.getName(), resource.getBytes()));
  }
}
