package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ims.incident.Priority;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PriorityDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                          | impact | urgency | -> priority
      Rule_Priority_Impact1Urgency1 | 1      | 1       | P1
      Rule_Priority_Impact1Urgency2 | 1      | 2       | P2
      Rule_Priority_Impact1Urgency3 | 1      | 3       | P3
      Rule_Priority_Impact2Urgency1 | 2      | 1       | P2
      Rule_Priority_Impact2Urgency2 | 2      | 2       | P3
      Rule_Priority_Impact2Urgency3 | 2      | 3       | P4
      Rule_Priority_Impact3Urgency1 | 3      | 1       | P3
      Rule_Priority_Impact3Urgency2 | 3      | 2       | P4
      Rule_Priority_Impact3Urgency3 | 3      | 3       | P5
      -                             | 0      | 1       |
      -                             | 1      | 0       |
      -                             | 4      | 1       |
      -                             | 1      | 4       |
      -                             | -1     | -1      |
      -                             | 1      |         |
      -                             |        | 1       |
      -                             |        |         |
      """;

  PriorityDecisionTest() {
    super("triage/PriorityDecision", 9, CASES);
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void priorityIsImpactPlusUrgencyMinusOne(int impact, int urgency) {
    assertThat(table.evaluate(Map.of("impact", impact, "urgency", urgency)).single())
        .isEqualTo(Map.of("priority", "P" + (impact + urgency - 1)));
  }

  static Stream<Arguments> matrix() {
    return IntStream.rangeClosed(1, 3)
        .boxed()
        .flatMap(
            impact ->
                IntStream.rangeClosed(1, 3).mapToObj(urgency -> Arguments.of(impact, urgency)));
  }

  /** A form or a client may send a whole number as any of these. */
  @Test
  void takesWholeNumbersOfEveryType() {
    for (Object one : List.of(1, 1L, (short) 1, 1.0)) {
      assertThat(table.evaluate(Map.of("impact", one, "urgency", one)).single())
          .as(one.getClass().getSimpleName())
          .isEqualTo(Map.of("priority", "P1"));
    }
  }

  @Test
  void givesEveryPriorityOfTheIncident() {
    assertThat(cases())
        .extracting(given -> given.expected().get("priority"))
        .filteredOn(priority -> priority != null)
        .containsOnly(Arrays.stream(Priority.values()).map(Enum::name).toArray());
  }
}
