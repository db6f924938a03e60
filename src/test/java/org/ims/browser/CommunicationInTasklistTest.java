package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Instant;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An update for customers, from the draft to the mail, in the hands of the people who make it. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class CommunicationInTasklistTest {

  @LocalServerPort int port;
  @Autowired Desk desk;
  @Autowired Jobs jobs;
  @Autowired Journey journey;
  @Autowired Records records;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService management;
  @Autowired JdbcClient jdbc;
  @Autowired EngineClock clock;

  @AfterEach
  void leaveTheCatalogueAsItWas() {
    jdbc.sql("update service set status_public = false where key = 'mail'").update();
    jdbc.sql("delete from subscription").update();
  }

  @Test
  void updateIsWrittenAndApprovedAndTheStoryTellsIt(Browser browser) {
    jdbc.sql("update service set status_public = true where key = 'mail'").update();
    jdbc.sql(
            "insert into subscription (kind, subscriber, audience, service, created_by, created_at)"
                + " values ('ADDRESS', 'kunde@example.net', 'CUSTOMERS', 'mail', 'admin', now())")
        .update();
    String number = journey.toInvestigation(Journey.Kind.SEVERE);
    jobs.runAll(number, "StartEvent_AnnouncementDue");
    fire(number, "customers", "Timer_DraftDue");

    try (Tasklist writer = Tasklist.signIn(browser, port, "comms-external")) {
      writer.claim("Write update");
      assertThat(writer.shown("updateFor")).isEqualTo("Customers, not told yet");
      assertThat(writer.shown("changesSince")).contains("assessed (was triage), priority P1");
      writer.choose("updateOutcome", 0);
      assertThat(writer.shown("updateText")).contains("We know of it");
      writer.fill("updateText", "Mail is disturbed. We know of it and work on it.");
      writer.picture("write-update");
      writer.complete();
    }
    jobs.run(number, "ServiceTask_RecordUpdate");
    try (Tasklist approver = Tasklist.signIn(browser, port, "legal")) {
      approver.claim("Approve update");
      assertThat(approver.shown("updateShown")).startsWith("Mail is disturbed.");
      approver.choose("decision", 0);
      approver.picture("approve-update");
      approver.complete();
    }
    jobs.run(number, "ServiceTask_RecordUpdateApproval");
    jobs.run(number, "ServiceTask_SendUpdate");

    jobs.runAll(number, "StartEvent_NoticeQueued");
    assertThat(records.notices(number, "update-customers")).containsExactly("kunde@example.net");
    journey.sendNotices(number);
    try (Tasklist responder = Tasklist.signIn(browser, port, "incident-manager")) {
      responder.open("All open");
      assertThat(responder.story(number))
          .contains("State: assessed", "Update for customers approved", "kunde@example.net");
      responder.picture("story-of-updates");
    }
  }

  /** A status that the form did not offer would hold the task for ever. */
  @Test
  void lastWordOnAWithdrawnIncidentIsSaid(Browser browser) {
    String number = journey.toInvestigation(Journey.Kind.SEVERE);
    jobs.runAll(number, "StartEvent_AnnouncementDue");
    fire(number, "users", "Timer_DraftDue");
    desk.complete(
        "comms-internal",
        number,
        "UserTask_WriteUpdate",
        "ServiceTask_RecordUpdate",
        Desk.fields(
            "updateOutcome",
            "send",
            "updateStatus",
            "investigating",
            "updateText",
            "We look at it.",
            "nextUpdateAt",
            clock.instant().plusSeconds(1_800).toString()));
    jobs.run(number, "ServiceTask_SendUpdate");
    desk.change("service-desk", number, "withdraw", "changeNote", "Nothing was wrong");
    jobs.runAll(number, "StartEvent_AnnouncementDue");
    fire(number, "users", "Timer_DraftDue");

    try (Tasklist writer = Tasklist.signIn(browser, port, "comms-internal")) {
      writer.claim("Write update");
      writer.choose("updateOutcome", 0);
      writer.picture("write-last-word");
      writer.complete();
    }
    jobs.run(number, "ServiceTask_RecordUpdate");
    jobs.run(number, "ServiceTask_SendUpdate");

    assertThat(desk.running(number)).isEmpty();
  }

  /** Whatever waits there for the audience. */
  private void fire(String number, String audience, String element) {
    String instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey("StakeholderCommunication")
            .variableValueEquals("audience", audience)
            .singleResult()
            .getId();
    var job =
        management.createJobQuery().processInstanceId(instance).activityId(element).singleResult();
    Instant due = job.getDuedate().toInstant();
    clock.stopAt(due);
    management.executeJob(job.getId());
  }
}
