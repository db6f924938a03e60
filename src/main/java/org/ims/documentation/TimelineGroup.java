package org.ims.documentation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What somebody wants to read of a story, by the kinds of its entries. */
enum TimelineGroup {
  ALL(kind -> true),
  /** What people did and wrote down. */
  WORK(
      kind ->
          kind.startsWith("task-")
              || kind.startsWith("evidence-")
              || kind.startsWith("hold-")
              || Set.of("note-added", "correction-added", "operation").contains(kind)),
  /** What went out, what came in, and whether it arrived. */
  MESSAGES(
      kind ->
          kind.startsWith("message-") && !kind.equals("message-received")
              || kind.startsWith("mail-")
              || kind.startsWith("update-")
              || kind.equals("all-clear")),
  DECISIONS(kind -> kind.startsWith("decision-") || kind.equals("state-changed"));

  private final Predicate<String> kinds;

  TimelineGroup(Predicate<String> kinds) {
    this.kinds = kinds;
  }

  Predicate<String> kinds() {
    return kinds;
  }

  /** The group of this name in lower case. */
  static Optional<TimelineGroup> of(String name) {
    return Arrays.stream(values())
        .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
