package org.ims.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.core.env.Environment;

/**
 * One calendar as an operator wrote it under {@code ims.calendars.<name>}: a zone alone runs round
 * the clock, days with opening hours make business hours. Values are read as text and checked here,
 * so that one message names every wrong setting by its key.
 */
record CalendarSettings(
    String zone,
    List<String> days,
    String from,
    String to,
    List<String> holidays,
    String holidaysFile) {

  private static final String PREFIX = "ims.calendars";

  static Map<String, ServiceCalendar> read(Environment environment) {
    Map<String, CalendarSettings> settings =
        Binder.get(environment)
            .bind(
                PREFIX,
                Bindable.mapOf(String.class, CalendarSettings.class),
                new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
            .orElse(Map.of());
    List<String> problems = new ArrayList<>();
    Map<String, ServiceCalendar> calendars = new LinkedHashMap<>();
    settings.forEach(
        (name, calendar) ->
            calendars.put(name, calendar.toCalendar(PREFIX + "." + name, problems)));
    if (calendars.isEmpty()) {
      problems.add(PREFIX + ": at least one calendar is required");
    }
    if (!problems.isEmpty()) {
      throw new InvalidCalendarsException(String.join("; ", problems));
    }
    return calendars;
  }

  private ServiceCalendar toCalendar(String key, List<String> problems) {
    ZoneId zoneId =
        parse(key + ".zone", zone, ZoneId::of, "a time zone as Europe/Berlin", problems);
    if (days == null && from == null && to == null) {
      if (holidays != null && !holidays.isEmpty()) {
        problems.add(key + ".holidays: only a calendar with days, from and to has holidays");
      }
      if (hasHolidaysFile()) {
        problems.add(key + ".holidays-file: only a calendar with days, from and to has holidays");
      }
      return new RoundTheClock(zoneId);
    }
    int before = problems.size();
    Set<DayOfWeek> openDays =
        parseAll(
            key + ".days",
            days,
            text -> DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)),
            "a day as MONDAY",
            problems);
    if (openDays.isEmpty() && problems.size() == before) {
      problems.add(key + ".days: at least one day is required");
    }
    LocalTime opening = parse(key + ".from", from, LocalTime::parse, "a time as 08:00", problems);
    LocalTime closing = parse(key + ".to", to, LocalTime::parse, "a time as 18:00", problems);
    if (opening != null && closing != null && !opening.isBefore(closing)) {
      problems.add(key + ".to: '" + to + "' must be later than from, '" + from + "'");
    }
    Set<LocalDate> closed =
        parseAll(key + ".holidays", holidays, LocalDate::parse, "a date as 2026-12-25", problems);
    closed.addAll(holidaysOfFile(key + ".holidays-file", problems));
    return new BusinessHours(zoneId, openDays, opening, closing, closed);
  }

  private boolean hasHolidaysFile() {
    return holidaysFile != null && !holidaysFile.isBlank();
  }

  private Set<LocalDate> holidaysOfFile(String key, List<String> problems) {
    try {
      return hasHolidaysFile() ? HolidayFile.read(holidaysFile.strip()) : Set.of();
    } catch (HolidayFile.UnusableException e) {
      problems.add(key + ": '" + holidaysFile + "' is not usable: " + e.getMessage());
      return Set.of();
    }
  }

  private static <T> Set<T> parseAll(
      String key,
      List<String> texts,
      Function<String, T> parser,
      String expected,
      List<String> problems) {
    Set<T> values = new LinkedHashSet<>();
    for (String text : Objects.requireNonNullElse(texts, List.<String>of())) {
      T value = parse(key, text, parser, expected, problems);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static <T> T parse(
      String key, String text, Function<String, T> parser, String expected, List<String> problems) {
    if (text == null || text.isBlank()) {
      problems.add(key + ": missing, expected " + expected);
      return null;
    }
    try {
      return parser.apply(text.strip());
    } catch (DateTimeException | IllegalArgumentException e) {
      problems.add(key + ": '" + text + "' is not " + expected);
      return null;
    }
  }
}
