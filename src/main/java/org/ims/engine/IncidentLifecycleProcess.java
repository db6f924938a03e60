package org.ims.engine;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * Contract of processes/IncidentLifecycle.bpmn: its key, its start and the facts that it hands to
 * the processes of the components.
 */
@Component
public class IncidentLifecycleProcess {

  public static final String KEY = "IncidentLifecycle";

  public static final String INCIDENT_NUMBER = "incidentNumber";
  public static final String TITLE = "title";
  public static final String SERVICE = "service";
  public static final String REPORTER = "reporter";
  public static final String PRIORITY = "priority";
  public static final String TEAM = "team";
  public static final String ACCEPTED = "accepted";
  public static final String ACKNOWLEDGE_DUE = "acknowledgeDue";
  public static final String ASSESS_DUE = "assessDue";
  public static final String RESOLVE_DUE = "resolveDue";
  public static final String ACTION_COUNT = "actionCount";
  public static final String ACTION_INDEX = "actionIndex";

  /** A playbook is to be run; {@link #PLAYBOOK} names its process. */
  public static final String MSG_PLAYBOOK_CHOSEN = "Msg_PlaybookChosen";

  /** The tables propose or demand a major incident. */
  public static final String MSG_MAJOR_INCIDENT_PROPOSED = "Msg_MajorIncidentProposed";

  /**
   * Something is known now that the tables did not know: {@link #FACTS_NOTE} says what, {@link
   * #FACTS_BY} who says it. Only an incident that is being worked on is assessed again.
   */
  public static final String MSG_NEW_FACTS = "Msg_NewFacts";

  /** Somebody has a task of their own for the incident; {@link #AD_HOC_TASK_ID} says which. */
  public static final String MSG_AD_HOC_TASK_ADDED = "Msg_AdHocTaskAdded";

  /** The source of an incident says that it is over; {@link #ALERT_GROUP_ID} says which alerts. */
  public static final String MSG_ALERT_RESOLVED = "Msg_AlertResolved";

  public static final String MSG_INCIDENT_WITHDRAWN = "Msg_IncidentWithdrawn";
  public static final String MSG_INCIDENT_MERGED = "Msg_IncidentMerged";
  public static final String MSG_PARENT_CLOSED = "Msg_ParentClosed";
  public static final String MSG_INCIDENT_REOPENED = "Msg_IncidentReopened";

  /** NO, PROPOSE or PROMOTE, as MajorIncidentDecision says; {@link #MAJOR_BECAUSE} says why. */
  public static final String MAJOR_VERDICT = "majorVerdict";

  public static final String MAJOR_BECAUSE = "majorBecause";

  /** Why an incident ends early, and with which other one. */
  public static final String END_REASON = "endReason";

  public static final String ORIGINAL_NUMBER = "originalNumber";
  public static final String FACTS_NOTE = "factsNote";
  public static final String FACTS_BY = "factsBy";

  public static final String PLAYBOOK = "playbook";
  public static final String AD_HOC_TASK_ID = "adHocTaskId";
  public static final String ALERT_GROUP_ID = "alertGroupId";

  /** What is known of the incident, in words; local to each user task, shown on top of its form. */
  public static final String KNOWN_FACTS = "knownFacts";

  private final RuntimeService runtime;

  IncidentLifecycleProcess(RuntimeService runtime) {
    this.runtime = runtime;
  }

  /** Begins the life of an incident that is stored already, in the caller's transaction. */
  public ProcessInstance start(String number) {
    return runtime.startProcessInstanceByKey(KEY, number, Map.of());
  }

  /**
   * Begins the life of an incident anew, at its response.
   *
   * @param facts what the called processes need to know of it
   */
  public ProcessInstance reopen(String number, Map<String, Object> facts) {
    return runtime.startProcessInstanceByMessage(MSG_INCIDENT_REOPENED, number, facts);
  }

  /** The number of the incident that an execution belongs to. */
  public static String incidentNumber(DelegateExecution execution) {
    return execution.getProcessBusinessKey();
  }
}
