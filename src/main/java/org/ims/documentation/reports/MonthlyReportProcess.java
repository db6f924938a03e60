package org.ims.documentation.reports;

/** Contract of processes/documentation/reports/MonthlyReport.bpmn. */
final class MonthlyReportProcess {

  static final String KEY = "MonthlyReport";

  /** When the report is made: the first morning of the next month, in the business zone. */
  static final String COMPILE_AT = "compileAt";

  /** What is still to be mailed: {@code now}, {@code later} or {@code nothing}. */
  static final String OWED = "owed";

  /** How often there was a pause because a report was not taken. */
  static final String ROUND = "round";

  /** How long to wait before it is tried again. */
  static final String PAUSE = "pause";

  private MonthlyReportProcess() {}
}
