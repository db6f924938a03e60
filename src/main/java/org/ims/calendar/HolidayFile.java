package org.ims.calendar;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Set;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.component.VEvent;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The holidays of a region as public calendars offer them: the days of the all-day events of an
 * iCalendar file (RFC 5545), yearly ones as often as anybody will ask. Events with a time of day
 * are no holidays.
 */
final class HolidayFile {

  /** The file cannot be used; the message says why, as the end of a sentence. */
  static final class UnusableException extends Exception {

    private UnusableException(String reason) {
      super(reason);
    }
  }

  /** A rule without an end would go on for ever. */
  private static final Period<LocalDate> HORIZON =
      new Period<>(LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1));

  private HolidayFile() {}

  /**
   * @param location a path, or a URL such as {@code classpath:holidays.ics}
   */
  static Set<LocalDate> read(String location) throws UnusableException {
    Set<LocalDate> holidays = new TreeSet<>();
    // A bare path, which is what an operator writes, means a file.
    String url = location.contains(":") ? location : "file:" + location;
    try (InputStream input = new DefaultResourceLoader().getResource(url).getInputStream()) {
      for (VEvent event :
          new CalendarBuilder().build(input).<VEvent>getComponents(Component.VEVENT)) {
        holidays.addAll(daysOf(event));
      }
    } catch (FileNotFoundException e) {
      throw new UnusableException("there is no such file");
    } catch (IOException e) {
      throw new UnusableException("it cannot be read");
    } catch (ParserException | RuntimeException e) {
      // The library reports some faults, such as a missing start, by what happens to fail.
      throw new UnusableException("it is no valid iCalendar file (%s)".formatted(e.getMessage()));
    }
    if (holidays.isEmpty()) {
      throw new UnusableException("it has no all-day event");
    }
    return holidays;
  }

  private static Set<LocalDate> daysOf(VEvent event) {
    Set<LocalDate> days = new TreeSet<>();
    Temporal start = event.getDateTimeStart().getDate();
    if (start instanceof LocalDate) {
      for (Period<LocalDate> period : event.<LocalDate>calculateRecurrenceSet(HORIZON)) {
        // The end is the first day that is none; without one, it is the day of the start.
        LocalDate day = period.getStart();
        do {
          days.add(day);
          day = day.plusDays(1);
        } while (day.isBefore(period.getEnd()));
      }
    }
    return days;
  }
}
