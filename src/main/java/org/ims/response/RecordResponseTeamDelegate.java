package org.ims.response;

import static org.ims.response.MajorIncidentProcess.FormResponseTeam.BRIDGE;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.COMMANDER;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.COMMS_EXTERNAL;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.COMMS_INTERNAL;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.DEPUTY;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.EXPERTS;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.PLAYBOOKS;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.SCRIBE;
import static org.ims.response.MajorIncidentProcess.FormResponseTeam.SUB_TEAMS;

import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordResponseTeamDelegate implements JavaDelegate {

  private final CommandPost command;
  private final Clock clock;

  RecordResponseTeamDelegate(CommandPost command, Clock clock) {
    this.command = command;

    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    SubmittedForm form = new SubmittedForm(execution, clock);
    ResponseTeam team = read(form);
    form.accept();
    command.open(number, team, Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(MajorIncidentProcess.CURRENT_COMMANDER, team.commander());
  }

  private static ResponseTeam read(SubmittedForm form) {
    return new ResponseTeam(
        form.requiredText(COMMANDER, SubmittedForm.TEXT_LINE),
        form.text(DEPUTY, SubmittedForm.TEXT_LINE),
        form.text(SCRIBE, SubmittedForm.TEXT_LINE),
        form.texts(EXPERTS),
        form.text(COMMS_INTERNAL, SubmittedForm.TEXT_LINE),
        form.text(COMMS_EXTERNAL, SubmittedForm.TEXT_LINE),
        form.text(BRIDGE, SubmittedForm.TEXT_LINE),
        form.texts(PLAYBOOKS),
        missions(form));
  }

  private static List<ResponseTeam.Mission> missions(SubmittedForm form) {
    return form.rows(SUB_TEAMS).stream()
        .map(
            row ->
                new ResponseTeam.Mission(
                    row.requiredText("name", SubmittedForm.TEXT_LINE),
                    row.requiredText("lead", SubmittedForm.TEXT_LINE),
                    row.requiredText("mission", SubmittedForm.TEXT_AREA)))
        .toList();
  }
}
