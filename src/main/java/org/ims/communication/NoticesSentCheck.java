package org.ims.communication;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Somebody still waits for a notice about it. */
@Component
class NoticesSentCheck implements ClosureCheck {

  private final Outbox outbox;

  NoticesSentCheck(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public String key() {
    return "pendingNotices";
  }

  @Override
  public int open(Incident incident) {
    return outbox.countOwed(incident.number());
  }
}
