package org.ims.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Asks for a notice to the reporter. A process of its own (NoticeDelivery) writes it in this
 * transaction and sends it after it, so that no step ever waits for a mail.
 */
public final class Notices {

  /** Starts NoticeDelivery. */
  public static final String MESSAGE = "Msg_NoticeDeliveryRequested";

  /** Starts it too, for one of many recipients: the notice is written after the transaction. */
  public static final String QUEUED = "Msg_NoticeQueued";

  /** Which text is meant: the name of a template. */
  public static final String KIND = "noticeKind";

  /**
   * What makes the notice one of a kind: a repeat of the same step in the same round is no new
   * notice.
   */
  public static final String ROUND = "noticeRound";

  /** What only the step knows, such as the question that triage asks; may be absent. */
  public static final String DETAIL = "noticeDetail";

  /** A login, an address or {@link #CHANNEL} and a name; absent for the reporter. */
  public static final String RECIPIENT = "noticeRecipient";

  /** Before the name of a channel, where somebody to be told is named. */
  public static final String CHANNEL = "channel:";

  private Notices() {}

  /** Asks for the notice that an execution is about once more, for somebody else. */
  public static void repeat(DelegateExecution execution, String recipient) {
    Map<String, Object> variables = new HashMap<>();
    for (String variable : List.of(KIND, ROUND, DETAIL)) {
      if (execution.getVariable(variable) != null) {
        variables.put(variable, execution.getVariable(variable));
      }
    }
    variables.put(RECIPIENT, recipient);
    execution
        .getProcessEngineServices()
        .getRuntimeService()
        .startProcessInstanceByMessage(MESSAGE, execution.getProcessBusinessKey(), variables);
  }

  /**
   * @param kind the template, as {@code acknowledgement}
   * @param round counts how often the incident has come to this step
   * @param detail a text for the template, may be null
   */
  public static void request(DelegateExecution execution, String kind, int round, String detail) {
    Map<String, Object> variables = new HashMap<>();
    variables.put(KIND, kind);
    variables.put(ROUND, round);
    if (detail != null) {
      variables.put(DETAIL, detail);
    }
    execution
        .getProcessEngineServices()
        .getRuntimeService()
        .startProcessInstanceByMessage(MESSAGE, execution.getProcessBusinessKey(), variables);
  }
}
