package org.ims.triage;

import org.ims.incident.IncidentState;

/** An open incident that may be the same event. */
record SimilarIncident(String number, String title, String service, IncidentState state) {

  String inWords() {
    return "%s - %s (%s, %s)".formatted(number, title, service, state.inWords());
  }
}
