package org.ims.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class HolidayFileTest {

  private static final String HESSEN = "classpath:calendars/hessen.ics";

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "2026-04-06, true,  once",
    "2027-04-06, false, not in another year",
    "2026-05-01, true,  each year",
    "2049-05-01, true,  also in many years",
    "2027-12-25, true,  two days together",
    "2027-12-26, true,  the second of them",
    "2027-12-27, false, the end is no part of it",
    "2028-02-29, true,  leap day",
    "2027-02-28, false, no leap day",
    "2027-03-01, false, nor after it",
    "2026-09-07, true,  first Monday of September",
    "2027-09-06, false, an exception of the rule",
    "2028-09-04, true,  the year after it",
    "2029-09-03, false, after the last of them",
    "2026-03-02, false, an appointment is no holiday"
  })
  void readsAllDayEvents(LocalDate day, boolean holiday, String why) throws Exception {
    assertThat(HolidayFile.read(HESSEN).contains(day)).as(why).isEqualTo(holiday);
  }

  @Test
  void readsAPlainPath() throws Exception {
    assertThat(HolidayFile.read("src/test/resources/calendars/hessen.ics"))
        .isEqualTo(HolidayFile.read(HESSEN));
  }

  /** Wednesday; a day of the list, two of the file and a Sunday follow. */
  @Test
  void holidaysOfTheFileAreNoBusinessDaysNorAreThoseOfTheList() {
    ServiceCalendars calendars =
        new ServiceCalendars(
            environment(HESSEN).withProperty("ims.calendars.desk.holidays[0]", "2026-12-24"));
    assertThat(calendars.due(Instant.parse("2026-12-23T16:00:00Z"), "PT3H", "desk"))
        .isEqualTo(Instant.parse("2026-12-28T09:00:00Z"));
  }

  @Test
  void anEmptySettingMeansNoFile() {
    ServiceCalendars calendars = new ServiceCalendars(environment(""));
    assertThat(calendars.due(Instant.parse("2026-12-24T16:00:00Z"), "PT3H", "desk"))
        .isEqualTo(Instant.parse("2026-12-25T09:00:00Z"));
  }

  @Test
  void saysInOneSentenceWhatIsWrongWithAFile() throws IOException {
    assertRefused("nowhere.ics", "there is no such file");
    assertRefused("classpath:calendars/nowhere.ics", "there is no such file");
    assertRefused(file("hello"), "it is no valid iCalendar file (Error at line 1");
    assertRefused(file(""), "it is no valid iCalendar file");
    assertRefused(file(calendar("DTSTART;VALUE=DATE:2026-04-06")), "it is no valid iCalendar file");
    assertRefused(file(calendar("SUMMARY:No start")), "it is no valid iCalendar file");
    assertRefused(file(calendar("DTSTART:20260406T100000Z")), "it has no all-day event");
  }

  @Test
  void aCalendarRoundTheClockHasNoHolidays() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new ServiceCalendars(
                    new MockEnvironment()
                        .withProperty("ims.calendars.24x7.zone", "UTC")
                        .withProperty("ims.calendars.24x7.holidays-file", HESSEN)))
        .withMessageContaining("ims.calendars.24x7.holidays-file: only a calendar with days");
  }

  private void assertRefused(String location, String reason) {
    assertThatThrownBy(() -> HolidayFile.read(location)).hasMessageContaining(reason);
    assertThatIllegalStateException()
        .isThrownBy(() -> new ServiceCalendars(environment(location)))
        .withMessageContaining(
            "ims.calendars.desk.holidays-file: '%s' is not usable: %s", location, reason);
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "holidays", ".ics"), text).toString();
  }

  private static String calendar(String property) {
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//IMS//Test//EN",
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "DTSTAMP:20260101T000000Z",
        property,
        "END:VEVENT",
        "END:VCALENDAR",
        "");
  }

  private static MockEnvironment environment(String file) {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("ims.calendars.desk.zone", "UTC")
            .withProperty("ims.calendars.desk.from", "08:00")
            .withProperty("ims.calendars.desk.to", "18:00")
            .withProperty("ims.calendars.desk.holidays-file", file);
    int i = 0;
    for (String day : Set.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")) {
      environment.withProperty("ims.calendars.desk.days[" + i++ + "]", day);
    }
    return environment;
  }
}
