package org.ims.documentation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ims.calendar.ServiceCalendars;
import org.ims.incident.Classification;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.ServiceLevel;
import org.ims.incident.Violation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Completes and closes the records of incidents. */
@Service
@Transactional
class IncidentRecords {

  private final Incidents incidents;
  private final List<ClosureCheck> closureGate;
  private final ServiceCalendars calendars;
  private final Clock clock;

  IncidentRecords(
      Incidents incidents,
      List<ClosureCheck> closureGate,
      ServiceCalendars calendars,
      Clock clock) {
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

  /** Each duty of the closure gate and whether it is done. */
  Map<String, Boolean> closureGate(String number) {
    Incident incident = incidents.get(number);
    Map<String, Boolean> gate = new LinkedHashMap<>();
    closureGate.forEach(check -> gate.put(check.key(), check.isDone(incident)));
    return gate;
  }

  /**
   * @param finalCategory null to keep triage's
   * @param costEur in euros, may be null
   * @throws InvalidInputException naming every duty that is still open
   */
  void close(String number, Classification.Category finalCategory, BigDecimal costEur) {
    Incident incident = incidents.get(number);
    List<Violation> openDuties =
        closureGate.stream()
            .filter(check -> !check.isDone(incident))
            .map(check -> new Violation(check.key(), "open-duty", check.openDuty()))
            .toList();
    if (!openDuties.isEmpty()) {
      throw new InvalidInputException(openDuties);
    }
    incident.close(
        finalCategory == null ? incident.classification().category() : finalCategory,
        costEur,
        clock.instant());
  }
}
