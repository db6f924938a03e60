package org.ims.engine.adapter;

import java.util.Set;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.AddGroupIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AddUserIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateGroupQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTenantQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateUserQueryCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserPictureCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.FindActiveActivityIdsCmd;
import org.camunda.bpm.engine.impl.cmd.IsIdentityServiceReadOnlyCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskDueDateCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskFollowUpDateCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskPriorityCmd;
import org.camunda.bpm.engine.impl.cmd.SetUserPictureCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * What a client who is no administrator may ask of the engine, whose own authorisations then say
 * who may. Some of its commands ask for none where they should: those for jobs of no process, for
 * restarting what has ended and for figures. So whatever is not named here is refused.
 */
final class ClientCommands {

  /** The engine gives this name to commands that read. */
  private static final String READING = "Get";

  private static final String ENGINE = "org.camunda.bpm.engine.impl.";

  private static final Set<Class<?>> READS =
      Set.of(
          AuthorizationCheckCmd.class,
          CheckPassword.class,
          CreateGroupQueryCmd.class,
          CreateTenantQueryCmd.class,
          CreateUserQueryCmd.class,
          FindActiveActivityIdsCmd.class,
          IsIdentityServiceReadOnlyCmd.class);

  private static final Set<Class<?>> CHANGES =
      Set.of(
          // Work
          StartProcessInstanceCmd.class,
          SubmitStartFormCmd.class,
          SubmitTaskFormCmd.class,
          ClaimTaskCmd.class,
          CompleteTaskCmd.class,
          ResolveTaskCmd.class,
          AssignTaskCmd.class,
          AddUserIdentityLinkCmd.class,
          AddGroupIdentityLinkCmd.class,
          DeleteUserIdentityLinkCmd.class,
          DeleteGroupIdentityLinkCmd.class,
          SaveTaskCmd.class,
          SetTaskDueDateCmd.class,
          SetTaskFollowUpDateCmd.class,
          SetTaskPriorityCmd.class,
          // One's own profile
          SaveUserCmd.class,
          SetUserPictureCmd.class,
          DeleteUserPictureCmd.class,
          // Models and their jobs
          DeployCmd.class,
          SetJobRetriesCmd.class);

  private ClientCommands() {}

  static boolean isNamed(Command<?> command) {
    Class<?> type = command.getClass();
    return command instanceof AbstractQuery
        || command instanceof AbstractExecuteFilterCmd
        || READS.contains(type)
        || CHANGES.contains(type)
        || type.getName().startsWith(ENGINE) && type.getSimpleName().startsWith(READING);
  }
}
