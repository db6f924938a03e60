package org.ims.communication.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import java.util.List;
import org.ims.engine.EngineClock;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsTest
@PassesEveryNode("ChangeAnnouncement")
class ChangeAnnouncementTest {

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private StateChanges changes;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @Test
  void reporterIsToldAtEachStateChange() {
    String number = journey.toEndOfResponse(MINOR);
    desk.openTasks(number);
    jobs.runAll(number, "StartEvent_AnnouncementDue");

    assertThat(records.outbox(number))
        .extracting(entry -> entry.split("/")[0])
        .containsExactlyInAnyOrder(
            "acknowledgement",
            "state-assessed",
            "state-responding",
            "state-contained",
            "state-recovering",
            "resolution");
    assertThat(body(number, "state-assessed"))
        .contains("Its priority is P5", "resolved by Monday 2026-03-16");
  }

  @Test
  void moveIsKeptWithWhoMadeIt() {
    String number = journey.toInvestigation(SEVERE);
    desk.claim("responder", number, "UserTask_Investigate");

    assertThat(changes.findByIncidentNumberOrderById(number))
        .extracting(UpdateWords::line)
        .containsExactly(
            "reported",
            "triage (was reported)",
            "assessed (was triage), priority P1, may be a major incident",
            "is no major incident",
            "responding (was assessed)");
    assertThat(changes.findByIncidentNumberOrderById(number))
        .extracting(StateChange::actor)
        .last()
        .isEqualTo("responder");
  }

  @Test
  void whoReportedIsToldOfAHoldAndThatItGoesOn() {
    String number = journey.toInvestigation(MINOR);
    desk.claim("responder", number, "UserTask_Investigate");
    desk.change(
        "incident-manager",
        number,
        "hold",
        "holdReason",
        "vendor",
        "changeNote",
        "A part is ordered");
    desk.complete(
        "incident-manager",
        number,
        "UserTask_ResumeIncident",
        "ServiceTask_RecordResumption",
        fields("resumeNote", "It came"));
    jobs.runAll(number, "StartEvent_AnnouncementDue");

    assertThat(kinds(number)).contains("state-on-hold", "state-resumed");
    assertThat(body(number, "state-on-hold")).contains("we wait for");
  }

  @Test
  void whoSubscribedToTheIncidentHearsOfItsStates() {
    String number = journey.toTriage(MINOR);
    jdbc.sql(
            "insert into subscription (kind, subscriber, audience, incident_number, created_by,"
                + " created_at) values ('PERSON', 'exec', 'USERS', :number, 'exec', now()),"
                + " ('PERSON', 'reporter', 'USERS', :number, 'reporter', now())")
        .param("number", number)
        .update();
    journey.triage(number, journey.triage(MINOR));
    journey.assess(number, journey.assessment(MINOR));
    jobs.runAll(number, "StartEvent_AnnouncementDue");

    jobs.runAll(number, "StartEvent_NoticeQueued");

    assertThat(records.notices(number, "subscriber-state")).containsOnly("exec");
    assertThat(records.lastNotice(number)).contains("Hello Eva Executive", "is now: Assessed");
  }

  @Test
  void whatIsToldByTheStepIsNotToldTwice() {
    String number = journey.toTriage(MINOR);
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong");
    jobs.runAll(number, "StartEvent_AnnouncementDue");

    assertThat(kinds(number)).containsExactly("acknowledgement", "withdrawal");
  }

  private List<String> kinds(String number) {
    return records.column("notice", "kind", number);
  }

  private String body(String number, String kind) {
    int at = kinds(number).indexOf(kind);
    return records.column("notice", "body", number).get(at);
  }
}
