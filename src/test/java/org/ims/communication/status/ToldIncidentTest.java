package org.ims.communication.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.ims.communication.status.ToldIncident.Span;
import org.ims.communication.status.ToldIncident.ToldUpdate;
import org.ims.communication.updates.PublishedUpdate;
import org.ims.communication.updates.UpdateStatus;
import org.ims.incident.IncidentState;
import org.junit.jupiter.api.Test;

class ToldIncidentTest {

  @Test
  void whileNobodySaidThatItIsOverItGoesOn() {
    ToldIncident told =
        told(IncidentState.RESOLVED, null, UpdateStatus.INVESTIGATING, UpdateStatus.MONITORING);

    assertThat(told.isOver()).isFalse();
    assertThat(told.condition()).isEqualTo(Condition.RESTORING);
    assertThat(told.updates())
        .extracting(ToldUpdate::anchor, ToldUpdate::nextUpdateAt)
        .as("the newest first; only what is still to come is promised")
        .containsExactly(
            tuple("INC-2026-000042-users-2", at(30)), tuple("INC-2026-000042-users-1", null));
    assertThat(told.spans(at(20)))
        .containsExactly(
            new Span(at(0), at(10), Condition.DISTURBED),
            new Span(at(10), at(20), Condition.RESTORING));
  }

  @Test
  void whatComesBackAfterTheAllClearIsDisturbedAnew() {
    ToldIncident told =
        told(
            IncidentState.RESPONDING,
            null,
            UpdateStatus.IDENTIFIED,
            UpdateStatus.RESOLVED,
            UpdateStatus.INVESTIGATING);

    assertThat(told.condition()).isEqualTo(Condition.DISTURBED);
    assertThat(told.spans(at(25)))
        .extracting(Span::from, Span::to)
        .containsExactly(tuple(at(0), at(10)), tuple(at(20), at(25)));
  }

  /** Cancelled, or found to be none, without a last word. */
  @Test
  void whatCameToItsEndIsNotShownForEver() {
    ToldIncident told = told(IncidentState.CANCELLED, at(45), UpdateStatus.INVESTIGATING);

    assertThat(told.endedAt()).isEqualTo(at(45));
    assertThat(told.condition()).isEqualTo(Condition.OPERATIONAL);
    assertThat(told.word()).as("nobody said that it was resolved").isEqualTo("ENDED");
    assertThat(told.latest().nextUpdateAt()).isNull();
    assertThat(told.spans(at(99))).containsExactly(new Span(at(0), at(45), Condition.DISTURBED));
  }

  private static ToldIncident told(
      IncidentState state, Instant closedAt, UpdateStatus... statuses) {
    List<PublishedUpdate> updates = new java.util.ArrayList<>();
    for (UpdateStatus status : statuses) {
      int minute = updates.size() * 10;
      updates.add(
          new PublishedUpdate(
              "INC-2026-000042",
              "mail",
              state,
              closedAt,
              "users",
              status,
              "Text",
              at(minute),
              at(minute + 20)));
    }
    return ToldIncident.of("Mail", updates);
  }

  private static Instant at(int minute) {
    return Instant.parse("2026-03-02T08:00:00Z").plusSeconds(60L * minute);
  }
}
