package org.ims.engine;

import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.ims.incident.InvalidInputException;
import org.springframework.stereotype.Component;

/**
 * Tells the running processes of an incident that something happened, by a message. Whichever of
 * them waits for it goes on, in the caller's transaction.
 */
@Component
public class Occurrences {

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
      Overtaken.unless(
          message(incidentNumber, message).processInstanceVariableEquals(variable, value)
              ::correlate);
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
    return tellAll(message(incidentNumber, message).processInstanceVariableEquals(variable, value));
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
    return tellAll(message(incidentNumber, message).setVariablesToTriggeredScope(variables));
  }

  private MessageCorrelationBuilder message(String incidentNumber, String message) {
    return runtime.createMessageCorrelation(message).processInstanceBusinessKey(incidentNumber);
  }

  private static int tellAll(MessageCorrelationBuilder message) {
    return Overtaken.unless(message::correlateAllWithResult).size();
  }
}
