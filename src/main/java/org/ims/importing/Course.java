package org.ims.importing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ims.importing.Step.Kind;
import org.ims.incident.HoldReason;
import org.ims.incident.Priority;

/**
 * What a log says about one incident, as the steps that our processes know. Time never runs
 * backwards: a row that is earlier than the one before it counts as of the same time. Facts that
 * change on the way, as group and impact, have their last known value from the start, because the
 * processes triage once. A resolution that did not hold becomes a verification that failed, unless
 * the incident was closed by then: then it is reopened. It is on hold exactly as long as the log
 * says.
 */
final class Course {

  private final String number;
  private final List<LogRow> rows;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Simplification, Integer> simplified = new EnumMap<>(Simplification.class);

  private final Duration reopenWindow;

  private boolean claimed;
  private HoldReason held;
  private boolean resolved;
  private boolean closed;

  /**
   * @param reopenWindow how long after closing our processes take up the same incident again
   * @throws RefusedIncidentException when the log does not say enough to replay it
   */
  static Course of(LoggedIncident incident, Duration reopenWindow) {
    Course course = new Course(incident, reopenWindow);
    course.follow();
    return course;
  }

  private Course(LoggedIncident incident, Duration reopenWindow) {
    this.reopenWindow = reopenWindow;
    number = incident.number();
    rows = incident.rows();
    requireKnown(LogRow::impact, "impact is unknown in every row");
    requireKnown(LogRow::urgency, "urgency is unknown in every row");
  }

  private void requireKnown(Function<LogRow, ?> value, String otherwise) {
    if (last(value) == null) {
      throw new RefusedIncidentException(rows.get(0).line(), otherwise);
    }
  }

  private void follow() {
    Instant opened = opened();
    steps.add(new Step(Kind.REPORT, opened, last(Column.CALLER_ID)));
    Instant time = opened;
    for (int i = 0; i < rows.size(); i++) {
      LogRow row = rows.get(i);
      if (row.updatedAt() != null && row.updatedAt().isBefore(time)) {
        count(Simplification.TIME_RAISED);
      } else if (row.updatedAt() != null) {
        time = row.updatedAt();
      }
      if (i == 0) {
        add(Kind.TRIAGE, time, either(row.text(Column.SYS_UPDATED_BY), Column.OPENED_BY));
      } else {
        countChanges(rows.get(i - 1), row);
      }
      follow(i, time);
    }
  }

  private Instant opened() {
    Instant opened = last(LogRow::openedAt);
    if (opened == null) {
      opened = rows.get(0).updatedAt();
    }
    if (opened == null) {
      throw new RefusedIncidentException(
          rows.get(0).line(), "neither opened_at nor sys_updated_at is known");
    }
    return opened;
  }

  private void follow(int i, Instant time) {
    LogRow row = rows.get(i);
    switch (row.state()) {
      case NEW -> {
        if ((claimed || resolved) && !closed) {
          count(Simplification.RETURNED);
        }
        takeUp(row, time);
      }
      case AWAITING_SOMEBODY -> {
        count(Simplification.HELD_FOR_NOBODY);
        takeUp(row, time);
      }
      case AWAITING_CALLER, AWAITING_CHANGE, AWAITING_PROBLEM, AWAITING_VENDOR -> hold(row, time);
      case ACTIVE -> {
        takeUp(row, time);
        claim(row, time);
      }
      case RESOLVED -> resolve(i, time);
      case CLOSED -> {
        resolve(i, time);
        close(i, time);
      }
    }
  }

  /** Closed rows in a row are one closing, at the last of them. */
  private void close(int i, Instant time) {
    LogRow row = rows.get(i);
    if (i == rows.size() - 1) {
      Instant recorded = last(LogRow::closedAt);
      add(Kind.CLOSE, recorded == null ? time : recorded, row.text(Column.SYS_UPDATED_BY));
    } else if (!rows.get(i + 1).state().isDone()) {
      Instant next = rows.get(i + 1).updatedAt();
      if (next != null && next.isAfter(time.plus(reopenWindow))) {
        count(Simplification.REOPENED_LATE);
      } else {
        add(Kind.CLOSE, time, row.text(Column.SYS_UPDATED_BY));
        closed = true;
      }
    }
  }

  private void hold(LogRow row, Instant time) {
    HoldReason reason = row.state().holdReason().orElseThrow();
    if (held == reason) {
      return;
    }
    takeUp(row, time);
    // Only what somebody works on can wait for somebody else.
    claim(row, time);
    steps.add(new Step(Kind.HOLD, notBefore(time), row.text(Column.SYS_UPDATED_BY), reason));
    held = reason;
  }

  /** The work goes on, whatever it waited or was done for. */
  private void takeUp(LogRow row, Instant time) {
    if (closed) {
      add(Kind.REOPEN, time, row.text(Column.SYS_UPDATED_BY));
    } else if (resolved) {
      add(Kind.REFUTE, time, row.text(Column.SYS_UPDATED_BY));
    }
    if (resolved) {
      claimed = false;
    }
    closed = false;
    resolved = false;
    resume(row, time);
  }

  private void resume(LogRow row, Instant time) {
    if (held != null) {
      add(Kind.RESUME, time, row.text(Column.SYS_UPDATED_BY));
      held = null;
    }
  }

  private void claim(LogRow row, Instant time) {
    if (!claimed) {
      add(Kind.RESPOND, time, responder(row));
      claimed = true;
    }
  }

  /** The time of the last resolution has a column of its own; earlier ones have their row's. */
  private void resolve(int i, Instant time) {
    if (resolved) {
      return;
    }
    LogRow row = rows.get(i);
    Instant recorded = isLastResolution(i) ? last(LogRow::resolvedAt) : null;
    Instant at = recorded == null ? time : recorded;
    claim(row, at);
    resume(row, at);
    add(Kind.RESOLVE, at, either(last(Column.RESOLVED_BY), responder(row)));
    resolved = true;
  }

  private boolean isLastResolution(int i) {
    return rows.subList(i, rows.size()).stream().allMatch(row -> row.state().isDone());
  }

  private String responder(LogRow row) {
    String assigned = either(row.text(Column.ASSIGNED_TO), Column.ASSIGNED_TO);
    return either(assigned, either(last(Column.RESOLVED_BY), row.text(Column.SYS_UPDATED_BY)));
  }

  private void add(Kind kind, Instant wanted, String person) {
    steps.add(new Step(kind, notBefore(wanted), person));
  }

  private Instant notBefore(Instant wanted) {
    Instant earliest = steps.get(steps.size() - 1).at();
    return wanted.isBefore(earliest) ? earliest : wanted;
  }

  private void countChanges(LogRow before, LogRow row) {
    if (changed(before, row, Column.ASSIGNMENT_GROUP)) {
      count(Simplification.REASSIGNED);
    }
    if (changed(before, row, Column.CATEGORY)
        || changed(before, row, Column.SUBCATEGORY)
        || changed(before, row, Column.IMPACT)
        || changed(before, row, Column.URGENCY)
        || changed(before, row, Column.PRIORITY)) {
      count(Simplification.RECLASSIFIED);
    }
  }

  /** Something that becomes known has not changed. */
  private static boolean changed(LogRow before, LogRow row, Column column) {
    String old = before.text(column);
    return old != null && !old.equals(row.text(column));
  }

  private void count(Simplification simplification) {
    simplified.merge(simplification, 1, Integer::sum);
  }

  private String either(String text, Column column) {
    return either(text, last(column));
  }

  private static String either(String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private <T> T last(Function<LogRow, T> value) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      T found = value.apply(rows.get(i));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The last known value of a column, or null. */
  String last(Column column) {
    return last(row -> row.text(column));
  }

  String number() {
    return number;
  }

  long firstLine() {
    return rows.get(0).line();
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  Map<Simplification, Integer> simplified() {
    return Map.copyOf(simplified);
  }

  /** 1 (high) to 3 (low). */
  int impact() {
    return Objects.requireNonNull(last(LogRow::impact));
  }

  int urgency() {
    return Objects.requireNonNull(last(LogRow::urgency));
  }

  /** As the other system had it, or null. */
  Priority recordedPriority() {
    return last(LogRow::priority);
  }

  /** Whether the other system's service level was kept, or null where the log does not say. */
  Boolean recordedServiceLevelKept() {
    String made = last(Column.MADE_SLA);
    return made == null ? null : Boolean.valueOf(made);
  }
}
