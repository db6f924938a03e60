package org.ims.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

/** Times of day below are local times of Berlin, where the clocks change in March and October. */
class ServiceCalendarsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final ServiceCalendars calendars = new ServiceCalendars(environment());

  /** 2026: 2 March is a Monday, clocks change on 29 March and 25 October; 2028 is a leap year. */
  @ParameterizedTest(name = "{0} + {1} = {2}: {3}")
  @CsvSource({
    "2026-03-02T22:15, PT15M,  2026-03-02T22:30, a night is no pause",
    "2026-03-28T12:00, PT24H,  2026-03-29T13:00, 24 hours over the lost hour",
    "2026-03-28T12:00, P1D,    2026-03-29T12:00, a day over the lost hour",
    "2026-10-24T12:00, PT24H,  2026-10-25T11:00, 24 hours over the doubled hour",
    "2026-10-24T12:00, P1D,    2026-10-25T12:00, a day over the doubled hour",
    "2026-03-28T02:30, P1D,    2026-03-29T03:30, the same time does not exist on the next day",
    "2026-01-31T10:00, P1M,    2026-02-28T10:00, a month is cut to its last day",
    "2028-01-31T10:00, P1M,    2028-02-29T10:00, a month is cut to the leap day",
    "2028-02-28T10:00, P1D,    2028-02-29T10:00, leap day",
    "2028-02-29T10:00, P1Y,    2029-02-28T10:00, a year after a leap day",
    "2026-12-31T23:30, PT1H,   2027-01-01T00:30, over the year's end",
    "2026-03-02T10:00, P2W,    2026-03-16T10:00, weeks",
    "2026-03-02T10:00, P1DT2H, 2026-03-03T12:00, days and hours",
    "2026-03-02T10:00, PT0S,   2026-03-02T10:00, nothing",
    "2026-03-02T10:00, PT1.5S, 2026-03-02T10:00:01.5, part of a second"
  })
  void roundTheClock(LocalDateTime start, String duration, LocalDateTime due, String why) {
    assertThat(due(start, duration, "24x7")).as(why).isEqualTo(due);
  }

  @ParameterizedTest(name = "{0} + {1} = {2}: {3}")
  @CsvSource({
    "2026-03-02T09:00, PT4H,     2026-03-02T13:00, within one day",
    "2026-03-02T16:00, PT4H,     2026-03-03T10:00, over the night",
    "2026-03-06T16:00, PT4H,     2026-03-09T10:00, over the weekend",
    "2026-03-02T08:00, PT10H,    2026-03-02T18:00, a whole day ends at closing",
    "2026-03-02T08:00, PT10H1S,  2026-03-03T08:00:01, a second more is the next morning",
    "2026-03-02T09:00, PT24H,    2026-03-04T13:00, 24 open hours",
    "2026-03-02T09:00, PT72H,    2026-03-11T11:00, 72 open hours",
    "2026-03-02T05:00, PT1H,     2026-03-02T09:00, reported before opening",
    "2026-03-02T18:00, PT1H,     2026-03-03T09:00, reported at closing",
    "2026-03-02T18:00, PT0S,     2026-03-02T18:00, closing belongs to the day",
    "2026-03-02T18:00:01, PT0S,  2026-03-03T08:00, after closing",
    "2026-03-07T11:00, PT1H,     2026-03-09T09:00, reported on Saturday",
    "2026-03-08T23:59, PT1H,     2026-03-09T09:00, reported on Sunday",
    "2026-03-06T18:00:01, PT1H,  2026-03-09T09:00, reported on Friday evening",
    "2026-03-02T10:00, P1D,      2026-03-03T10:00, one business day",
    "2026-03-06T10:00, P1D,      2026-03-09T10:00, one business day over the weekend",
    "2026-03-02T10:00, P10D,     2026-03-16T10:00, ten business days",
    "2026-03-07T11:00, P1D,      2026-03-10T08:00, one business day from Saturday counts from Monday",
    "2026-03-02T08:00, P1D,      2026-03-03T08:00, from opening",
    "2026-03-02T18:00, P1D,      2026-03-03T18:00, from closing",
    "2026-03-02T19:00, P1D,      2026-03-04T08:00, from the evening",
    "2026-03-02T10:00, P1DT9H,   2026-03-04T09:00, days and then hours",
    "2026-12-24T10:00, P1D,      2026-12-28T10:00, Christmas Day is a Friday and a holiday",
    "2026-12-24T17:00, PT2H,     2026-12-28T09:00, hours over a holiday",
    "2026-12-25T10:00, PT1H,     2026-12-28T09:00, reported on a holiday",
    "2026-03-27T16:00, PT4H,     2026-03-30T10:00, over the change to summer time",
    "2026-10-23T16:00, PT4H,     2026-10-26T10:00, over the change to winter time",
    "2026-03-27T10:00, P1D,      2026-03-30T10:00, a business day over the change",
    "2028-02-28T10:00, P1D,      2028-02-29T10:00, leap day",
    "2028-02-28T17:00, PT12H,    2028-03-01T09:00, over the leap day"
  })
  void businessHours(LocalDateTime start, String duration, LocalDateTime due, String why) {
    assertThat(due(start, duration, "business-hours")).as(why).isEqualTo(due);
  }

  /**
   * Sunday from 01:30 to 02:45 in Berlin: half of it is lost in March, none is doubled in October.
   */
  @ParameterizedTest(name = "{0} + {1} = {2}: {3}")
  @CsvSource({
    "2026-03-29T01:30, PT30M, 2026-03-29T03:00, the lost hour does not count",
    "2026-03-22T02:15, P1D,   2026-03-29T03:15, the same time moves out of the gap",
    "2026-10-25T01:30, PT1H,  2026-10-25T02:30, first of the two 02:30",
    "2026-10-25T01:30, PT2H,  2026-11-01T02:15, the second pass of the hour is closed"
  })
  void aNightShiftWhileTheClocksChange(
      LocalDateTime start, String duration, LocalDateTime due, String why) {
    assertThat(due(start, duration, "night")).as(why).isEqualTo(due);
  }

  /** From 02:30 to 03:15 opens, by the clock, after it closes on the day of the change. */
  @Test
  void aDayWhoseHoursVanishInTheGapIsSkipped() {
    assertThat(due(LocalDateTime.parse("2026-03-22T02:30"), "P1D", "gap"))
        .isEqualTo("2026-04-05T02:30");
    assertThat(due(LocalDateTime.parse("2026-03-29T00:10"), "PT10M", "gap"))
        .isEqualTo("2026-04-05T02:40");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "P",
        "PT",
        "4h",
        "PT4",
        "-PT4H",
        "PT-4H",
        "P1.5D",
        "PT4H ",
        "P1D2H",
        "P1H",
        "pt4h",
        "P1S",
        "PT1M1H",
        "P9999999D",
        "PT9999999H",
        "+PT1H"
      })
  void refusesABadDurationByName(String duration) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendars.due(Instant.EPOCH, duration, "24x7"))
        .withMessageContaining("'" + duration + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1W", "P1M", "P1Y", "P1M2DT3H"})
  void refusesWeeksMonthsAndYearsOfBusinessHours(String duration) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendars.due(Instant.EPOCH, duration, "business-hours"))
        .withMessageContaining("'" + duration + "'");
  }

  @Test
  void refusesAMissingDuration() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendars.due(Instant.EPOCH, null, "24x7"))
        .withMessageContaining("missing");
  }

  @Test
  void refusesAnUnknownCalendarByNameAndListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendars.due(Instant.EPOCH, "PT1H", "office-hours"))
        .withMessage(
            "There is no service calendar 'office-hours'; known are 24x7, business-hours, gap, night");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendars.due(Instant.EPOCH, "PT1H", null))
        .withMessageContaining("'null'");
  }

  @Test
  void oneMessageNamesEveryWrongSetting() {
    Environment wrong =
        new MockEnvironment()
            .withProperty("ims.calendars.24x7.zone", "Europe/Berln")
            .withProperty("ims.calendars.24x7.holidays[0]", "2026-12-25")
            .withProperty("ims.calendars.desk.days[0]", "MONDAY")
            .withProperty("ims.calendars.desk.days[1]", "MOONDAY")
            .withProperty("ims.calendars.desk.from", "18:00")
            .withProperty("ims.calendars.desk.to", "08:00")
            .withProperty("ims.calendars.desk.holidays[0]", "25.12.2026")
            .withProperty("ims.calendars.lazy.zone", "UTC")
            .withProperty("ims.calendars.lazy.to", "25:00");
    assertThatIllegalStateException()
        .isThrownBy(() -> new ServiceCalendars(wrong))
        .withMessageContainingAll(
            "ims.calendars.24x7.zone: 'Europe/Berln' is not a time zone",
            "ims.calendars.24x7.holidays: only a calendar with days",
            "ims.calendars.desk.zone: missing",
            "ims.calendars.desk.days: 'MOONDAY' is not a day",
            "ims.calendars.desk.to: '08:00' must be later than from, '18:00'",
            "ims.calendars.desk.holidays: '25.12.2026' is not a date",
            "ims.calendars.lazy.days: at least one day is required",
            "ims.calendars.lazy.from: missing",
            "ims.calendars.lazy.to: '25:00' is not a time");
  }

  @Test
  void aMistypedSettingStopsTheStart() {
    Environment mistyped =
        new MockEnvironment()
            .withProperty("ims.calendars.24x7.zone", "UTC")
            .withProperty("ims.calendars.24x7.holliday", "2026-12-25");
    assertThatThrownBy(() -> new ServiceCalendars(mistyped))
        .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class)
        .hasStackTraceContaining("ims.calendars.24x7.holliday");
  }

  @Test
  void noCalendarAtAllStopsTheStart() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ServiceCalendars(new MockEnvironment()))
        .withMessageContaining("at least one calendar is required");
  }

  private LocalDateTime due(LocalDateTime start, String duration, String calendar) {
    return calendars
        .due(start.atZone(BERLIN).toInstant(), duration, calendar)
        .atZone(BERLIN)
        .toLocalDateTime();
  }

  private static MockEnvironment environment() {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("ims.calendars.24x7.zone", "Europe/Berlin")
            .withProperty("ims.calendars.business-hours.zone", "Europe/Berlin")
            .withProperty(
                "ims.calendars.business-hours.days", "MONDAY,TUESDAY,wednesday,THURSDAY,FRIDAY")
            .withProperty("ims.calendars.business-hours.from", "08:00")
            .withProperty("ims.calendars.business-hours.to", "18:00")
            .withProperty("ims.calendars.business-hours.holidays", "2026-12-25,2027-01-01");
    sundays(environment, "night", "01:30", "02:45");
    sundays(environment, "gap", "02:30", "03:15");
    return environment;
  }

  private static void sundays(MockEnvironment environment, String name, String from, String to) {
    environment
        .withProperty("ims.calendars." + name + ".zone", "Europe/Berlin")
        .withProperty("ims.calendars." + name + ".days", "SUNDAY")
        .withProperty("ims.calendars." + name + ".from", from)
        .withProperty("ims.calendars." + name + ".to", to);
  }
}
