package org.ims.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The part of a story that somebody wants to read: the newest entries before an instant. It never
 * ends between two entries of the same instant, so that the next part can begin where it ends.
 *
 * @param before only what happened earlier than this; null for the newest
 * @param limit how many entries, 1 or more; those of the instant of the last one come on top
 * @param kinds which kinds of entries
 * @param detail also the steps of the engine that only matter to whoever looks for a fault
 */
public record TimelineWindow(Instant before, int limit, Predicate<String> kinds, boolean detail) {

  /**
   * What of these entries belongs to the window.
   *
   * @return the oldest first
   */
  public List<TimelineEntry> of(Stream<TimelineEntry> entries) {
    List<TimelineEntry> all =
        entries
            .filter(entry -> kinds.test(entry.kind()))
            .filter(entry -> before == null || entry.at().isBefore(before))
            .sorted(Comparator.comparing(TimelineEntry::at))
            .toList();
    int from = Math.max(0, all.size() - limit);
    while (from > 0 && all.get(from - 1).at().equals(all.get(from).at())) {
      from--;
    }
    return all.subList(from, all.size());
  }
}
