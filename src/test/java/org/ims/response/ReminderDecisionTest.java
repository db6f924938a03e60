package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReminderDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                                  | watchedTarget | priority | percentReached | -> percent | -> breach | -> audience
      Rule_Reminder_AcknowledgeHalf         | acknowledge   |          | 0              | 50         | false     | service-desk
      Rule_Reminder_AcknowledgeHalf         | acknowledge   | P1       | 49             | 50         | false     | service-desk
      Rule_Reminder_AcknowledgeThreeQuarters| acknowledge   |          | 50             | 75         | false     | service-desk, incident-manager
      Rule_Reminder_AcknowledgeThreeQuarters| acknowledge   |          | 74             | 75         | false     | service-desk, incident-manager
      Rule_Reminder_AcknowledgeBreach       | acknowledge   |          | 75             | 100        | true      | service-desk, incident-manager, major-incident-manager
      Rule_Reminder_AcknowledgeBreach       | acknowledge   |          | 99             | 100        | true      | service-desk, incident-manager, major-incident-manager
      Rule_Reminder_None                    | acknowledge   |          | 100            |            |           |
      Rule_Reminder_ResolveHalf             | resolve       | P1       | 0              | 50         | false     | holder
      Rule_Reminder_ResolveHalf             | resolve       | P5       | 49             | 50         | false     | holder
      Rule_Reminder_ResolveThreeQuarters    | resolve       | P3       | 50             | 75         | false     | holder, incident-manager
      Rule_Reminder_ResolveNinetyPercent    | resolve       | P3       | 75             | 90         | false     | holder, incident-manager
      Rule_Reminder_ResolveNinetyPercent    | resolve       | P3       | 89             | 90         | false     | holder, incident-manager
      Rule_Reminder_ResolveBreachSevere     | resolve       | P1       | 90             | 100        | true      | holder, incident-manager, major-incident-manager
      Rule_Reminder_ResolveBreachSevere     | resolve       | P2       | 99             | 100        | true      | holder, incident-manager, major-incident-manager
      Rule_Reminder_ResolveBreach           | resolve       | P3       | 99             | 100        | true      | holder, incident-manager
      Rule_Reminder_ResolveLongOverSevere   | resolve       | P1       | 100            | 150        | false     | incident-manager, major-incident-manager, exec
      Rule_Reminder_ResolveLongOver         | resolve       | P4       | 149            | 150        | false     | incident-manager, major-incident-manager
      Rule_Reminder_None                    | resolve       | P1       | 150            |            |           |
      Rule_Reminder_None                    |               | P1       | 0              |            |           |
      """;

  ReminderDecisionTest() {
    super("response/ReminderDecision", 11, CASES);
  }

  @ParameterizedTest
  @CsvSource({"resolve, P1", "resolve, P2", "resolve, P3", "resolve, P4", "resolve, P5"})
  void eachShareIsToldOnceAndTheWholeIsTheBreach(String target, String priority) {
    assertThat(told(target, priority)).containsExactly("50", "75", "90", "100 breach", "150");
  }

  @ParameterizedTest
  @CsvSource({"acknowledge, P1", "acknowledge, P5"})
  void anAcknowledgementHasFewerShares(String target, String priority) {
    assertThat(told(target, priority)).containsExactly("50", "75", "100 breach");
  }

  private List<String> told(String target, String priority) {
    List<String> told = new ArrayList<>();
    Integer percent = 0;
    while (percent != null) {
      Map<String, Object> next =
          table
              .evaluate(
                  Map.of("watchedTarget", target, "priority", priority, "percentReached", percent))
              .single();
      percent = (Integer) next.get("percent");
      if (percent != null) {
        told.add(percent + (Boolean.TRUE.equals(next.get("breach")) ? " breach" : ""));
      }
    }
    return told;
  }
}
