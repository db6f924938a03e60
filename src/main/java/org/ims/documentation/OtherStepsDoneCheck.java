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
    return others(incident.number()).size();
  }

  /** The steps themselves. */
  List<IncidentProcess.WaitingStep> others(String number) {
    Set<String> known =
        checks.stream().flatMap(check -> check.doneAt().stream()).collect(Collectors.toSet());
    return process.waitingSteps(number).stream()
        .filter(step -> !step.elementId().equals(CLOSING) && !known.contains(step.elementId()))
        .toList();
  }
}
