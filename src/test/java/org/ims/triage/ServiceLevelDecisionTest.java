package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ims.incident.Priority;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceLevelDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                         | priority   | -> acknowledge | -> assess | -> resolve | -> calendar    | -> verify | -> confirm | -> close
      Rule_ServiceLevel_Unassessed | unassessed | PT15M          | PT30M     | PT4H       | 24x7           | P1D       | P5D        | P2D
      Rule_ServiceLevel_P1         | P1         | PT15M          | PT30M     | PT4H       | 24x7           | P1D       | P5D        | P2D
      Rule_ServiceLevel_P2         | P2         | PT1H           | PT1H15M   | PT8H       | 24x7           | P1D       | P5D        | P2D
      Rule_ServiceLevel_P3         | P3         | PT4H           | PT4H15M   | PT24H      | business-hours | P1D       | P5D        | P2D
      Rule_ServiceLevel_P4         | P4         | PT8H           | PT8H15M   | PT72H      | business-hours | P1D       | P5D        | P2D
      Rule_ServiceLevel_P5         | P5         | P1D            | P2D       | P10D       | business-hours | P1D       | P5D        | P2D
      -                            | P0         |                |           |            |                |           |            |
      -                            | P6         |                |           |            |                |           |            |
      -                            | p1         |                |           |            |                |           |            |
      -                            |            |                |           |            |                |           |            |
      """;

  ServiceLevelDecisionTest() {
    super("triage/ServiceLevelDecision", 6, CASES);
  }

  @Test
  void anIncidentNotYetAssessedIsTreatedAsTheHighest() {
    assertThat(serviceLevel("unassessed")).isEqualTo(serviceLevel("P1"));
  }

  @ParameterizedTest
  @EnumSource(Priority.class)
  void everyPriorityHasEveryTarget(Priority priority) {
    assertThat(serviceLevel(priority.name()).keySet())
        .containsExactlyInAnyOrderElementsOf(table.outputs().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1", "P2", "P3", "P4"})
  void assessmentIsDueAQuarterOfAnHourAfterTheAcknowledgement(String priority) {
    Map<String, Object> level = serviceLevel(priority);

    assertThat(duration(level, "assess"))
        .isEqualTo(duration(level, "acknowledge").plusMinutes(15))
        .isLessThan(duration(level, "resolve"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acknowledge", "assess", "resolve"})
  void aLowerPriorityIsNeverPromisedMore(String target) {
    List<Duration> durations =
        Stream.of("P1", "P2", "P3", "P4", "P5")
            .map(priority -> duration(serviceLevel(priority), target))
            .toList();

    assertThat(durations).isSorted();
  }

  private Map<String, Object> serviceLevel(String priority) {
    return new LinkedHashMap<>(table.evaluate(Map.of("priority", priority)).single());
  }

  private static Duration duration(Map<String, Object> level, String target) {
    return Duration.parse((String) level.get(target));
  }
}
