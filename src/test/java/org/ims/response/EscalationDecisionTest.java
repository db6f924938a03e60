package org.ims.response;

import org.ims.testing.DecisionTableTest;

class EscalationDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule | priority | escalationLevel | -> within | -> calendar | -> audience
      Rule_Escalation_P1LevelOne   | P1 | 1 | PT5M | 24x7 | team
      Rule_Escalation_P1LevelTwo   | P1 | 2 | PT5M | 24x7 | incident-manager
      Rule_Escalation_P1LevelThree | P1 | 3 | PT5M | 24x7 | major-incident-manager
      Rule_Escalation_P1LevelFour  | P1 | 4 | PT5M | 24x7 | security-lead
      Rule_Escalation_P1LevelFive  | P1 | 5 | PT5M | 24x7 | exec
      Rule_Escalation_P2LevelOne   | P2 | 1 | PT15M | 24x7 | team
      Rule_Escalation_P2LevelTwo   | P2 | 2 | PT15M | 24x7 | incident-manager
      Rule_Escalation_P2LevelThree | P2 | 3 | PT15M | 24x7 | major-incident-manager
      Rule_Escalation_P2LevelFour  | P2 | 4 | PT15M | 24x7 | security-lead
      Rule_Escalation_P2LevelFive  | P2 | 5 | PT15M | 24x7 | exec
      Rule_Escalation_P3LevelOne   | P3 | 1 | PT2H | business-hours | team
      Rule_Escalation_P3LevelTwo   | P3 | 2 | PT2H | business-hours | incident-manager
      Rule_Escalation_P3LevelThree | P3 | 3 | PT2H | business-hours | major-incident-manager
      Rule_Escalation_P3LevelFour  | P3 | 4 | PT2H | business-hours | security-lead
      Rule_Escalation_P3LevelFive  | P3 | 5 | PT2H | business-hours | exec
      Rule_Escalation_MinorLevelOne   | P4 | 1 | P1D | business-hours | team
      Rule_Escalation_MinorLevelOne   | P5 | 1 | P1D | business-hours | team
      Rule_Escalation_MinorLevelTwo   | P4 | 2 | P1D | business-hours | incident-manager
      Rule_Escalation_MinorLevelTwo   | P5 | 2 | P1D | business-hours | incident-manager
      Rule_Escalation_MinorLevelThree | P4 | 3 | P1D | business-hours | major-incident-manager
      Rule_Escalation_MinorLevelThree | P5 | 3 | P1D | business-hours | major-incident-manager
      Rule_Escalation_MinorLevelFour  | P4 | 4 | P1D | business-hours | security-lead
      Rule_Escalation_MinorLevelFour  | P5 | 4 | P1D | business-hours | security-lead
      Rule_Escalation_MinorLevelFive  | P4 | 5 | P1D | business-hours | exec
      Rule_Escalation_MinorLevelFive  | P5 | 5 | P1D | business-hours | exec
      Rule_Escalation_None | P1 | 6 | | |
      Rule_Escalation_None | | 1 | | |
      """;

  EscalationDecisionTest() {
    super("response/EscalationDecision", 21, CASES);
  }
}
