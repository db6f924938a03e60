package org.ims.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ims.incident.IncidentState;
import org.ims.incident.Priority;

/**
 * What became of a file: counts only, so that it stays small. Incidents of the file that an earlier
 * run imported are in its tables too; the tables are about the file, not about the run.
 */
final class ImportSummary {

  /** So many refused rows are told in full. */
  private static final int SHOWN = 20;

  private final Map<IncidentState, Long> states = new EnumMap<>(IncidentState.class);

  /** Ours, then recorded; the last of each is "none". */
  private final long[][] priorities = new long[6][6];

  /** Kept, missed, unknown: ours, then recorded. */
  private final long[][] serviceLevels = new long[3][3];

  private final String calendars;

  private final Map<Priority, Durations> timesToResolve = new EnumMap<>(Priority.class);
  private final Map<Simplification, Long> simplified = new EnumMap<>(Simplification.class);
  private final List<RefusedRow> refused = new ArrayList<>();
  private long imported;
  private long earlier;
  private long refusedIncidents;
  private long refusedRows;
  private long rowsRefusedAlong;
  private long historyExpired;
  private String ended;

  /**
   * @param calendars by which our service levels are counted, in words
   */
  ImportSummary(String calendars) {
    this.calendars = calendars;
  }

  void imported(ImportedIncidents.Imported incident, Course course) {
    imported++;
    add(incident);
    course.simplified().forEach((kind, rows) -> simplified.merge(kind, (long) rows, Long::sum));
  }

  /** An earlier run has imported it. */
  void skipped(ImportedIncidents.Imported incident) {
    earlier++;
    add(incident);
  }

  private void add(ImportedIncidents.Imported incident) {
    states.merge(incident.state(), 1L, Long::sum);
    priorities[position(incident.priority())][position(incident.recorded())]++;
    serviceLevels[position(incident.kept())][position(incident.recordedKept())]++;
    if (incident.timeToResolve() != null && incident.priority() != null) {
      timesToResolve
          .computeIfAbsent(incident.priority(), priority -> new Durations())
          .add(incident.timeToResolve());
    }
  }

  private static int position(Priority priority) {
    return priority == null ? Priority.values().length : priority.ordinal();
  }

  private static int position(Boolean kept) {
    return kept == null ? 2 : kept ? 0 : 1;
  }

  /** A row that belongs to no incident. */
  void refused(RefusedRow row) {
    refusedRows++;
    if (refused.size() < SHOWN) {
      refused.add(row);
    }
  }

  /**
   * An incident, with all its rows.
   *
   * @param faults the rows for which it is refused
   * @param rows how many it has
   */
  void refused(List<RefusedRow> faults, long rows) {
    refusedIncidents++;
    faults.forEach(this::refused);
    rowsRefusedAlong += Math.max(0, rows - faults.size());
  }

  /** The process history of an imported incident is past its time to live. */
  void historyExpired() {
    historyExpired++;
  }

  /** The import ended before the file did. */
  void endedEarly(String why) {
    ended = why;
  }

  boolean tookEverything() {
    return refusedRows == 0 && ended == null;
  }

  /** How many incidents have been dealt with. */
  long incidents() {
    return imported + earlier + refusedIncidents;
  }

  long refusedSoFar() {
    return refusedRows;
  }

  /**
   * @param file as the person who started the import named it
   * @param rows how many were read
   */
  List<String> render(String file, long rows, Duration took) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s of %s: %,d rows in %s%s"
            .formatted(
                ended == null ? "Import" : "Part of an import",
                file,
                rows,
                Durations.inWords(took),
                imported == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        " (%.1f incidents/s)",
                        imported * 1000.0 / Math.max(1, took.toMillis()))));
    if (ended != null) {
      lines.add("  " + ended);
    }
    lines.add(
        "  incidents: %,d imported, %,d imported earlier and skipped, %,d refused"
            .formatted(imported, earlier, refusedIncidents));
    renderStates(lines);
    renderPriorities(lines);
    renderServiceLevels(lines);
    renderTimes(lines);
    renderSimplified(lines);
    renderRefused(lines);
    if (historyExpired > 0) {
      lines.add("");
      lines.add(
          "The process history of %,d incidents is past its time to live: the engine's next history"
              .formatted(historyExpired));
      lines.add("cleanup deletes it. The incidents themselves stay.");
    }
    lines.add("");
    return lines;
  }

  private void renderStates(List<String> lines) {
    lines.add("");
    lines.add("Incidents by final state");
    states.forEach((state, count) -> lines.add("  %-12s %,8d".formatted(state, count)));
    if (states.isEmpty()) {
      lines.add("  none");
    }
  }

  private void renderPriorities(List<String> lines) {
    lines.add("");
    lines.add("Priorities: rows as our tables give them, columns as ServiceNow recorded them");
    StringBuilder head = new StringBuilder("  %-10s".formatted("ours"));
    for (int recorded = 0; recorded < 6; recorded++) {
      head.append("%8s".formatted(label(recorded)));
    }
    lines.add(head.toString());
    long same = 0;
    long compared = 0;
    for (int ours = 0; ours < 6; ours++) {
      StringBuilder line = new StringBuilder("  %-10s".formatted(label(ours)));
      long total = 0;
      for (int recorded = 0; recorded < 6; recorded++) {
        long count = priorities[ours][recorded];
        total += count;
        line.append("%,8d".formatted(count));
        compared += ours < 5 && recorded < 5 ? count : 0;
        same += ours < 5 && ours == recorded ? count : 0;
      }
      if (ours < 5 || total > 0) {
        lines.add(line.toString());
      }
    }
    if (compared > 0) {
      lines.add(
          "  the same for %,d of %,d (%d %%)"
              .formatted(same, compared, Math.round(100.0 * same / compared)));
    }
  }

  private static String label(int position) {
    return position < Priority.values().length ? Priority.values()[position].name() : "none";
  }

  private void renderServiceLevels(List<String> lines) {
    String[] labels = {"kept", "missed", "unknown"};
    lines.add("");
    lines.add("Promises to resolve: rows as our clock has them, columns as ServiceNow (made_sla)");
    lines.add("  %-10s%8s%8s%8s".formatted("ours", labels[0], labels[1], labels[2]));
    for (int ours = 0; ours < 3; ours++) {
      long[] row = serviceLevels[ours];
      if (ours < 2 || row[0] + row[1] + row[2] > 0) {
        lines.add("  %-10s%,8d%,8d%,8d".formatted(labels[ours], row[0], row[1], row[2]));
      }
    }
    long same = serviceLevels[0][0] + serviceLevels[1][1];
    long compared = same + serviceLevels[0][1] + serviceLevels[1][0];
    if (compared > 0) {
      lines.add(
          "  the same for %,d of %,d (%d %%), counted in %s"
              .formatted(same, compared, Math.round(100.0 * same / compared), calendars));
    }
  }

  private void renderTimes(List<String> lines) {
    lines.add("");
    lines.add("Time to resolve, by our priority");
    lines.add("  %-10s%8s%15s%18s".formatted("ours", "count", "median", "90th percentile"));
    timesToResolve.forEach(
        (priority, times) ->
            lines.add(
                "  %-10s%,8d%15s%18s"
                    .formatted(
                        priority,
                        times.count(),
                        Durations.inWords(times.percentile(50)),
                        Durations.inWords(times.percentile(90)))));
  }

  private void renderSimplified(List<String> lines) {
    lines.add("");
    lines.add("Rows simplified, of the incidents imported now");
    simplified.forEach((kind, rows) -> lines.add("  %,8d  %s".formatted(rows, kind.inWords())));
    if (simplified.isEmpty()) {
      lines.add("  none");
    }
  }

  private void renderRefused(List<String> lines) {
    lines.add("");
    lines.add(
        "Rows refused: %,d%s"
            .formatted(
                refusedRows,
                rowsRefusedAlong == 0
                    ? ""
                    : ", and with them %,d more rows of the same incidents"
                        .formatted(rowsRefusedAlong)));
    refused.stream()
        .sorted(Comparator.comparingLong(RefusedRow::line))
        .forEach(row -> lines.add("  " + row));
    if (refusedRows > refused.size()) {
      lines.add("  and %,d more".formatted(refusedRows - refused.size()));
    }
  }
}
