package org.ims.engine.adapter;

import java.util.Optional;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.ims.engine.web.EngineRequest;
import org.ims.incident.InvalidInputException;

/**
 * Stands outside the transaction: knows which command came from outside and which one a delegate
 * issued, and tells the HTTP request why a command, or its commit, failed.
 */
class CallScope extends CommandInterceptor {

  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  /** Whether the command that is executed now was sent by an HTTP client itself. */
  static boolean sentByClient() {
    return DEPTH.get() == 1 && EngineRequest.current().isPresent();
  }

  @Override
  public <T> T execute(Command<T> command) {
    int outer = DEPTH.get();
    DEPTH.set(outer + 1);
    try {
      return next.execute(command);
    } catch (Error e) {
      if (outer == 0) {
        EngineRequest.current().ifPresent(request -> request.failed(e));
      }
      throw e;
    } catch (RuntimeException e) {
      if (outer == 0) {
        EngineRequest.current().ifPresent(request -> request.failed(e));
      }
      throw refusalIn(e).orElse(e);
    } finally {
      if (outer == 0) {
        DEPTH.remove();
      } else {
        DEPTH.set(outer);
      }
    }
  }

  /**
   * Why a form was refused. The engine hides what a task listener throws behind a sentence of its
   * own, and the person shall read ours.
   */
  private static Optional<RuntimeException> refusalIn(RuntimeException failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof InvalidInputException refusal) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }
}
