package org.ims.engine;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * Between looking what there is and doing something with it somebody else may be faster. The engine
 * calls that a failure, which nobody would try again.
 */
final class Overtaken {

  /** In the engine's sentences, which are all that tells its reason. */
  private static final List<String> GONE =
      List.of(
          "does not have a subscription",
          "Cannot restore state of process instance",
          "Cannot find task with id",
          "doesn't exist");

  private Overtaken() {}

  /**
   * Does something with what has just been found.
   *
   * @throws OptimisticLockingException when it is gone
   */
  static <T> T unless(Supplier<T> step) {
    try {
      return step.get();
    } catch (ProcessEngineException e) {
      if (GONE.stream().anyMatch(String.valueOf(e.getMessage())::contains)) {
        throw new OptimisticLockingException("What was there a moment ago went on meanwhile.", e);
      }
      throw e;
    }
  }

  /**
   * Does something with what has just been found.
   *
   * @throws OptimisticLockingException when it is gone
   */
  static void unless(Runnable step) {
    unless(
        () -> {
          step.run();
          return null;
        });
  }
}
