package org.ims.incident;

/** The reporter's answer to whether personal data is involved. */
public enum PersonalData {
  YES,
  NO,
  UNKNOWN
}
