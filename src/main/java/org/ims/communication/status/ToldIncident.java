package org.ims.communication.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ims.communication.updates.PublishedUpdate;
import org.ims.communication.updates.UpdateStatus;

/**
 * An incident as far as people were told of it. It has no title: the reporter's words are not meant
 * for everybody.
 *
 * @param serviceKey of the service that it is about
 * @param serviceName what people call the service
 * @param endedAt when they were told that it is over, or it came to its end without a word; null
 *     while it goes on
 * @param updates the newest first, at least one
 */
record ToldIncident(
    String number,
    String serviceKey,
    String serviceName,
    Instant startedAt,
    Instant endedAt,
    List<ToldUpdate> updates) {

  /**
   * One published text.
   *
   * @param anchor stays the same, for links and feeds
   * @param nextUpdateAt when the next one is promised for; null where it has come, or none will
   */
  record ToldUpdate(
      String anchor, UpdateStatus status, String text, Instant sentAt, Instant nextUpdateAt) {}

  /** A time in which the service was as people were told. */
  record Span(Instant from, Instant to, Condition condition) {}

  /**
   * @param updates of one incident and one audience, the oldest first, at least one
   */
  static ToldIncident of(String serviceName, List<PublishedUpdate> updates) {
    PublishedUpdate first = updates.get(0);
    PublishedUpdate last = updates.get(updates.size() - 1);
    Instant endedAt = null;
    if (last.status().isLast()) {
      endedAt = last.sentAt();
    } else if (last.state().isFinal()) {
      endedAt =
          last.closedAt() == null || last.closedAt().isBefore(last.sentAt())
              ? last.sentAt()
              : last.closedAt();
    }
    List<ToldUpdate> told = new ArrayList<>();
    for (PublishedUpdate update : updates) {
      boolean awaited = update == last && endedAt == null;
      told.add(
          new ToldUpdate(
              first.incidentNumber() + "-" + update.audience() + "-" + (told.size() + 1),
              update.status(),
              update.text(),
              update.sentAt(),
              awaited ? update.nextUpdateAt() : null));
    }
    Collections.reverse(told);
    return new ToldIncident(
        first.incidentNumber(),
        first.service(),
        serviceName,
        first.sentAt(),
        endedAt,
        List.copyOf(told));
  }

  public boolean isOver() {
    return endedAt != null;
  }

  /** What was said last; {@code ENDED} where it came to its end without a word. */
  public String word() {
    return isOver() && !latest().status().isLast() ? "ENDED" : latest().status().name();
  }

  public ToldUpdate latest() {
    return updates.get(0);
  }

  /** How the service is while this goes on. */
  public Condition condition() {
    return isOver() ? Condition.OPERATIONAL : Condition.of(latest().status());
  }

  /** The times in which the service did not work as usual, the oldest first. */
  List<Span> spans(Instant now) {
    List<Span> spans = new ArrayList<>();
    Instant until = endedAt == null ? now : endedAt;
    for (ToldUpdate update : updates) {
      Condition condition = Condition.of(update.status());
      if (condition != Condition.OPERATIONAL && update.sentAt().isBefore(until)) {
        spans.add(new Span(update.sentAt(), until, condition));
      }
      until = update.sentAt();
    }
    Collections.reverse(spans);
    return spans;
  }
}
