package org.ims.calendar;

/** The configured calendars cannot be used; the message names every fault, for a person. */
public class InvalidCalendarsException extends IllegalStateException {

  InvalidCalendarsException(String faults) {
    super("The service calendars are not usable: %s.".formatted(faults));
  }
}
