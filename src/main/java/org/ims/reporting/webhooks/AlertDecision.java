package org.ims.reporting.webhooks;

/** Contract of processes/reporting/webhooks/AlertDecision.dmn, which no process asks. */
final class AlertDecision {

  static final String KEY = "AlertDecision";

  static final String SOURCE_KIND = "sourceKind";
  static final String SEVERITY = "severity";
  static final String ALERT_SERVICE = "alertService";
  static final String ALERT_NAME = "alertName";

  private AlertDecision() {}
}
