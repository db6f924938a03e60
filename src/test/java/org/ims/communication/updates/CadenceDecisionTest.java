package org.ims.communication.updates;

import org.ims.testing.DecisionTableTest;

class CadenceDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                      | audience   | priority | stage | -> first | -> pause | -> afterChange | -> lead | -> firstAlarm | -> secondAlarm | -> approveWithin
      Rule_Cadence_RespondersP1 | responders | P1       | open  | PT30M    | PT30M |             | PT10M | PT10M      | PT20M       | PT15M
      Rule_Cadence_RespondersP2 | responders | P2       | open  | PT2H     | PT2H  |             | PT15M | PT10M      | PT20M       | PT15M
      Rule_Cadence_RespondersP3 | responders | P3       | open  | PT6H     | PT6H  |             | PT30M | PT10M      | PT20M       | PT15M
      Rule_Cadence_ExecutivesP1 | executives | P1       | open  | PT15M    | PT2H  |             | PT10M | PT10M      | PT20M       | PT15M
      Rule_Cadence_ExecutivesP2 | executives | P2       | open  | PT6H     | PT6H  |             | PT15M | PT10M      | PT20M       | PT15M
      Rule_Cadence_ExecutivesP3 | executives | P3       | open  | PT12H    | PT12H |             | PT30M | PT10M      | PT20M       | PT15M
      Rule_Cadence_AffectedP1   | users      | P1       | open  | PT30M    | PT1H  |             | PT15M | PT10M      | PT20M       | PT15M
      Rule_Cadence_AffectedP1   | customers  | P1       | open  | PT30M    | PT1H  |             | PT15M | PT10M      | PT20M       | PT15M
      Rule_Cadence_AffectedP2   | customers  | P2       | open  | PT4H     | PT4H  |             | PT30M | PT10M      | PT20M       | PT15M
      Rule_Cadence_AffectedP3   | users      | P3       | open  |          |       | PT1H        | PT1H  | PT10M      | PT20M       | PT15M
      Rule_Cadence_Lowered      | responders | P4       | open  |          |       | PT4H        | PT4H  | PT10M      | PT20M       | PT15M
      Rule_Cadence_Lowered      | customers  | P5       | open  |          |       | PT4H        | PT4H  | PT10M      | PT20M       | PT15M
      Rule_Cadence_Over         | users      | P1       | over  | PT30M    |       |             | PT30M | PT10M      | PT20M       | PT15M
      Rule_Cadence_Over         | customers  |          | over  | PT30M    |       |             | PT30M | PT10M      | PT20M       | PT15M
      """;

  CadenceDecisionTest() {
    super("communication/updates/CadenceDecision", 11, CASES);
  }
}
