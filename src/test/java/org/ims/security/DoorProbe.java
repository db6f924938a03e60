package org.ims.security;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;

/** A small process of these tests: a start form, a task with a form, a task without one. */
final class DoorProbe {

  static final String KEY = "DoorProbe";

  private final ProcessEngine engine;

  /** Deploys it, unless an earlier test did. */
  DoorProbe(ProcessEngine engine) {
    this.engine = engine;
    engine
        .getRepositoryService()
        .createDeployment()
        .name("door probe")
        .enableDuplicateFiltering(true)
        .addClasspathResource("security/DoorProbe.bpmn")
        .addClasspathResource("security/DoorStart.form")
        .addClasspathResource("security/DoorTask.form")
        .deploy();
    grant(
        Roles.REPORTER,
        Resources.PROCESS_DEFINITION,
        KEY,
        ProcessDefinitionPermissions.CREATE_INSTANCE);
  }

  void grant(String group, Resource resource, String resourceId, Permission right) {
    AuthorizationService authorisations = engine.getAuthorizationService();
    if (authorisations
            .createAuthorizationQuery()
            .groupIdIn(group)
            .resourceType(resource)
            .resourceId(resourceId)
            .count()
        == 0) {
      Authorization grant = authorisations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      grant.setGroupId(group);
      grant.setResource(resource);
      grant.setResourceId(resourceId);
      grant.setPermissions(new Permission[] {right});
      authorisations.saveAuthorization(grant);
    }
  }

  /** Starts an instance from inside and answers its first task. */
  Task start() {
    String instance = engine.getRuntimeService().startProcessInstanceByKey(KEY).getId();
    return task(instance);
  }

  Task task(String instance) {
    return engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
  }

  Task reload(Task task) {
    return engine.getTaskService().createTaskQuery().taskId(task.getId()).singleResult();
  }

  /** The second task, which has no form. */
  Task bare() {
    Task first = start();
    engine.getTaskService().complete(first.getId());
    return task(first.getProcessInstanceId());
  }

  List<String> variables(String instance) {
    return engine
        .getHistoryService()
        .createHistoricVariableInstanceQuery()
        .processInstanceId(instance)
        .list()
        .stream()
        .map(variable -> variable.getName())
        .sorted()
        .toList();
  }

  long instances() {
    return engine
        .getHistoryService()
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(KEY)
        .count();
  }
}
