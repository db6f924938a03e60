package org.ims.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.ims.incident.MajorIncident;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                             | major     | priority | security | reportable | serviceLevelBreached | reopened | recurrence | -> depth | -> writeWithin | -> meetingWithin | -> meetingCalendar | -> approvedWithin | -> approvalCalendar | -> because
      Rule_Review_Major                | accepted  |          |          |            |                      |          |            | full     | P2D            | P3D              | 24x7               | P10D              | business-hours      | It was a major incident.
      Rule_Review_Major                | accepted  | P4       | true     | true       | true                 | true     | true       | full     | P2D            | P3D              | 24x7               | P10D              | business-hours      | It was a major incident.
      Rule_Review_Major                | accepted  | P1       | true     | true       | true                 | true     | true       | full     | P2D            | P3D              | 24x7               | P10D              | business-hours      | It was a major incident.
      Rule_Review_PriorityOne          | none      | P1       | true     | true       | true                 | true     | true       | full     | P2D            | P3D              | 24x7               | P10D              | business-hours      | It was a P1 incident.
      Rule_Review_PriorityOne          | demoted   | P1       |          |            |                      |          |            | full     | P2D            | P3D              | 24x7               | P10D              | business-hours      | It was a P1 incident.
      Rule_Review_PriorityOne          |           | P1       |          |            |                      |          |            | full     | P2D            | P3D              | 24x7               | P10D              | business-hours      | It was a P1 incident.
      Rule_Review_PriorityTwo          | candidate | P2       | true     | true       | true                 | true     | true       | full     | P2D            | P3D              | business-hours     | P5D               | business-hours      | It was a P2 incident.
      Rule_Review_PriorityTwo          |           | P2       |          |            |                      |          |            | full     | P2D            | P3D              | business-hours     | P5D               | business-hours      | It was a P2 incident.
      Rule_Review_Security             | none      | P3       | true     | true       | true                 | true     | true       | full     | P2D            | P3D              | business-hours     | P5D               | business-hours      | It was a security incident.
      Rule_Review_Security             |           |          | true     |            |                      |          |            | full     | P2D            | P3D              | business-hours     | P5D               | business-hours      | It was a security incident.
      Rule_Review_Reportable           | none      | P5       | false    | true       | true                 | true     | true       | full     | P2D            | P3D              | business-hours     | P5D               | business-hours      | It had to be reported to an authority.
      Rule_Review_ServiceLevelBreached | none      | P4       | false    | false      | true                 | true     | true       | full     | P2D            | P3D              | business-hours     | P5D               | business-hours      | The promised time was exceeded.
      Rule_Review_Reopened             | none      | P3       | false    | false      | false                | true     | true       | short    | P5D            | P8D              | business-hours     | P10D              | business-hours      | It was reopened after it had been resolved.
      Rule_Review_Recurrence           | none      | P3       | false    | false      | false                | false    | true       | short    | P5D            | P8D              | business-hours     | P10D              | business-hours      | The same thing has happened before.
      Rule_Review_Recurrence           |           |          |          |            |                      |          | true       | short    | P5D            | P8D              | business-hours     | P10D              | business-hours      | The same thing has happened before.
      Rule_Review_None                 | none      | P3       | false    | false      | false                | false    | false      | none     |                |                  |                    |                   |                     | Nothing makes a review mandatory.
      Rule_Review_None                 | candidate | P4       | false    | false      | false                | false    | false      | none     |                |                  |                    |                   |                     | Nothing makes a review mandatory.
      Rule_Review_None                 | demoted   | P5       | false    | false      | false                | false    | false      | none     |                |                  |                    |                   |                     | Nothing makes a review mandatory.
      Rule_Review_None                 |           |          |          |            |                      |          |            | none     |                |                  |                    |                   |                     | Nothing makes a review mandatory.
      """;

  ReviewDecisionTest() {
    super("review/ReviewDecision", 9, CASES);
  }

  /** The table reads the aggregate's flag in lower case; a renamed constant must not slip by. */
  @ParameterizedTest
  @EnumSource(MajorIncident.class)
  void onlyAnAcceptedMajorIncidentIsReviewedAsOne(MajorIncident major) {
    Map<String, Object> outcome =
        table.evaluate(Map.of("major", major.name().toLowerCase(Locale.ROOT))).single();

    assertThat(outcome.get("depth")).isEqualTo(major == MajorIncident.ACCEPTED ? "full" : "none");
  }

  @ParameterizedTest
  @CsvSource({
    "security,             full",
    "reportable,           full",
    "serviceLevelBreached, full",
    "reopened,             short",
    "recurrence,           short"
  })
  void aSingleReasonSuffices(String reason, String depth) {
    assertThat(table.evaluate(Map.of(reason, true)).single().get("depth")).isEqualTo(depth);
  }
}
