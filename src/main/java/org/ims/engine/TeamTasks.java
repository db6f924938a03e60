package org.ims.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** The work that the running processes of an incident offer to its team. */
@Component
public class TeamTasks {

  private static final String OFFERED_TO_TEAM = "${" + IncidentLifecycleProcess.TEAM + "}";

  private final SharedVariables variables;
  private final TaskService tasks;
  private final RepositoryService repository;
  private final AuthorizationService authorisations;

  TeamTasks(
      SharedVariables variables,
      TaskService tasks,
      RepositoryService repository,
      AuthorizationService authorisations) {
    this.variables = variables;
    this.tasks = tasks;
    this.repository = repository;
    this.authorisations = authorisations;
  }

  /**
   * Another team takes over: open tasks that the model offers to the team go to it and are claimed
   * anew, later ones are offered to it at once. What the model gives to a named person stays with
   * whoever holds it.
   */
  public void handOver(String incidentNumber, String team) {
    variables.change(incidentNumber, IncidentLifecycleProcess.TEAM, team);
    Overtaken.unless(() -> offerTasksTo(incidentNumber, team));
  }

  private void offerTasksTo(String incidentNumber, String team) {
    for (Task task : tasks.createTaskQuery().processInstanceBusinessKey(incidentNumber).list()) {
      UserTask model = model(task);
      List<String> groups = new ArrayList<>(model.getCamundaCandidateGroupsList());
      if (groups.contains(OFFERED_TO_TEAM)) {
        groups.replaceAll(group -> group.equals(OFFERED_TO_TEAM) ? team : group);
        offer(task, groups, model.getCamundaAssignee() == null ? null : task.getAssignee());
      }
    }
  }

  private UserTask model(Task task) {
    return repository
        .getBpmnModelInstance(task.getProcessDefinitionId())
        .getModelElementById(task.getTaskDefinitionKey());
  }

  /**
   * @param holder who keeps the task, or null to have it claimed anew
   */
  private void offer(Task task, Collection<String> groups, String holder) {
    if (task.getAssignee() != null && holder == null) {
      tasks.setAssignee(task.getId(), null);
    }
    tasks.getIdentityLinksForTask(task.getId()).stream()
        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
        .map(IdentityLink::getGroupId)
        .filter(Objects::nonNull)
        .toList()
        .forEach(group -> tasks.deleteCandidateGroup(task.getId(), group));
    // The engine grants rights on a task when it is offered or claimed, and never takes them back.
    // Those of whom the task stays with are kept: granted anew at once, they would be lost.
    List<Authorization> granted =
        authorisations
            .createAuthorizationQuery()
            .resourceType(Resources.TASK)
            .resourceId(task.getId())
            .list();
    granted.stream()
        .filter(right -> right.getGroupId() == null || !groups.contains(right.getGroupId()))
        .filter(right -> holder == null || !holder.equals(right.getUserId()))
        .forEach(right -> authorisations.deleteAuthorization(right.getId()));
    new TreeSet<>(groups).forEach(group -> tasks.addCandidateGroup(task.getId(), group));
  }
}
