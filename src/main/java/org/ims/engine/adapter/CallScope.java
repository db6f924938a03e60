package org.ims.engine.adapter;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.ims.engine.web.EngineRequest;

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
    } catch (RuntimeException | Error e) {
      if (outer == 0) {
        EngineRequest.current().ifPresent(request -> request.failed(e));
      }
      throw e;
    } finally {
      if (outer == 0) {
        DEPTH.remove();
      } else {
        DEPTH.set(outer);
      }
    }
  }
}
