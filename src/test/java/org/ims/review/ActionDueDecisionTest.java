package org.ims.review;

import org.ims.testing.DecisionTableTest;

class ActionDueDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                    | actionPriority | -> dueWithin | -> escalateAfter | -> escalateTo
      Rule_ActionDue_Critical | critical       | P14D         | P7D              | risk-owner
      Rule_ActionDue_High     | high           | P30D         | P7D              | risk-owner
      Rule_ActionDue_Medium   | medium         | P90D         | P7D              | risk-owner
      Rule_ActionDue_Low      | low            | P180D        | P7D              | risk-owner
      -                       | urgent         |              |                  |
      -                       | Critical       |              |                  |
      -                       |                |              |                  |
      """;

  ActionDueDecisionTest() {
    super("review/ActionDueDecision", 4, CASES);
  }
}
