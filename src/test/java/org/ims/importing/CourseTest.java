package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ims.importing.Step.Kind;
import org.ims.incident.HoldReason;
import org.ims.incident.Priority;
import org.junit.jupiter.api.Test;

class CourseTest {

  private static final Duration REOPEN_WINDOW = Duration.ofHours(2);

  private static final String DAY = "2016-03-07T";

  private final List<LogRow> rows = new ArrayList<>();
  private Instant opened = at("09:00");
  private Instant resolvedAt;
  private Instant closedAt;

  @Test
  void plainIncidentIsReportedTriagedWorkedResolvedAndClosed() {
    resolvedAt = at("11:25");
    closedAt = at("15:05");
    row("New", "09:10");
    row("Active", "10:00");
    row("Resolved", "11:30");
    row("Closed", "15:00");

    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 09:10 Updater",
            "RESPOND 10:00 Resolver",
            "RESOLVE 11:25 Resolver",
            "CLOSE 15:05 Updater");
    assertThat(course().simplified()).isEmpty();
  }

  @Test
  void unknownTimesOfResolutionAndClosingAreThoseOfTheirRows() {
    row("Active", "10:00");
    row("Resolved", "11:30");
    row("Closed", "15:00");

    assertThat(steps()).endsWith("RESOLVE 11:30 Resolver", "CLOSE 15:00 Updater");
  }

  @Test
  void incidentThatIsClosedOutrightIsWorkedAndResolvedOnTheWay() {
    resolvedAt = at("12:00");
    row("New", "09:10");
    row("Closed", "15:00");

    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 09:10 Updater",
            "RESPOND 12:00 Resolver",
            "RESOLVE 12:00 Resolver",
            "CLOSE 15:00 Updater");
  }

  @Test
  void resolutionThatIsTakenBackIsRefuted() {
    resolvedAt = at("16:00");
    row("Resolved", "10:00");
    row("Resolved", "10:30");
    row("Active", "12:00");
    row("Resolved", "15:00");
    row("Closed", "17:00");

    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 10:00 Updater",
            "RESPOND 10:00 Resolver",
            "RESOLVE 10:00 Resolver",
            "REFUTE 12:00 Updater",
            "RESPOND 12:00 Resolver",
            "RESOLVE 16:00 Resolver",
            "CLOSE 17:00 Updater");
    assertThat(course().simplified()).isEmpty();
  }

  @Test
  void incidentThatWaitsAfterItsResolutionIsTakenUpWhenItsWorkGoesOn() {
    row("Resolved", "10:00");
    row("Awaiting User Info", "11:00");
    row("Active", "12:00");

    assertThat(steps())
        .endsWith(
            "REFUTE 11:00 Updater",
            "RESPOND 11:00 Resolver",
            "HOLD 11:00 Updater",
            "RESUME 12:00 Updater");
    assertThat(course().simplified()).isEmpty();
  }

  @Test
  void itIsOnHoldExactlyAsLongAsTheLogSays() {
    resolvedAt = at("16:00");
    row("New", "09:10");
    row("Awaiting User Info", "10:00");
    row("Awaiting Evidence", "10:30");
    row("Awaiting Problem", "11:00");
    row("Active", "12:00");
    row("Awaiting Vendor", "13:00");
    row("Resolved", "15:00");

    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 09:10 Updater",
            "RESPOND 10:00 Resolver",
            "HOLD 10:00 Updater",
            "RESUME 11:00 Updater",
            "HOLD 11:00 Updater",
            "RESUME 12:00 Updater",
            "HOLD 13:00 Updater",
            "RESUME 16:00 Updater",
            "RESOLVE 16:00 Resolver");
    assertThat(course().steps())
        .extracting(Step::holdReason)
        .filteredOn(Objects::nonNull)
        .containsExactly(HoldReason.CALLER, HoldReason.PROBLEM, HoldReason.VENDOR);
    assertThat(course().simplified()).isEmpty();
  }

  @Test
  void holdWithoutAReasonIsNotFollowed() {
    row("Active", "09:10");
    row("On Hold", "10:00");

    assertThat(steps()).endsWith("RESPOND 09:10 Resolver");
    assertThat(course().simplified()).containsExactly(Map.entry(Simplification.HELD_FOR_NOBODY, 1));
  }

  @Test
  void timeNeverRunsBackwards() {
    resolvedAt = at("09:30");
    closedAt = at("09:40");
    row("New", "08:00");
    row("Active", "10:00");
    row("Active", "09:45");
    row("Resolved", "11:00");
    row("Closed", "12:00");

    assertThat(course().steps()).extracting(Step::at).isSorted();
    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 09:00 Updater",
            "RESPOND 10:00 Resolver",
            "RESOLVE 10:00 Resolver",
            "CLOSE 10:00 Updater");
    assertThat(course().simplified()).containsExactly(Map.entry(Simplification.TIME_RAISED, 2));
  }

  @Test
  void rowWithoutTimeHasThatOfTheRowBefore() {
    row("New", "09:10");
    row("Active", null);

    assertThat(steps()).endsWith("RESPOND 09:10 Resolver");
    assertThat(course().simplified()).isEmpty();
  }

  @Test
  void incidentWithoutOpeningBeginsWithItsFirstRow() {
    opened = null;
    row("New", "09:10");

    assertThat(steps()).containsExactly("REPORT 09:10 Caller", "TRIAGE 09:10 Updater");
  }

  @Test
  void incidentWithoutAnyTimeIsRefused() {
    opened = null;
    row("New", null);

    assertThatThrownBy(this::course)
        .isInstanceOf(RefusedIncidentException.class)
        .hasMessage("neither opened_at nor sys_updated_at is known");
  }

  @Test
  void incidentWithoutImpactOrUrgencyIsRefused() {
    row("New", "09:10", Column.IMPACT, "?");

    assertThatThrownBy(this::course)
        .isInstanceOf(RefusedIncidentException.class)
        .hasMessage("impact is unknown in every row");
    rows.clear();
    row("New", "09:10", Column.URGENCY, "?");
    assertThatThrownBy(this::course).hasMessage("urgency is unknown in every row");
  }

  @Test
  void lastKnownFactsHoldAndChangesAreCounted() {
    row("New", "09:10", Column.IMPACT, "3", Column.ASSIGNMENT_GROUP, "?");
    row("Active", "09:20", Column.IMPACT, "1", Column.ASSIGNMENT_GROUP, "Group 1");
    row("Active", "09:30", Column.IMPACT, "1", Column.ASSIGNMENT_GROUP, "Group 2");
    row("Active", "09:40", Column.IMPACT, "?", Column.ASSIGNMENT_GROUP, "Group 2");

    Course course = course();

    assertThat(course.impact()).isEqualTo(1);
    assertThat(course.urgency()).isEqualTo(2);
    assertThat(course.recordedPriority()).isEqualTo(Priority.P3);
    assertThat(course.last(Column.ASSIGNMENT_GROUP)).isEqualTo("Group 2");
    assertThat(course.simplified())
        .containsOnly(
            Map.entry(Simplification.REASSIGNED, 1), Map.entry(Simplification.RECLASSIFIED, 2));
  }

  @Test
  void incidentThatIsSentBackStaysWithWhoeverWorksOnIt() {
    row("Active", "09:20");
    row("New", "09:30");
    row("Active", "09:40");

    assertThat(steps())
        .containsExactly("REPORT 09:00 Caller", "TRIAGE 09:20 Updater", "RESPOND 09:20 Resolver");
    assertThat(course().simplified()).containsExactly(Map.entry(Simplification.RETURNED, 1));
  }

  @Test
  void incidentThatComesBackAfterClosingIsReopened() {
    row("Closed", "10:00");
    row("Closed", "10:30");
    row("Active", "11:00");
    row("Closed", "12:00");
    row("Closed", "13:00");

    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 10:00 Updater",
            "RESPOND 10:00 Resolver",
            "RESOLVE 10:00 Resolver",
            "CLOSE 10:30 Updater",
            "REOPEN 11:00 Updater",
            "RESPOND 11:00 Resolver",
            "RESOLVE 12:00 Resolver",
            "CLOSE 13:00 Updater");
    assertThat(course().simplified()).isEmpty();
  }

  @Test
  void incidentThatComesBackTooLateIsClosedOnceAtTheEnd() {
    row("Closed", "10:00");
    row("Active", "12:01");
    row("Closed", "13:00");

    assertThat(steps())
        .containsExactly(
            "REPORT 09:00 Caller",
            "TRIAGE 10:00 Updater",
            "RESPOND 10:00 Resolver",
            "RESOLVE 10:00 Resolver",
            "REFUTE 12:01 Updater",
            "RESPOND 12:01 Resolver",
            "RESOLVE 13:00 Resolver",
            "CLOSE 13:00 Updater");
    assertThat(course().simplified()).containsExactly(Map.entry(Simplification.REOPENED_LATE, 1));
  }

  @Test
  void workIsDoneByWhoeverItIsAssignedToAndResolvedByWhoeverSaysSo() {
    row("Active", "09:20", Column.ASSIGNED_TO, "?", Column.RESOLVED_BY, "Solver");
    row("Resolved", "09:30", Column.ASSIGNED_TO, "?", Column.RESOLVED_BY, "Solver");

    assertThat(steps()).endsWith("RESPOND 09:20 Solver", "RESOLVE 09:30 Solver");
  }

  @Test
  void nobodyIsInventedWhereTheLogNamesNobody() {
    row(
        "Resolved",
        "09:30",
        Column.ASSIGNED_TO,
        "?",
        Column.SYS_UPDATED_BY,
        "?",
        Column.CALLER_ID,
        "?");

    assertThat(course().steps()).extracting(Step::person).containsOnlyNulls();
    assertThat(course().steps())
        .extracting(Step::kind)
        .containsExactly(Kind.REPORT, Kind.TRIAGE, Kind.RESPOND, Kind.RESOLVE);
  }

  private Course course() {
    return Course.of(new LoggedIncident("A1", 2, rows.size(), rows, List.of()), REOPEN_WINDOW);
  }

  private List<String> steps() {
    return course().steps().stream()
        .map(
            step ->
                "%s %s %s"
                    .formatted(step.kind(), step.at().toString().substring(11, 16), step.person()))
        .toList();
  }

  private void row(String state, String time, Object... columnsAndTexts) {
    Map<Column, String> texts = new EnumMap<>(Column.class);
    texts.put(Column.CALLER_ID, "Caller");
    texts.put(Column.SYS_UPDATED_BY, "Updater");
    texts.put(Column.ASSIGNED_TO, "Resolver");
    texts.put(Column.IMPACT, "2");
    texts.put(Column.URGENCY, "2");
    for (int i = 0; i < columnsAndTexts.length; i += 2) {
      texts.put((Column) columnsAndTexts[i], (String) columnsAndTexts[i + 1]);
    }
    texts.values().removeIf("?"::equals);
    rows.add(
        new LogRow(
            rows.size() + 2,
            "A1",
            LogState.of(state).orElseThrow(),
            opened,
            time == null ? null : at(time),
            resolvedAt,
            closedAt,
            level(texts, Column.IMPACT),
            level(texts, Column.URGENCY),
            Priority.P3,
            texts));
  }

  private static Integer level(Map<Column, String> texts, Column column) {
    return texts.containsKey(column) ? Integer.valueOf(texts.get(column)) : null;
  }

  private static Instant at(String time) {
    return Instant.parse(DAY + time + ":00Z");
  }
}
