package org.ims.engine;

import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Incidents;
import org.ims.incident.Reader;
import org.ims.incident.UnknownIncidentException;
import org.springframework.stereotype.Component;

/** Incidents as far as whoever asks may see them. */
@Component
public class VisibleIncidents {

  private final Incidents incidents;
  private final Caller caller;
  private final RestrictedReads reads;

  VisibleIncidents(Incidents incidents, Caller caller, RestrictedReads reads) {
    this.incidents = incidents;
    this.caller = caller;
    this.reads = reads;
  }

  /**
   * For whoever reads it; that a restricted one was read is recorded.
   *
   * @throws UnknownIncidentException when there is none, and no other answer when the caller must
   *     not see it
   */
  public Incident get(String number) {
    if (!IncidentNumber.isValid(number)) {
      throw new UnknownIncidentException(number);
    }
    Incident incident = incidents.get(number);
    Reader reader = caller.reader();
    if (!reader.sees(incident)) {
      throw new UnknownIncidentException(number);
    }
    reads.note(incident, reader);
    return incident;
  }
}
