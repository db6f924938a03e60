package org.ims.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every start and every duration, over some years of clock changes. */
class ServiceCalendarsPropertyTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime OPEN = LocalTime.of(8, 0);
  private static final LocalTime CLOSE = LocalTime.of(18, 0);
  private static final Set<LocalDate> HOLIDAYS =
      Set.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2027-01-01"));
  private static final Set<DayOfWeek> DAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private final ServiceCalendars calendars =
      new ServiceCalendars(
          Map.of(
              "24x7", new RoundTheClock(BERLIN),
              "business-hours", new BusinessHours(BERLIN, DAYS, OPEN, CLOSE, HOLIDAYS)));

  /**
   * Only of business hours: round the clock a day keeps the local time, and of two starts in the
   * doubled hour of October the later one may have the earlier local time.
   */
  @Property
  void aLaterStartIsNeverDueEarlier(
      @ForAll("instants") Instant one,
      @ForAll("instants") Instant other,
      @ForAll("spans") String span) {
    Instant first = one.isBefore(other) ? one : other;
    Instant second = one.isBefore(other) ? other : one;
    assertThat(calendars.due(first, span, "business-hours"))
        .isBeforeOrEqualTo(calendars.due(second, span, "business-hours"));
  }

  @Property
  void aLongerDurationIsNeverDueEarlier(
      @ForAll("instants") Instant start,
      @ForAll @IntRange(max = 20_000) int minutes,
      @ForAll @IntRange(max = 500) int more,
      @ForAll("names") String name) {
    assertThat(calendars.due(start, "PT" + minutes + "M", name))
        .isBeforeOrEqualTo(calendars.due(start, "PT" + (minutes + more) + "M", name));
  }

  @Property
  void nothingIsDueBeforeItsStart(
      @ForAll("instants") Instant start,
      @ForAll("spans") String span,
      @ForAll("names") String name) {
    assertThat(calendars.due(start, span, name)).isAfterOrEqualTo(start);
  }

  @Property
  void businessHoursAreNeverLeft(@ForAll("instants") Instant start, @ForAll("spans") String span) {
    ZonedDateTime due = calendars.due(start, span, "business-hours").atZone(BERLIN);
    assertThat(due.toLocalTime()).isBetween(OPEN, CLOSE);
    assertThat(due.getDayOfWeek()).isIn(DAYS);
    assertThat(due.toLocalDate()).isNotIn(HOLIDAYS);
  }

  @Property
  void timeAddsUp(
      @ForAll("instants") Instant start,
      @ForAll @IntRange(max = 20_000) int one,
      @ForAll @IntRange(max = 20_000) int other,
      @ForAll("names") String name) {
    Instant inTwoSteps =
        calendars.due(calendars.due(start, "PT" + one + "M", name), "PT" + other + "M", name);
    assertThat(inTwoSteps).isEqualTo(calendars.due(start, "PT" + (one + other) + "M", name));
  }

  @Property
  void businessDaysAddUp(
      @ForAll("instants") Instant start,
      @ForAll @IntRange(max = 30) int one,
      @ForAll @IntRange(max = 30) int other) {
    Instant inTwoSteps =
        calendars.due(
            calendars.due(start, "P" + one + "D", "business-hours"),
            "P" + other + "D",
            "business-hours");
    assertThat(inTwoSteps)
        .isEqualTo(calendars.due(start, "P" + (one + other) + "D", "business-hours"));
  }

  /** Counts open minutes one by one, which shares no arithmetic with the calendar. */
  @Property(tries = 200)
  void exactlyTheAskedTimeIsOpenBetweenStartAndDue(
      @ForAll("instants") Instant start, @ForAll @IntRange(min = 1, max = 3_000) int minutes) {
    Instant due = calendars.due(start, "PT" + minutes + "M", "business-hours");
    int open = 0;
    for (Instant at = start; at.isBefore(due); at = at.plus(Duration.ofMinutes(1))) {
      ZonedDateTime local = at.atZone(BERLIN);
      if (DAYS.contains(local.getDayOfWeek())
          && !HOLIDAYS.contains(local.toLocalDate())
          && !local.toLocalTime().isBefore(OPEN)
          && local.toLocalTime().isBefore(CLOSE)) {
        open++;
      }
    }
    assertThat(open).isEqualTo(minutes);
  }

  @Provide
  Arbitrary<Instant> instants() {
    long from = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() / 60;
    long to = Instant.parse("2029-01-01T00:00:00Z").getEpochSecond() / 60;
    return Arbitraries.longs().between(from, to).map(minute -> Instant.ofEpochSecond(minute * 60));
  }

  @Provide
  Arbitrary<String> spans() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 20_000).map(minutes -> "PT" + minutes + "M"),
        Arbitraries.integers().between(0, 60).map(days -> "P" + days + "D"),
        Arbitraries.integers().between(0, 60).map(days -> "P" + days + "DT" + days % 24 + "H"));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("24x7", "business-hours");
  }
}
