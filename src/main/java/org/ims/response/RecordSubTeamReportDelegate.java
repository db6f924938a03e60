package org.ims.response;

import static org.ims.response.MajorIncidentProcess.LeadSubTeam.OUTCOME;
import static org.ims.response.MajorIncidentProcess.LeadSubTeam.PROGRESS;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordSubTeamReportDelegate implements JavaDelegate {

  private enum Outcome {
    WORKING,
    DONE
  }

  private final SideWork sideWork;
  private final Clock clock;

  RecordSubTeamReportDelegate(SideWork sideWork, Clock clock) {
    this.sideWork = sideWork;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String progress = form.requiredText(PROGRESS, SubmittedForm.TEXT_AREA);
    boolean done = form.requiredChoice(OUTCOME, Outcome.class) == Outcome.DONE;
    form.accept();
    sideWork.report(
        (Long) execution.getVariable(MajorIncidentProcess.SUB_TEAM_ID),
        progress,
        done,
        Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(MajorIncidentProcess.MISSION_DONE, done);
  }
}
