package org.ims.communication.updates;

import org.ims.testing.DecisionTableTest;

class AudienceDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                                                                                                         | priority | restricted | partOfAnother | servicePublic | -> audience
      Rule_Audience_Responders + Rule_Audience_Executives + Rule_Audience_Users + Rule_Audience_Customers                | P1       | false      | false         | true          | customers
      Rule_Audience_Responders + Rule_Audience_Executives + Rule_Audience_Users                                        | P3       | false      | false         | false         | users
      Rule_Audience_Restricted                                                                                     | P2       | true       | false         | true          | responders
      -                                                                                                            | P4       | false      | false         | true          |
      -                                                                                                            | P1       | false      | true          | true          |
      -                                                                                                            |          | false      | false         | true          |
      """;

  AudienceDecisionTest() {
    super("communication/updates/AudienceDecision", 5, CASES);
  }
}
