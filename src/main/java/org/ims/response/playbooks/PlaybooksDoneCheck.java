package org.ims.response.playbooks;

import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nothing is closed while people still have steps of a playbook before them. */
@Component
class PlaybooksDoneCheck implements ClosureCheck {

  private final Playbooks playbooks;

  PlaybooksDoneCheck(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public String key() {
    return "gatePlaybooksDone";
  }

  @Override
  public String openDuty() {
    return "A playbook is still running.";
  }

  @Override
  public boolean isDone(Incident incident) {
    return playbooks.of(incident.number()).stream().noneMatch(PlaybookRun::isRunning);
  }
}
