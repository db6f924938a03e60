package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpactDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                                | peopleAtRisk | criticalFunction | serviceState | dataClass    | dataExposure | usersAffectedPct | usersAffected | estimatedLossEur | -> impact | -> because
      Rule_Impact_Safety                  | true         |                  |              |              |              |                  |               |                  | 1         | People are at risk.
      Rule_Impact_Safety                  | true         | true             | down         | phi          | confirmed    | 100              | 1000000       | 1000000          | 1         | People are at risk.
      Rule_Impact_CriticalServiceDown     | false        | true             | down         | none         | none         | 0                | 0             | 0                | 1         | A critical service is down.
      Rule_Impact_CriticalServiceDown     |              | true             | down         |              |              |                  |               |                  | 1         | A critical service is down.
      Rule_Impact_CriticalServiceDown     |              | true             | down         | phi          | confirmed    |                  |               |                  | 1         | A critical service is down.
      Rule_Impact_ConfirmedExposure       | false        | false            | ok           | personal     | confirmed    |                  |               |                  | 1         | Personal data has been exposed.
      Rule_Impact_ConfirmedExposure       |              |                  |              | special      | confirmed    |                  |               |                  | 1         | Personal data has been exposed.
      Rule_Impact_ConfirmedExposure       |              |                  |              | phi          | confirmed    |                  |               |                  | 1         | Personal data has been exposed.
      Rule_Impact_ConfirmedExposure       |              | true             | degraded     | phi          | confirmed    |                  |               |                  | 1         | Personal data has been exposed.
      Rule_Impact_ConfirmedExposure       |              |                  |              | personal     | confirmed    | 100              |               |                  | 1         | Personal data has been exposed.
      Rule_Impact_UsersShareLarge         | false        | true             | degraded     | none         | none         | 10.1             | 5             | 0                | 1         | More than 10 % of the users are affected.
      Rule_Impact_UsersShareLarge         |              |                  |              |              |              | 100              |               |                  | 1         | More than 10 % of the users are affected.
      Rule_Impact_UsersShareLarge         |              |                  |              |              |              | 100              | 1000000       |                  | 1         | More than 10 % of the users are affected.
      Rule_Impact_UsersNumberLarge        |              |                  |              |              |              | 0.5              | 100001        |                  | 1         | More than 100,000 users are affected.
      Rule_Impact_UsersNumberLarge        |              |                  |              |              |              |                  | 1000000       | 1000000          | 1         | More than 100,000 users are affected.
      Rule_Impact_LossLarge               |              |                  |              |              |              |                  | 100000        | 100000.01        | 1         | The loss is expected to exceed EUR 100,000.
      Rule_Impact_LossLarge               | false        | false            | ok           | none         | none         | 0                | 0             | 100001           | 1         | The loss is expected to exceed EUR 100,000.
      Rule_Impact_LossLarge               |              |                  |              |              |              |                  |               | 100001           | 1         | The loss is expected to exceed EUR 100,000.
      Rule_Impact_CriticalServiceDegraded | false        | true             | degraded     | confidential | suspected    | 5                | 70            | 100000           | 2         | A critical service is degraded.
      Rule_Impact_CriticalServiceDegraded |              | true             | degraded     |              |              |                  |               |                  | 2         | A critical service is degraded.
      Rule_Impact_PossibleExposure        |              | false            | degraded     | confidential | suspected    |                  |               |                  | 2         | Protected data may have been exposed.
      Rule_Impact_PossibleExposure        |              | true             | at-risk      | confidential | confirmed    |                  |               |                  | 2         | Protected data may have been exposed.
      Rule_Impact_PossibleExposure        |              |                  |              | personal     | suspected    |                  |               |                  | 2         | Protected data may have been exposed.
      Rule_Impact_PossibleExposure        |              |                  |              | special      | suspected    |                  |               |                  | 2         | Protected data may have been exposed.
      Rule_Impact_PossibleExposure        |              |                  |              | phi          | suspected    |                  |               |                  | 2         | Protected data may have been exposed.
      Rule_Impact_PossibleExposure        |              |                  |              | special      | suspected    | 5                |               |                  | 2         | Protected data may have been exposed.
      Rule_Impact_UsersShareNoticeable    |              | false            | down         | phi          | none         | 10               | 70            |                  | 2         | Between 1 and 10 % of the users are affected.
      Rule_Impact_UsersShareNoticeable    |              |                  |              |              |              | 10.0             |               |                  | 2         | Between 1 and 10 % of the users are affected.
      Rule_Impact_UsersShareNoticeable    |              |                  |              |              |              | 1                |               |                  | 2         | Between 1 and 10 % of the users are affected.
      Rule_Impact_ServiceDown             | false        | false            | down         | none         | none         | 0.99             | 50            | 0                | 2         | A service is down.
      Rule_Impact_ServiceDown             |              |                  | down         |              |              |                  |               |                  | 2         | A service is down.
      Rule_Impact_UsersNumberNoticeable   | false        | false            | degraded     | none         | none         | 0.99             | 50            | 100000           | 2         | At least 50 users are affected.
      Rule_Impact_UsersNumberNoticeable   |              |                  |              |              |              |                  | 100000        |                  | 2         | At least 50 users are affected.
      Rule_Impact_UsersNumberNoticeable   |              |                  |              |              |              |                  | 50.5          |                  | 2         | At least 50 users are affected.
      Rule_Impact_Low                     | false        | false            | degraded     | internal     | confirmed    | 0.99             | 49            | 100000           | 3         | No reason for a higher impact is known.
      Rule_Impact_Low                     | false        | true             | at-risk      | none         | suspected    | 0                | 0             | 0                | 3         | No reason for a higher impact is known.
      Rule_Impact_Low                     | false        | true             | ok           | phi          | none         | 0                | 0             | 0                | 3         | No reason for a higher impact is known.
      Rule_Impact_Low                     |              |                  |              | phi          |              |                  |               |                  | 3         | No reason for a higher impact is known.
      Rule_Impact_Low                     |              | true             |              |              | confirmed    |                  |               |                  | 3         | No reason for a higher impact is known.
      Rule_Impact_Low                     |              |                  |              |              |              |                  |               |                  | 3         | No reason for a higher impact is known.
      """;

  ImpactDecisionTest() {
    super("triage/ImpactDecision", 12, CASES);
  }

  @ParameterizedTest
  @ValueSource(longs = {3_000_000_000L, 100_001L})
  void countsNumbersThatAreTooLargeForAnInteger(long users) {
    assertThat(table.evaluate(Map.of("usersAffected", users)).rules())
        .containsExactly("Rule_Impact_UsersNumberLarge");
  }

  /** What fits a row with impact 1 never ends with a lower one, whatever else is known. */
  @Test
  void graverReasonsComeFirst() {
    int[] impacts =
        table.ruleIds().stream()
            .mapToInt(
                rule ->
                    cases().stream()
                        .filter(given -> given.rule().equals(rule))
                        .mapToInt(given -> (int) given.expected().get("impact"))
                        .findFirst()
                        .orElseThrow())
            .toArray();

    assertThat(impacts).isSorted();
  }
}
