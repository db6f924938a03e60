package org.ims.engine.adapter;

import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.ims.engine.web.Outcome;

/**
 * Stands outside the transaction: sends what somebody submits once more when a timer or a machine
 * was faster with the same incident, as that person would have to. Everything is checked anew, and
 * whoever was overtaken by another person, who completed the task, is told so.
 */
class Resubmission extends CommandInterceptor {

  private static final int TRIES = 3;

  @Override
  public <T> T execute(Command<T> command) {
    for (int tried = 1; ; tried++) {
      try {
        return next.execute(command);
      } catch (RuntimeException e) {
        if (tried == TRIES || !isSubmission(command) || !wasOvertaken(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isSubmission(Command<?> command) {
    return CallScope.sentByClient()
        && (command instanceof CompleteTaskCmd
            || command instanceof SubmitTaskFormCmd
            || command instanceof SubmitStartFormCmd);
  }

  private static boolean wasOvertaken(RuntimeException failure) {
    return Outcome.of(failure).filter(Outcome.CONFLICT::equals).isPresent();
  }
}
