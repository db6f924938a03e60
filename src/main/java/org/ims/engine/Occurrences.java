package org.ims.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.ims.incident.InvalidInputException;
import org.springframework.stereotype.Component;

/**
 * Tells the running processes of an incident that something happened, by a message. Whichever of
 * them waits for it goes on, in the caller's transaction.
 */
@Component
public class Occurrences {

  /** In the engine's sentences, which are all that tells its reason. */
  private static final List<String> OVERTAKEN =
      List.of("does not have a subscription", "Cannot restore state of process instance");

  private final RuntimeService runtime;

  Occurrences(RuntimeService runtime) {
    this.runtime = runtime;
  }

  /**
   * @param message a name that a contract class declares, as {@code Msg_IncidentWithdrawn}
   * @return how many processes waited for it
   */
  public int happened(String incidentNumber, String message) {
    return happened(incidentNumber, message, Map.of());
  }

  /**
   * Tells one of the processes of an incident, which waits for it.
   *
   * @param variable names the process among its like, together with the value
   * @throws org.ims.incident.InvalidInputException when none waits for it (any more)
   */
  public void happenedTo(String incidentNumber, String message, String variable, Object value) {
    try {
      unlessOvertaken(
          () ->
              runtime
                  .createMessageCorrelation(message)
                  .processInstanceBusinessKey(incidentNumber)
                  .processInstanceVariableEquals(variable, value)
                  .correlateWithResult());
    } catch (MismatchingMessageCorrelationException e) {
      throw new InvalidInputException(
          variable, "waiting", "The process does not wait for this any more.");
    }
  }

  /**
   * Tells those of the processes of an incident which wait for it and know the value.
   *
   * @return how many they were
   */
  public int happenedToEach(String incidentNumber, String message, String variable, Object value) {
    return unlessOvertaken(
            () ->
                runtime
                    .createMessageCorrelation(message)
                    .processInstanceBusinessKey(incidentNumber)
                    .processInstanceVariableEquals(variable, value)
                    .correlateAllWithResult())
        .size();
  }

  /** Begins a process of the incident, which goes on after the caller's transaction. */
  public void begins(String incidentNumber, String message, Map<String, Object> variables) {
    runtime.startProcessInstanceByMessage(message, incidentNumber, variables);
  }

  /**
   * @param variables facts for the part of the process that begins with the message, and for that
   *     part alone
   */
  public int happened(String incidentNumber, String message, Map<String, Object> variables) {
    return unlessOvertaken(
            () ->
                runtime
                    .createMessageCorrelation(message)
                    .processInstanceBusinessKey(incidentNumber)
                    .setVariablesToTriggeredScope(variables)
                    .correlateAllWithResult())
        .size();
  }

  /**
   * Between looking who waits and telling them the engine lets somebody else be faster, and calls
   * it a missing value.
   *
   * @throws OptimisticLockingException when somebody was
   */
  private static <T> T unlessOvertaken(Supplier<T> correlation) {
    try {
      return correlation.get();
    } catch (NullValueException e) {
      if (OVERTAKEN.stream().anyMatch(e.getMessage()::contains)) {
        throw new OptimisticLockingException("What waited for the message went on meanwhile.", e);
      }
      throw e;
    }
  }
}
