package org.ims.response;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordCommandDelegate implements JavaDelegate {

  private final CommandPost command;
  private final Clock clock;

  RecordCommandDelegate(CommandPost command, Clock clock) {
    this.command = command;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    String actor = Actor.of(execution.getProcessEngineServices());
    SubmittedForm form = new SubmittedForm(execution, clock);
    CommandStep step = CommandStep.read(form);
    form.accept();
    command.mayDecide(number, step.next(), actor);
    switch (step.next()) {
      case HAND_OVER -> {
        command.handOver(number, step.commander(), step.deputy(), step.reason(), actor);
        execution.setVariable(MajorIncidentProcess.CURRENT_COMMANDER, step.commander());
      }
      case ADD_SUB_TEAM -> command.addSubTeam(number, step.mission());
      case DEMOTE -> command.demote(number, step.reason(), step.endSubTeams(), actor);
      case STAND_DOWN -> command.standDown(number, step.reason(), step.endSubTeams(), actor);
    }
    execution.setVariable(MajorIncidentProcess.COMMAND_NEXT, SubmittedForm.key(step.next()));
    execution.setVariable(
        MajorIncidentProcess.STOOD_DOWN, step.next() == CommandPost.Next.STAND_DOWN);
  }
}
