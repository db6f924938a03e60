package org.ims.documentation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.ims.calendar.ServiceCalendars;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.ServiceLevel;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Completes and closes the records of incidents. */
@Service
@Transactional
class IncidentRecords {

  private final Incidents incidents;
  private final ClosureGate closureGate;
  private final ServiceCalendars calendars;
  private final Clock clock;

  IncidentRecords(
      Incidents incidents, ClosureGate closureGate, ServiceCalendars calendars, Clock clock) {
    this.incidents = incidents;
    this.closureGate = closureGate;
    this.calendars = calendars;
    this.clock = clock;
  }

  /** When the record is to be closed, counted from now. */
  Instant closeDue(String number) {
    return calendars.due(
        clock.instant(),
        incidents.get(number).serviceLevel().closeWithin(),
        ServiceLevel.BUSINESS_CALENDAR);
  }

  /**
   * @param finalCategory null to keep triage's
   * @param costEur in euros, may be null
   * @throws InvalidInputException naming every duty that is still open
   */
  void close(String number, Classification.Category finalCategory, BigDecimal costEur) {
    Incident incident = incidents.lock(number);
    incident.close(
        closureGate.verdict(number),
        finalCategory == null ? incident.classification().category() : finalCategory,
        costEur,
        clock.instant());
  }
}
