package org.ims.communication;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nothing is closed while somebody still waits for a notice about it. */
@Component
class NoticesSentCheck implements ClosureCheck {

  private final Outbox outbox;

  NoticesSentCheck(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public String key() {
    return "gateReporterInformed";
  }

  @Override
  public String openDuty() {
    return "A notice about it has not been sent yet.";
  }

  @Override
  public boolean isDone(Incident incident) {
    return !outbox.existsByIncidentNumberAndState(incident.number(), Notice.State.PENDING);
  }
}
