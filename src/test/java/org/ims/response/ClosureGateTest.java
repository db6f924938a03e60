package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ims.testing.DecisionTable;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;

class ClosureGateTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                            | unverifiedResolutions | unapprovedReviews | missingRootCauses | openActions | vagueActions | openAdHocTasks | liveCountermeasures | runningPlaybooks | unsettledMajors | otherOpenSteps | pendingNotices | missingAllClears | -> blocker
      Rule_ClosureGate_Unverified     | 1                     | 0                 | 0                 | 0           | 0            | 0              | 0                   | 0                | 0               | 0              | 0              | 0                | unverifiedResolutions
      Rule_ClosureGate_Unverified     | 2                     |                   |                   |             |              |                |                     |                  |                 |                |                |                  | unverifiedResolutions
      Rule_ClosureGate_Review         | 0                     | 1                 | 0                 | 0           | 0            | 0              | 0                   | 0                | 0               | 0              | 0              | 0                | unapprovedReviews
      Rule_ClosureGate_Review         |                       | 2                 |                   |             |              |                |                     |                  |                 |                |                |                  | unapprovedReviews
      Rule_ClosureGate_RootCause      | 0                     | 0                 | 1                 | 0           | 0            | 0              | 0                   | 0                | 0               | 0              | 0              | 0                | missingRootCauses
      Rule_ClosureGate_RootCause      |                       |                   | 2                 |             |              |                |                     |                  |                 |                |                |                  | missingRootCauses
      Rule_ClosureGate_Action         | 0                     | 0                 | 0                 | 1           | 0            | 0              | 0                   | 0                | 0               | 0              | 0              | 0                | openActions
      Rule_ClosureGate_Action         |                       |                   |                   | 2           |              |                |                     |                  |                 |                |                |                  | openActions
      Rule_ClosureGate_VagueAction    | 0                     | 0                 | 0                 | 0           | 1            | 0              | 0                   | 0                | 0               | 0              | 0              | 0                | vagueActions
      Rule_ClosureGate_VagueAction    |                       |                   |                   |             | 2            |                |                     |                  |                 |                |                |                  | vagueActions
      Rule_ClosureGate_AdHocTask      | 0                     | 0                 | 0                 | 0           | 0            | 1              | 0                   | 0                | 0               | 0              | 0              | 0                | openAdHocTasks
      Rule_ClosureGate_AdHocTask      |                       |                   |                   |             |              | 2              |                     |                  |                 |                |                |                  | openAdHocTasks
      Rule_ClosureGate_Countermeasure | 0                     | 0                 | 0                 | 0           | 0            | 0              | 1                   | 0                | 0               | 0              | 0              | 0                | liveCountermeasures
      Rule_ClosureGate_Countermeasure |                       |                   |                   |             |              |                | 2                   |                  |                 |                |                |                  | liveCountermeasures
      Rule_ClosureGate_Playbook       | 0                     | 0                 | 0                 | 0           | 0            | 0              | 0                   | 1                | 0               | 0              | 0              | 0                | runningPlaybooks
      Rule_ClosureGate_Playbook       |                       |                   |                   |             |              |                |                     | 2                |                 |                |                |                  | runningPlaybooks
      Rule_ClosureGate_Major          | 0                     | 0                 | 0                 | 0           | 0            | 0              | 0                   | 0                | 1               | 0              | 0              | 0                | unsettledMajors
      Rule_ClosureGate_Major          |                       |                   |                   |             |              |                |                     |                  | 2               |                |                |                  | unsettledMajors
      Rule_ClosureGate_OtherStep      | 0                     | 0                 | 0                 | 0           | 0            | 0              | 0                   | 0                | 0               | 1              | 0              | 0                | otherOpenSteps
      Rule_ClosureGate_OtherStep      |                       |                   |                   |             |              |                |                     |                  |                 | 2              |                |                  | otherOpenSteps
      Rule_ClosureGate_Notice         | 0                     | 0                 | 0                 | 0           | 0            | 0              | 0                   | 0                | 0               | 0              | 1              | 0                | pendingNotices
      Rule_ClosureGate_Notice         |                       |                   |                   |             |              |                |                     |                  |                 |                | 2              |                  | pendingNotices
      Rule_ClosureGate_AllClear       | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | missingAllClears
      Rule_ClosureGate_AllClear       |  |  |  |  |  |  |  |  |  |  |  | 2 | missingAllClears
      -                               | 0                     | 0                 | 0                 | 0           | 0            | 0              | 0                   | 0                | 0               | 0              | 0              | 0                |
      -                               |                       |                   |                   |             |              |                |                     |                  |                 |                |                |                  |
      """;

  ClosureGateTest() {
    super("response/ClosureGate", 12, CASES);
  }

  /** A list that told one duty at a time would send people round in circles. */
  @Test
  void everyDutyThatIsOpenIsNamed() {
    Map<String, Integer> everything = new LinkedHashMap<>();
    table.inputs().keySet().forEach(input -> everything.put(input, 3));

    DecisionTable.Outcome outcome = table.evaluate(everything);

    assertThat(outcome.rules()).isEqualTo(table.ruleIds());
    assertThat(outcome.outputs())
        .extracting(row -> row.get("blocker"))
        .isEqualTo(java.util.List.copyOf(table.inputs().keySet()));
    assertThat(outcome.outputs())
        .allSatisfy(row -> assertThat(row.get("sentence").toString()).endsWith("."));
  }
}
