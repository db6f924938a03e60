package org.ims.triage;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows a person what the tables made of the facts, before it counts. */
@Component
class ShowAssessmentListener implements TaskListener {

  private final IncidentAssessments assessments;

  ShowAssessmentListener(IncidentAssessments assessments) {
    this.assessments = assessments;
  }

  @Override
  public void notify(DelegateTask task) {
    IncidentAssessments.Proposal proposal =
        assessments.propose(
            task.getExecution().getProcessBusinessKey(), IncidentAssessmentProcess.results(task));
    // Read-only fields, which the form does not write back, and questions that it asks of itself.
    task.setVariableLocal(
        IncidentAssessmentProcess.ConfirmAssessment.TABLES_SAID, proposal.inWords());
    task.setVariableLocal(
        IncidentAssessmentProcess.ConfirmAssessment.LAST_ASSESSMENT, proposal.before());
    task.setVariableLocal(IncidentAssessmentProcess.REASSESSMENT, proposal.before() != null);
    task.setVariableLocal(IncidentAssessmentProcess.PRIORITY_LOWERED, proposal.lowered());
    if (proposal.before() != null) {
      task.setDueDate(Date.from(assessments.reassessDue()));
    }
  }
}
