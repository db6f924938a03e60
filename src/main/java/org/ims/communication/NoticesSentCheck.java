package org.ims.communication;

import java.util.List;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Somebody still waits for a notice about it. */
@Component
class NoticesSentCheck implements ClosureCheck {

  /** The closing overtakes the news of an earlier state. */
  private static final String OF_A_STATE = "state-%";

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
    return outbox.countByIncidentNumberAndStateInAndKindNotLike(
        incident.number(), List.of(Notice.State.PENDING, Notice.State.UNDELIVERED), OF_A_STATE);
  }
}
