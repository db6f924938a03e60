package org.ims.documentation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A step of any process waits for somebody, and no other check knows of it. */
@Component
class OtherStepsDoneCheck implements ClosureCheck {

  /** The step that closes the incident; it can hardly wait for itself. */
  private static final String CLOSING = "UserTask_CloseIncident";

  private final IncidentProcess process;
  private final ObjectProvider<ClosureCheck> checks;

  OtherStepsDoneCheck(IncidentProcess process, ObjectProvider<ClosureCheck> checks) {
    this.process = process;
    this.checks = checks;
  }

  @Override
  public String key() {
    return "otherOpenSteps";
  }

  @Override
  public int open(Incident incident) {
    return others(incident).size();
  }

  /** The steps themselves. */
  List<IncidentProcess.WaitingStep> others(Incident incident) {
    Set<String> steps =
        checks.stream().flatMap(check -> check.doneAt().stream()).collect(Collectors.toSet());
    Set<String> processes =
        checks.stream()
            .flatMap(check -> check.doneIn(incident).stream())
            .collect(Collectors.toSet());
    return process.waitingSteps(incident.number()).stream()
        .filter(step -> !step.elementId().equals(CLOSING))
        .filter(step -> !steps.contains(step.elementId()))
        .filter(step -> !processes.contains(step.process()))
        .toList();
  }
}
