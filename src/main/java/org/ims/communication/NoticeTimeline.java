package org.ims.communication;

import java.util.ArrayList;
import java.util.List;
import org.ims.engine.Actor;
import org.ims.incident.Incident;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.springframework.stereotype.Component;

/** Tells who was told what, when, through which channel, and whether it arrived. */
@Component
class NoticeTimeline implements TimelineContributor {

  private final Outbox outbox;

  NoticeTimeline(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    String withheld = incident.isDrill() ? "it is a drill" : "the incident is restricted";
    List<TimelineEntry> entries = new ArrayList<>();
    for (Notice notice : outbox.findByIncidentNumberOrderById(incident.number())) {
      entries.add(entry(notice, withheld));
    }
    return entries;
  }

  private static TimelineEntry entry(Notice notice, String because) {
    String what =
        "%s \"%s\" to %s"
            .formatted(notice.channel().inWords(), notice.subject(), notice.recipient());
    return switch (notice.state()) {
      case SENT ->
          new TimelineEntry(
              notice.sentAt(), "message-sent", Actor.SYSTEM, what + ": taken by the server.");
      case PENDING ->
          new TimelineEntry(
              notice.writtenAt(), "message-pending", Actor.SYSTEM, what + ": on its way.");
      case UNDELIVERED ->
          new TimelineEntry(
              notice.lastAttemptAt(),
              "message-undelivered",
              Actor.SYSTEM,
              "%s: not delivered after %d attempts. %s"
                  .formatted(what, notice.attempts(), notice.lastError()));
      case DISCARDED ->
          new TimelineEntry(
              notice.lastAttemptAt(),
              "message-discarded",
              notice.decidedBy(),
              "%s: discarded. %s".formatted(what, notice.decisionReason()));
      case UNDELIVERABLE ->
          new TimelineEntry(
              notice.writtenAt(),
              "message-undeliverable",
              Actor.SYSTEM,
              what + ": kept unsent, there is no address.");
      case WITHHELD ->
          new TimelineEntry(
              notice.writtenAt(),
              "message-withheld",
              Actor.SYSTEM,
              what + ": kept unsent, " + because + ".");
    };
  }
}
