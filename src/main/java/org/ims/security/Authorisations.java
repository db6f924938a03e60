package org.ims.security;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.HistoricTaskPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;

/**
 * The one table of who may do what in the engine: role, resource, rights. Rights on a single task
 * are not in it: the engine grants them when the task is offered to a group or claimed.
 */
final class Authorisations {

  private static final String LIFECYCLE = "IncidentLifecycle";
  private static final String CHANGE = "IncidentChange";

  private Authorisations() {}

  record Grant(String group, Resource resource, String resourceId, List<Permission> rights) {}

  static List<Grant> table(Collection<String> teamGroups) {
    List<Grant> table = new ArrayList<>();

    List<String> workers = new ArrayList<>(Roles.staff());
    workers.addAll(teamGroups);
    List<String> everybody = new ArrayList<>(workers);
    everybody.add(Roles.REPORTER);

    for (String group : everybody) {
      add(table, group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
      add(
          table,
          group,
          Resources.PROCESS_DEFINITION,
          LIFECYCLE,
          ProcessDefinitionPermissions.CREATE_INSTANCE);
      add(table, group, Resources.PROCESS_INSTANCE, ANY, ProcessInstancePermissions.CREATE);
    }

    for (String group : workers) {
      add(
          table,
          group,
          Resources.PROCESS_DEFINITION,
          CHANGE,
          ProcessDefinitionPermissions.CREATE_INSTANCE);
    }

    // What a process definition lets each role do, with all its instances.
    add(
        table,
        Roles.REPORTER,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ);
    for (String group : workers) {
      List<Permission> rights = new ArrayList<>();
      rights.add(ProcessDefinitionPermissions.READ);
      // The cards of a task list show variables of the incident, such as its priority.
      rights.add(ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE);
      switch (group) {
        case Roles.EXEC -> rights.add(ProcessDefinitionPermissions.READ_TASK);
        case Roles.INCIDENT_MANAGER, Roles.MAJOR_INCIDENT_MANAGER -> {
          rights.add(ProcessDefinitionPermissions.READ_TASK);
          rights.add(ProcessDefinitionPermissions.READ_TASK_VARIABLE);
          // A claimed task is locked, so somebody must be able to hand it to another person.
          rights.add(ProcessDefinitionPermissions.TASK_ASSIGN);
        }
        case Roles.PROCESS_OWNER -> {
          rights.add(ProcessDefinitionPermissions.READ_INSTANCE);
          rights.add(ProcessDefinitionPermissions.READ_HISTORY);
          rights.add(ProcessDefinitionPermissions.RETRY_JOB);
        }
        default -> {
          // Nothing more: the tasks of their groups are granted one by one.
        }
      }
      add(table, group, Resources.PROCESS_DEFINITION, ANY, rights.toArray(new Permission[0]));
    }

    add(table, Roles.PROCESS_OWNER, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
    add(
        table,
        Roles.PROCESS_OWNER,
        Resources.DEPLOYMENT,
        ANY,
        Permissions.READ,
        Permissions.CREATE);
    add(
        table,
        Roles.PROCESS_OWNER,
        Resources.DECISION_DEFINITION,
        ANY,
        Permissions.READ,
        Permissions.READ_HISTORY);
    add(
        table,
        Roles.PROCESS_OWNER,
        Resources.DECISION_REQUIREMENTS_DEFINITION,
        ANY,
        Permissions.READ);

    auditor(table);

    for (Resource resource : Resources.values()) {
      add(table, Roles.ADMINISTRATOR, resource, ANY, Permissions.ALL);
    }
    return table;
  }

  /** Reads everything and changes nothing. */
  private static void auditor(List<Grant> table) {
    String group = Roles.AUDITOR;
    add(table, group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
    add(
        table,
        group,
        Resources.PROCESS_DEFINITION,
        ANY,
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.READ_TASK_VARIABLE,
        ProcessDefinitionPermissions.READ_HISTORY,
        ProcessDefinitionPermissions.READ_HISTORY_VARIABLE);
    add(
        table,
        group,
        Resources.HISTORIC_PROCESS_INSTANCE,
        ANY,
        HistoricProcessInstancePermissions.READ);
    add(
        table,
        group,
        Resources.HISTORIC_TASK,
        ANY,
        HistoricTaskPermissions.READ,
        HistoricTaskPermissions.READ_VARIABLE);
    add(
        table,
        group,
        Resources.DECISION_DEFINITION,
        ANY,
        Permissions.READ,
        Permissions.READ_HISTORY);
    add(table, group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
    add(table, group, Resources.DEPLOYMENT, ANY, Permissions.READ);
    add(table, group, Resources.BATCH, ANY, BatchPermissions.READ, BatchPermissions.READ_HISTORY);
    add(
        table,
        group,
        Resources.OPERATION_LOG_CATEGORY,
        ANY,
        UserOperationLogCategoryPermissions.READ);
    add(table, group, Resources.USER, ANY, Permissions.READ);
    add(table, group, Resources.GROUP, ANY, Permissions.READ);
    add(table, group, Resources.AUTHORIZATION, ANY, Permissions.READ);
  }

  private static void add(
      List<Grant> table, String group, Resource resource, String resourceId, Permission... rights) {
    table.add(new Grant(group, resource, resourceId, Arrays.asList(rights)));
  }
}
