package org.ims.incident;

/** For whoever lets much happen to an incident in one transaction, at several times. */
public interface IncidentSteps {

  /** Puts on record what has become of the incidents of this transaction until now. */
  void record();
}
