package org.ims.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class AskReporterDelegate implements JavaDelegate {

  private final Triage triage;

  AskReporterDelegate(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String question = (String) execution.getVariable(IncidentTriageProcess.TriageIncident.REASON);
    int round = triage.ask(IncidentLifecycleProcess.incidentNumber(execution));
    execution.setVariable(IncidentTriageProcess.AnswerQuestion.QUESTION, question);
    Notices.request(execution, "question", round, question);
  }
}
