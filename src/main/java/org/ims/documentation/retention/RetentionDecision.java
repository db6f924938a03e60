package org.ims.documentation.retention;

/** Contract of processes/documentation/retention/RetentionDecision.dmn, which no process asks. */
final class RetentionDecision {

  static final String KEY = "RetentionDecision";

  static final String LEGAL_HOLD = "legalHold";
  static final String DRILL = "drill";
  static final String REPORTABLE = "reportable";
  static final String SECURITY = "security";
  static final String MAJOR = "major";
  static final String PERSONAL_DATA = "personalData";

  private RetentionDecision() {}
}
