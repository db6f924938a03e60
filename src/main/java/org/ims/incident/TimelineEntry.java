package org.ims.incident;

import java.time.Instant;

/**
 * One thing that happened to an incident, as its story tells it.
 *
 * @param at when it happened
 * @param kind what kind of thing it was, in kebab case ({@code message-sent}); programs filter by
 *     it
 * @param actor the login, address or source that did it; {@code system} where nobody did
 * @param text what happened, in one or a few plain sentences; plain text, never HTML
 * @param entry the number of the journal's entry that says so, or null
 * @param corrects the number of the entry that this one corrects, or null
 */
public record TimelineEntry(
    Instant at, String kind, String actor, String text, Long entry, Long corrects) {

  /** Something that is not from the journal. */
  public TimelineEntry(Instant at, String kind, String actor, String text) {
    this(at, kind, actor, text, null, null);
  }
}
