package org.ims.reporting.webhooks;

import org.ims.testing.DecisionTableTest;

class AlertDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                   | sourceKind   | severity | alertService | alertName      | -> service | -> impact | -> urgency | -> suspectedSecurity | -> onResolved
      Rule_Alert_Intrusion   | alertmanager | critical | web-shop     | SecurityBreach |            | 1         | 1          | true                 | record
      Rule_Alert_Intrusion   | cloudevents  |          |              | Security.login |            | 1         | 1          | true                 | record
      Rule_Alert_Critical    | alertmanager | critical | web-shop     | ShopDown       |            | 1         | 1          | false                | propose
      Rule_Alert_Critical    | grafana      | disaster |              | InSecurity     |            | 1         | 1          | false                | propose
      Rule_Alert_Error       | alertmanager | error    |              | ShopSlow       |            | 2         | 1          | false                | propose
      Rule_Alert_Error       | alertmanager | high     |              | ShopSlow       |            | 2         | 1          | false                | propose
      Rule_Alert_Warning     | alertmanager | warning  |              | DiskFills      |            | 2         | 2          | false                | propose
      Rule_Alert_Information | alertmanager | info     |              | Deployed       |            | 3         | 3          | false                | propose
      Rule_Alert_Unknown     | alertmanager | sev-17   |              | Strange        |            |           |            | false                | propose
      Rule_Alert_Unknown     | cloudevents  |          |              |                |            |           |            | false                | propose
      """;

  AlertDecisionTest() {
    super("reporting/webhooks/AlertDecision", 6, CASES);
  }
}
