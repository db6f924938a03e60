package org.ims.engine.adapter;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.ims.engine.UserDeleted;

/**
 * Closes what the engine leaves open to a user who is logged in. It stands inside the transaction,
 * so that what it checks cannot change until the command is committed.
 */
class CommandGuard extends CommandInterceptor {

  private static final CommandField EXTENDING_QUERY =
      new CommandField(AbstractExecuteFilterCmd.class, "extendingQuery");
  private static final CommandField COMPLETED_TASK =
      new CommandField(CompleteTaskCmd.class, "taskId");
  private static final CommandField COMPLETED_WITH =
      new CommandField(CompleteTaskCmd.class, "variables");
  private static final CommandField EXECUTED_JOB = new CommandField(ExecuteJobsCmd.class, "jobId");
  private static final CommandField RETRIED_JOB = new CommandField(SetJobRetriesCmd.class, "jobId");
  private static final CommandField SAVED_USER = new CommandField(SaveUserCmd.class, "user");
  private static final CommandField SUBMITTED_TASK =
      new CommandField(SubmitTaskFormCmd.class, "taskId");
  private static final CommandField SUBMITTED_WITH =
      new CommandField(SubmitTaskFormCmd.class, "properties");
  private static final CommandField STARTED_BY_FORM =
      new CommandField(SubmitStartFormCmd.class, "processDefinitionId");
  private static final CommandField STARTED_BY_FORM_AS =
      new CommandField(SubmitStartFormCmd.class, "businessKey");
  private static final CommandField STARTED_BY_FORM_WITH =
      new CommandField(SubmitStartFormCmd.class, "variables");
  private static final CommandField STARTED =
      new CommandField(StartProcessInstanceCmd.class, "instantiationBuilder");
  private static final CommandField CLAIMED_TASK = new CommandField(ClaimTaskCmd.class, "taskId");
  private static final CommandField CLAIMED_BY = new CommandField(ClaimTaskCmd.class, "userId");
  private static final CommandField ASSIGNED_TASK =
      new CommandField(AbstractAddIdentityLinkCmd.class, "taskId");
  private static final CommandField ASSIGNED_TO =
      new CommandField(AbstractAddIdentityLinkCmd.class, "userId");
  private static final CommandField LEAVING_USER =
      new CommandField(DeleteMembershipCmd.class, "userId");
  private static final CommandField LEFT_GROUP =
      new CommandField(DeleteMembershipCmd.class, "groupId");
  private static final CommandField DELETED_USER = new CommandField(DeleteUserCmd.class, "userId");
  private static final CommandField DELETED_GROUP =
      new CommandField(DeleteGroupCmd.class, "groupId");
  private static final CommandField CHECKED_USER = new CommandField(CheckPassword.class, "userId");
  private static final CommandField CHECKED_PASSWORD =
      new CommandField(CheckPassword.class, "password");

  private static final CommandField DEPLOYED =
      new CommandField(DeployCmd.class, "deploymentBuilder");

  private final FormKeys forms;
  private final PasswordHash passwords;
  private final Consumer<Object> events;

  CommandGuard(FormKeys forms, PasswordHash passwords, Consumer<Object> events) {
    this.forms = forms;
    this.passwords = passwords;
    this.events = events;
  }

  @Override
  public <T> T execute(Command<T> command) {
    CommandContext context = Context.getCommandContext();
    try {
      return guarded(command, context);
    } catch (RuntimeException e) {
      if (isOvertaken(command, context)) {
        throw new OptimisticLockingException("This was done or ended meanwhile.", e);
      }
      throw e;
    }
  }

  private <T> T guarded(Command<T> command, CommandContext context) {
    refuseExpressions(command);
    refuseLateModels(command);
    keepAnAdministrator(command, context);
    if (context.getAuthenticatedUserId() != null) {
      lockClaimedTasks(command, context);
      if (CallScope.sentByClient()) {
        acceptOnlyForms(command, context);
        if (!isAdministrator(context)) {
          acceptOnlyNamed(command, context);
        }
      }
      if (givesBackOwnTask(command, context)) {
        // The engine wants the right to assign for this, but whoever may take may give back.
        return context.runWithoutAuthorization(() -> next.execute(command));
      }
    }
    T answer = next.execute(command);
    if (command instanceof DeleteUserCmd) {
      String by = context.getAuthenticatedUserId();
      events.accept(new UserDeleted(DELETED_USER.text(command), by == null ? "" : by));
    }
    if (command instanceof CheckPassword check && Boolean.FALSE.equals(answer)) {
      takeAsLongAsForAKnownUser(check, context);
    }
    return answer;
  }

  // What is not for everybody

  private static void acceptOnlyNamed(Command<?> command, CommandContext context) {
    if (!ClientCommands.isNamed(command)
        || command instanceof SetJobRetriesCmd
            && isOfNoProcess(RETRIED_JOB.text(command), context)) {
      throw new AuthorizationException("This is for administrators.");
    }
    if (command instanceof SaveUserCmd && changesAddress((User) SAVED_USER.of(command), context)) {
      throw new BadUserRequestException(
          "Mails are known by their sender's address, so an administrator changes yours.");
    }
  }

  /** Such a job cleans up or is part of a batch; the engine asks for no right to change it. */
  private static boolean isOfNoProcess(String jobId, CommandContext context) {
    JobEntity job = jobId == null ? null : context.getJobManager().findJobById(jobId);
    return job != null && job.getProcessDefinitionKey() == null;
  }

  private static boolean changesAddress(User saved, CommandContext context) {
    try {
      String present =
          answer("select email_ from act_id_user where id_ = ?", saved.getId(), context)
              .orElse(null);
      return !Objects.equals(present, saved.getEmail());
    } catch (SQLException e) {
      throw new ProcessEngineException("The present address cannot be read.", e);
    }
  }

  // Queries

  private static void refuseExpressions(Command<?> command) {
    if (command instanceof AbstractQuery<?, ?> query) {
      refuseExpressions(query);
    } else if (command instanceof AbstractExecuteFilterCmd filter) {
      if (EXTENDING_QUERY.of(filter) instanceof AbstractQuery<?, ?> extending) {
        refuseExpressions(extending);
      }
    }
  }

  /** Only the query of a saved filter may hold expressions, and only an administrator saves one. */
  private static void refuseExpressions(AbstractQuery<?, ?> query) {
    if (holdsExpressions(query)) {
      throw new BadUserRequestException("A query may not contain expressions.");
    }
  }

  private static boolean holdsExpressions(AbstractQuery<?, ?> query) {
    if (!query.getExpressions().isEmpty()) {
      return true;
    }
    // The alternatives nest, and each begins its list of alternatives with itself.
    return query instanceof TaskQueryImpl tasks
        && tasks.getQueries().stream()
            .anyMatch(alternative -> alternative != query && holdsExpressions(alternative));
  }

  // Models

  /**
   * Until its time the newest version would be suspended, and nobody could start what it describes.
   */
  private static void refuseLateModels(Command<?> command) {
    if (command instanceof DeployCmd
        && ((DeploymentBuilderImpl) DEPLOYED.of(command)).getProcessDefinitionsActivationDate()
            != null) {
      throw new BadUserRequestException(
          "A new version counts at once: deploy without an activation time.");
    }
  }

  // Tasks

  /** Of the task that the command completes; null when it completes none. */
  private static String completedTask(Command<?> command) {
    if (command instanceof CompleteTaskCmd) {
      return COMPLETED_TASK.text(command);
    }
    return command instanceof SubmitTaskFormCmd ? SUBMITTED_TASK.text(command) : null;
  }

  /**
   * Whether somebody else, or a timer, was faster: then the engine, which had read what is gone
   * now, stumbles over anything. Our own work is not in the database yet: the engine writes it
   * after the command.
   */
  private static boolean isOvertaken(Command<?> command, CommandContext context) {
    String task = completedTask(command);
    if (task != null) {
      return isAnswered(
          "select id_ from act_hi_taskinst where id_ = ? and end_time_ is not null", task, context);
    }
    return command instanceof ExecuteJobsCmd
        && isAnswered(
            "select l.job_id_ from act_hi_job_log l where l.job_id_ = ?"
                + " and not exists (select from act_ru_job j where j.id_ = l.job_id_)",
            EXECUTED_JOB.text(command),
            context);
  }

  private static boolean isAnswered(String question, String id, CommandContext context) {
    try {
      return answer(question, id, context).isPresent();
    } catch (SQLException e) {
      // After a failure of the database nothing more can be asked, and that failure is the answer.
      return false;
    }
  }

  /** What the database itself says, since the engine's cache holds what the command works on. */
  private static Optional<String> answer(String question, String id, CommandContext context)
      throws SQLException {
    try (PreparedStatement query =
        context.getDbSqlSession().getSqlSession().getConnection().prepareStatement(question)) {
      query.setString(1, id);
      ResultSet row = query.executeQuery();
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  private void lockClaimedTasks(Command<?> command, CommandContext context) {
    String user = context.getAuthenticatedUserId();
    if (command instanceof CompleteTaskCmd || command instanceof SubmitTaskFormCmd) {
      TaskEntity task = workable(completedTask(command), context);
      if (task == null) {
        return;
      }
      if (task.getAssignee() == null) {
        throw new AuthorizationException(
            "Claim the task \"%s\" before you complete it.".formatted(task.getName()));
      }
      refuseUnlessHolder(task, user, "complete it");
    } else if (command instanceof ClaimTaskCmd) {
      TaskEntity task = workable(CLAIMED_TASK.text(command), context);
      String claimer = CLAIMED_BY.text(command);
      if (task != null && claimer == null) {
        refuseUnlessHolder(task, user, "give it back");
      } else if (task != null && !claimer.equals(user)) {
        throw new AuthorizationException("You can claim a task for yourself only.");
      }
    }
  }

  private static void refuseUnlessHolder(TaskEntity task, String user, String step) {
    String holder = task.getAssignee();
    if (holder != null && !holder.equals(user)) {
      throw new AuthorizationException(
          "The task \"%s\" is held by %s; only %s may %s."
              .formatted(task.getName(), holder, holder, step));
    }
  }

  private static boolean givesBackOwnTask(Command<?> command, CommandContext context) {
    if (!(command instanceof AssignTaskCmd) || ASSIGNED_TO.text(command) != null) {
      return false;
    }
    TaskEntity task = context.getTaskManager().findTaskById(ASSIGNED_TASK.text(command));
    return task != null && context.getAuthenticatedUserId().equals(task.getAssignee());
  }

  /** The task, after the engine's own check: nobody learns here about tasks of other groups. */
  private static TaskEntity workable(String taskId, CommandContext context) {
    TaskEntity task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
    if (task != null) {
      for (CommandChecker checker : context.getProcessEngineConfiguration().getCommandCheckers()) {
        checker.checkTaskWork(task);
      }
    }
    return task;
  }

  // Variables

  private void acceptOnlyForms(Command<?> command, CommandContext context) {
    if (command instanceof CompleteTaskCmd) {
      String step = command instanceof ResolveTaskCmd ? "resolving" : "completing";
      acceptOnly(
          taskForm(COMPLETED_TASK.text(command), context), COMPLETED_WITH.map(command), step);
    } else if (command instanceof SubmitTaskFormCmd) {
      acceptOnly(
          taskForm(SUBMITTED_TASK.text(command), context),
          SUBMITTED_WITH.map(command),
          "completing");
    } else if (command instanceof SubmitStartFormCmd) {
      refuseBusinessKey(STARTED_BY_FORM_AS.text(command));
      acceptOnly(
          startForm(STARTED_BY_FORM.text(command), context),
          STARTED_BY_FORM_WITH.map(command),
          "starting");
    } else if (command instanceof StartProcessInstanceCmd) {
      ProcessInstantiationBuilderImpl start = (ProcessInstantiationBuilderImpl) STARTED.of(command);
      refuseBusinessKey(start.getBusinessKey());
      String definition =
          new GetDeployedProcessDefinitionCmd(start, false).execute(context).getId();
      acceptOnly(startForm(definition, context), start.getVariables(), "starting");
    } else if (command instanceof StartProcessInstanceAtActivitiesCmd) {
      throw new BadUserRequestException(
          "A process starts at its beginning, with its listeners; leave out start instructions.");
    } else if (command instanceof HandleTaskBpmnErrorCmd
        || command instanceof HandleTaskEscalationCmd) {
      throw new BadUserRequestException("A task is completed by its form.");
    } else if (sendsAnEvent(command) && !isAdministrator(context)) {
      throw new AuthorizationException("Messages and signals are sent by the application.");
    }
  }

  private static boolean sendsAnEvent(Command<?> command) {
    return command instanceof AbstractCorrelateMessageCmd
        || command instanceof MessageEventReceivedCmd
        || command instanceof SignalEventReceivedCmd
        || command instanceof EvaluateStartConditionCmd;
  }

  private static boolean isAdministrator(CommandContext context) {
    List<String> groups = context.getAuthenticatedGroupIds();
    return groups != null && groups.contains(Groups.CAMUNDA_ADMIN);
  }

  private static void refuseBusinessKey(String businessKey) {
    if (businessKey != null && !businessKey.isEmpty()) {
      throw new BadUserRequestException(
          "The incident number is given by the application; leave out the business key.");
    }
  }

  private Set<String> taskForm(String taskId, CommandContext context) {
    TaskEntity task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
    return task == null
        ? Set.of()
        : forms.of(context.runWithoutAuthorization(new GetTaskFormCmd(taskId)), context);
  }

  private Set<String> startForm(String definitionId, CommandContext context) {
    return forms.of(context.runWithoutAuthorization(new GetStartFormCmd(definitionId)), context);
  }

  private static void acceptOnly(Set<String> keys, Map<?, ?> variables, String step) {
    Collection<?> names = variables == null ? Set.of() : variables.keySet();
    Optional<?> foreign =
        names.stream()
            .map(Objects::toString)
            .filter(name -> !keys.contains(name))
            .sorted()
            .findFirst();
    if (foreign.isPresent()) {
      throw new BadUserRequestException(
          "The variable \"%s\" is not a field of the form, so %s with it is refused."
              .formatted(foreign.get(), step));
    }
  }

  // Identities

  private static void keepAnAdministrator(Command<?> command, CommandContext context) {
    if (command instanceof DeleteMembershipCmd) {
      if (Groups.CAMUNDA_ADMIN.equals(LEFT_GROUP.text(command))) {
        refuseIfLast(LEAVING_USER.text(command), context);
      }
    } else if (command instanceof DeleteUserCmd) {
      refuseIfLast(DELETED_USER.text(command), context);
    } else if (command instanceof DeleteGroupCmd
        && Groups.CAMUNDA_ADMIN.equals(DELETED_GROUP.text(command))) {
      throw new BadUserRequestException("The administrators' group is needed.");
    }
  }

  private static void refuseIfLast(String userId, CommandContext context) {
    List<String> administrators =
        context
            .runWithoutAuthorization(
                () ->
                    context
                        .getReadOnlyIdentityProvider()
                        .createUserQuery(context)
                        .memberOfGroup(Groups.CAMUNDA_ADMIN)
                        .unlimitedList())
            .stream()
            .map(User::getId)
            .toList();
    if (administrators.equals(List.of(String.valueOf(userId)))) {
      throw new BadUserRequestException(
          "%s is the last administrator; make somebody else one first.".formatted(userId));
    }
  }

  private void takeAsLongAsForAKnownUser(CheckPassword check, CommandContext context) {
    String userId = CHECKED_USER.text(check);
    String password = CHECKED_PASSWORD.text(check);
    boolean known =
        userId != null
            && context.runWithoutAuthorization(
                () -> context.getReadOnlyIdentityProvider().findUserById(userId) != null);
    if (!known && password != null) {
      // Otherwise the time of the answer tells which logins exist.
      passwords.encrypt(password);
    }
  }
}
