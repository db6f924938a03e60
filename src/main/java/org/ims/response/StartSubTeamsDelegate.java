package org.ims.response;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.springframework.stereotype.Component;

@Component
class StartSubTeamsDelegate implements JavaDelegate {

  private final SideWork sideWork;
  private final Occurrences occurrences;

  StartSubTeamsDelegate(SideWork sideWork, Occurrences occurrences) {
    this.sideWork = sideWork;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    for (SubTeam team : sideWork.startSubTeams(number)) {
      occurrences.happened(
          number,
          MajorIncidentProcess.MSG_SUB_TEAM_FORMED,
          Map.of(
              MajorIncidentProcess.SUB_TEAM_ID,
              team.id(),
              MajorIncidentProcess.SUB_TEAM_NAME,
              team.name(),
              MajorIncidentProcess.SUB_TEAM_LEAD,
              team.lead(),
              // Local to the sub-team, where a variable of the process would be everybody's.
              MajorIncidentProcess.MISSION_DONE,
              false));
    }
  }
}
