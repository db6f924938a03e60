package org.ims.reporting.webhooks;

import java.util.Locale;
import java.util.Map;
import org.ims.catalogue.Services;
import org.ims.engine.Decisions;
import org.springframework.stereotype.Component;

/** Asks AlertDecision what an alert means to us. */
@Component
class AlertRules {

  private final Decisions decisions;
  private final Services services;

  AlertRules(Decisions decisions, Services services) {
    this.decisions = decisions;
    this.services = services;
  }

  AlertRule of(WebhookSource source, AlertNotice notice) {
    Map<String, Object> row =
        decisions
            .rows(
                AlertDecision.KEY,
                Map.of(
                    AlertDecision.SOURCE_KIND, source.kind().key(),
                    AlertDecision.SEVERITY, notice.severity().toLowerCase(Locale.ROOT),
                    AlertDecision.ALERT_SERVICE, notice.service(),
                    AlertDecision.ALERT_NAME, notice.name()))
            .get(0);
    return new AlertRule(
        service(source, notice, (String) row.get("service")),
        (Integer) row.get("impact"),
        (Integer) row.get("urgency"),
        Boolean.TRUE.equals(row.get("suspectedSecurity")),
        "propose".equals(row.get("onResolved"))
            ? AlertRule.OnResolved.PROPOSE
            : AlertRule.OnResolved.RECORD,
        (String) row.get("because"));
  }

  /** The table's service, else the one that the alert names, else the source's own. */
  private String service(WebhookSource source, AlertNotice notice, String ruled) {
    if (ruled != null && services.findActive(ruled).isPresent()) {
      return ruled;
    }
    return services.findActive(notice.service()).isPresent()
        ? notice.service()
        : source.defaultService();
  }
}
