package org.ims.response.playbooks;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** People still have steps of a playbook before them. */
@Component
class PlaybooksDoneCheck implements ClosureCheck {

  private final Playbooks playbooks;

  PlaybooksDoneCheck(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public String key() {
    return "runningPlaybooks";
  }

  @Override
  public int open(Incident incident) {
    return (int) running(incident).count();
  }

  @Override
  public Set<String> doneIn(Incident incident) {
    return running(incident).map(PlaybookRun::playbook).collect(Collectors.toSet());
  }

  private Stream<PlaybookRun> running(Incident incident) {
    return playbooks.of(incident.number()).stream().filter(PlaybookRun::isRunning);
  }
}
