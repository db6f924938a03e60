package org.ims.incident;

/** Whether the major-incident procedure applies. */
public enum MajorIncident {
  NONE,
  CANDIDATE,
  ACCEPTED,
  DEMOTED
}
