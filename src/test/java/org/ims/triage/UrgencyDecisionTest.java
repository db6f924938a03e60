package org.ims.triage;

import org.ims.testing.DecisionTableTest;

class UrgencyDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                                 | spreading | workaround | minutesToBusinessImpact | regulatoryClock | vip   | -> urgency | -> because
      Rule_Urgency_Spreading               | true      |            |                         |                 |       | 1          | It is still spreading.
      Rule_Urgency_Spreading               | true      | none       | 60                      | true            | true  | 1          | It is still spreading.
      Rule_Urgency_NoWorkaroundWithinHour  | false     | none       | 60                      | true            | true  | 1          | There is no workaround and the business is hit within an hour.
      Rule_Urgency_NoWorkaroundWithinHour  |           | none       | 0                       |                 |       | 1          | There is no workaround and the business is hit within an hour.
      Rule_Urgency_RegulatoryClock         | false     | none       | 61                      | true            | false | 1          | A regulatory clock is running.
      Rule_Urgency_RegulatoryClock         |           |            |                         | true            |       | 1          | A regulatory clock is running.
      Rule_Urgency_RegulatoryClock         | false     | full       | 10                      | true            | true  | 1          | A regulatory clock is running.
      Rule_Urgency_NoWorkaround            | false     | none       | 61                      | false           | true  | 2          | There is no workaround.
      Rule_Urgency_NoWorkaround            | false     | none       | 60.5                    | false           | false | 2          | There is no workaround.
      Rule_Urgency_NoWorkaround            |           | none       |                         |                 |       | 2          | There is no workaround.
      Rule_Urgency_BusinessImpactWithinDay | false     | partial    | 60                      | false           | true  | 2          | The business is hit within eight hours.
      Rule_Urgency_BusinessImpactWithinDay |           | full       | 480                     |                 |       | 2          | The business is hit within eight hours.
      Rule_Urgency_BusinessImpactWithinDay |           |            | 480                     |                 |       | 2          | The business is hit within eight hours.
      Rule_Urgency_Vip                     | false     | full       | 481                     | false           | true  | 2          | A VIP is affected.
      Rule_Urgency_Vip                     |           |            |                         |                 | true  | 2          | A VIP is affected.
      Rule_Urgency_Low                     | false     | partial    | 481                     | false           | false | 3          | No reason for a higher urgency is known.
      Rule_Urgency_Low                     | false     | full       | 480.5                   | false           | false | 3          | No reason for a higher urgency is known.
      Rule_Urgency_Low                     |           |            |                         |                 |       | 3          | No reason for a higher urgency is known.
      """;

  UrgencyDecisionTest() {
    super("triage/UrgencyDecision", 7, CASES);
  }
}
