package org.ims.communication;

import org.ims.testing.DecisionTableTest;

class DeliveryDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                    | attempt | refusedForGood | -> pause
      Rule_Delivery_Permanent | 1       | true           |
      Rule_Delivery_First     | 1       | false          | PT30S
      Rule_Delivery_Second    | 2       | false          | PT2M
      Rule_Delivery_Third     | 3       | false          | PT10M
      Rule_Delivery_Fourth    | 4       | false          | PT30M
      Rule_Delivery_Outage    | 5       | false          | PT1H
      Rule_Delivery_Outage    | 76      | false          | PT1H
      Rule_Delivery_Over      | 77      | false          |
      Rule_Delivery_Over      |         |                |
      """;

  DeliveryDecisionTest() {
    super("communication/DeliveryDecision", 7, CASES);
  }
}
