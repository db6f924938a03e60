package org.ims.incident;

/** An incident was asked for a step that its state does not allow. */
public class IllegalTransitionException extends RuntimeException {

  IllegalTransitionException(String number, IncidentState state, String transition) {
    super("Incident %s is %s: it cannot %s.".formatted(number, state, transition));
  }

  IllegalTransitionException(String number, MajorIncident major, String transition) {
    super(
        "Incident %s is, as to major incidents, %s: it cannot %s."
            .formatted(number, major, transition));
  }
}
