package org.ims.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.ims.engine.Alerts;
import org.ims.engine.EngineClock;
import org.ims.incident.Incidents;
import org.ims.incident.TimelineEntry;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

@ImsTest
@PassesEveryNode("NoticeDelivery")
class NoticeDeliveryTest {

  private static final String PROCESS = "NoticeDelivery";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private static final List<String> SENT =
      List.of(
          "StartEvent_NoticeRequested",
          "ServiceTask_WriteNotice",
          "Gateway_AddressKnown",
          "ServiceTask_SendNotice",
          "Gateway_Delivered",
          "EndEvent_NoticeSent");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Outbox outbox;
  @Autowired private Alerts alerts;
  @Autowired private Communication communication;
  @Autowired private Deliveries deliveries;
  @Autowired private NoticeTimeline timeline;
  @Autowired private NoticesSentCheck check;
  @Autowired private Incidents incidents;
  @Autowired private JdbcClient jdbc;
  @Autowired private IdentityService identity;
  @Autowired private RuntimeService runtime;
  @Autowired private EngineClock clock;
  @Autowired private TransactionTemplate transaction;

  @Value("${ims.data-directory}")
  private Path data;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  /** The mails of other tests lie in the same directory. */
  @AfterEach
  void repairTheServer() throws IOException {
    try (Stream<Path> mails = Files.list(Files.createDirectories(data.resolve("mail")))) {
      for (Path broken : mails.filter(Files::isDirectory).toList()) {
        Files.delete(broken);
      }
    }
  }

  @Test
  void noticeIsWrittenWithItsStepAndSentAfterIt() throws Exception {
    String number = reported(journey.report(MINOR));

    Notice written = notice(number);
    assertThat(written.state()).isEqualTo(Notice.State.PENDING);
    assertThat(written.key()).isEqualTo(number + "/acknowledgement/1/reporter");
    assertThat(written.address()).isEqualTo("reporter@example.org");
    assertThat(written.subject()).isEqualTo(number + " - we have your report: Mail is down");
    assertThat(written.body()).startsWith("Hello Rita Reporter,").contains(number);
    assertThat(mail(number)).doesNotExist();
    assertThat(desk.path(number, PROCESS)).isEqualTo(SENT.subList(0, 3));

    clock.stopAt(Instant.parse("2026-03-02T08:00:10Z"));
    jobs.run(number, "ServiceTask_SendNotice");

    assertThat(desk.path(number, PROCESS)).isEqualTo(SENT);
    assertThat(notice(number).state()).isEqualTo(Notice.State.SENT);
    assertThat(notice(number).sentAt()).isEqualTo(Instant.parse("2026-03-02T08:00:10Z"));
    assertThat(Files.readString(mail(number)))
        .contains(
            "To: reporter@example.org",
            "Subject: " + number + " - we have your report: Mail is down",
            "Auto-Submitted: auto-generated",
            "Message-ID: <");
  }

  /** The database goes away between the server's word and the commit; the process lives on. */
  @Test
  void noticeWhoseMarkWasLostIsNotSentAgain() throws Exception {
    String number = reported(journey.report(MINOR));
    long id = notice(number).id();
    transaction.executeWithoutResult(
        commits -> {
          assertThat(communication.send(id).delivered()).isTrue();
          commits.setRollbackOnly();
        });
    assertThat(notice(number).state()).isEqualTo(Notice.State.PENDING);
    Files.delete(mail(number));

    jobs.run(number, "ServiceTask_SendNotice");

    assertThat(notice(number).state()).isEqualTo(Notice.State.SENT);
    assertThat(mail(number)).doesNotExist();
  }

  /** Many are told in many steps, of which none holds up the one that asks. */
  @Test
  void noticeToOneOfManyIsWrittenInAStepOfItsOwn() throws Exception {
    String number = reported(journey.report(MINOR));
    alerts.queue(number, "subscriber-state", 1, "triage", "exec");
    alerts.queue(number, "subscriber-state", 1, "triage", "kunde@example.net");
    assertThat(outbox.findByIncidentNumberOrderById(number)).hasSize(1);

    jobs.runAll(number, "StartEvent_NoticeQueued");

    assertThat(outbox.findByIncidentNumberOrderById(number))
        .extracting(Notice::recipient, Notice::address)
        .contains(
            tuple("exec", "exec@example.org"), tuple("kunde@example.net", "kunde@example.net"));
  }

  @Test
  void addressInTheReportGoesBeforeTheAccounts() throws Exception {
    String byMail = reported(with(desk.report(), "contact", "rita@example.net"));
    String byTelephone = reported(with(desk.report(), "contact", "+49 30 123456"));

    assertThat(notice(byMail).address()).isEqualTo("rita@example.net");
    assertThat(notice(byTelephone).address()).isEqualTo("reporter@example.org");
  }

  @Test
  void noticeWithoutAnAddressIsNotDeliverable() {
    String number = desk.reportedAndRegistered("walk-in", journey.report(MINOR));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_NoticeRequested",
            "ServiceTask_WriteNotice",
            "Gateway_AddressKnown",
            "EndEvent_NoticeUndeliverable");
    assertThat(notice(number).state()).isEqualTo(Notice.State.UNDELIVERABLE);
    assertThat(notice(number).address()).isNull();
    jobs.assertNone(number, "ServiceTask_SendNotice");
  }

  /** The transport stores mails as files here; a directory of that name is its failing server. */
  @Test
  void refusedMailIsTriedAgainAfterLongerAndLongerPausesUntilItArrives() throws Exception {
    String number = reported(journey.report(MINOR));
    Files.createDirectories(mail(number));
    Instant now = MONDAY;

    for (String pause : List.of("PT30S", "PT2M", "PT10M", "PT30M", "PT1H", "PT1H")) {
      jobs.run(number, "ServiceTask_SendNotice");
      assertThat(notice(number).state()).as(pause).isEqualTo(Notice.State.PENDING);
      assertThat(notice(number).lastError()).isEqualTo("The file of the mail cannot be written.");
      now = now.plus(Duration.parse(pause));
      jobs.fire(number, "Timer_PauseOver", now);
    }
    assertThat(notice(number).attempts()).isEqualTo(6);
    assertThat(desk.openTasks(number))
        .as("the incident goes on")
        .containsExactly("UserTask_TriageIncident");

    Files.delete(mail(number));
    jobs.run(number, "ServiceTask_SendNotice");

    assertThat(notice(number).state()).isEqualTo(Notice.State.SENT);
    assertThat(mail(number)).isRegularFile();
    assertThat(stuck(number)).isEmpty();
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "Gateway_Delivered",
            "BusinessRuleTask_DeliveryDecision",
            "Gateway_TryAgain",
            "Timer_PauseOver",
            "ServiceTask_SendNotice",
            "Gateway_Delivered",
            "EndEvent_NoticeSent");
  }

  @Test
  void mailThatNobodyTakesIsSetAsideAndSentAgainByAPerson() throws Exception {
    String number = afterThreeDays();
    assertThat(notice(number).state()).isEqualTo(Notice.State.UNDELIVERED);
    assertThat(notice(number).attempts()).isEqualTo(77);
    jobs.assertNone(number, "Timer_PauseOver");

    Files.delete(mail(number));
    as("comms-internal", () -> deliveries.retry(notice(number).id()));
    assertThat(notice(number).state()).isEqualTo(Notice.State.PENDING);
    assertThat(notice(number).decidedBy()).isEqualTo("comms-internal");
    jobs.run(number, "ServiceTask_SendNotice");

    assertThat(notice(number).state()).isEqualTo(Notice.State.SENT);
    assertThat(mail(number)).isRegularFile();
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence(
            "ServiceTask_SetNoticeAside",
            "Gateway_RetryOrDiscard",
            "Event_RetryRequested",
            "ServiceTask_SendNotice",
            "EndEvent_NoticeSent");
  }

  @Test
  void whatIsRefusedForGoodIsSetAsideAtOnce() throws Exception {
    String number = setAside();

    assertThat(notice(number).state()).isEqualTo(Notice.State.UNDELIVERED);
    assertThat(notice(number).attempts()).isEqualTo(1);
    assertThat(notice(number).lastError()).isEqualTo("The message cannot be written as a mail.");
  }

  @Test
  void personDiscardsWhatNobodyNeedsAnyMore() throws Exception {
    String number = setAside();
    long id = notice(number).id();

    assertThatThrownBy(() -> as("comms-internal", () -> deliveries.discard(id, " ")))
        .hasMessageContaining("Reason is required");
    as("comms-internal", () -> deliveries.discard(id, "Told on the telephone"));

    assertThat(notice(number).state()).isEqualTo(Notice.State.DISCARDED);
    assertThat(notice(number).decisionReason()).isEqualTo("Told on the telephone");
    assertThat(desk.path(number, PROCESS))
        .containsSubsequence("Event_NoticeDiscarded", "EndEvent_NoticeDiscarded");
    assertThatThrownBy(() -> as("comms-internal", () -> deliveries.retry(id)))
        .hasMessageContaining("Only an undelivered message can be sent again");
  }

  @Test
  void othersNeitherSeeNorDecide() throws Exception {
    String number = setAside();
    long id = notice(number).id();

    assertThatThrownBy(() -> as("service-desk", () -> deliveries.retry(id)))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> as("auditor", () -> deliveries.retry(id)))
        .isInstanceOf(AccessDeniedException.class);
    as(
        "auditor",
        () ->
            assertThat(deliveries.newest(EnumSet.of(Notice.State.UNDELIVERED), number)).hasSize(1));
  }

  /** What is not delivered is open: the incident is not closed over it. */
  @Test
  void closureGateCountsUndeliveredMessages() throws Exception {
    String number = setAside();

    assertThat(check.open(incidents.get(number))).isEqualTo(1);
    as("comms-internal", () -> deliveries.discard(notice(number).id(), "Not needed"));
    assertThat(check.open(incidents.get(number))).isZero();
  }

  @Test
  void timelineTellsWhetherItArrived() throws Exception {
    String number = reported(journey.report(MINOR));
    assertThat(told(number)).containsExactly("message-pending");
    jobs.run(number, "ServiceTask_SendNotice");
    assertThat(told(number)).containsExactly("message-sent");
    assertThat(told(setAside())).containsExactly("message-undelivered");
  }

  /** A delegate may run twice; the key of a notice makes the second time the first one's. */
  @Test
  void sameNoticeIsWrittenOnce() throws Exception {
    String number = reported(journey.report(MINOR));

    Notice again = communication.write(number, "acknowledgement", 1, null, null);

    assertThat(again.id()).isEqualTo(notice(number).id());
  }

  /** So is a notice that an earlier attempt had sent already. */
  @Test
  void noticeThatWasSentIsNotSentAgain() throws Exception {
    String number = reported(journey.report(MINOR));
    jobs.run(number, "ServiceTask_SendNotice");
    Files.delete(mail(number));

    communication.send(notice(number).id());

    assertThat(mail(number)).doesNotExist();
  }

  private String reported(Map<String, Object> report) throws IOException {
    String number = desk.reportedAndRegistered("reporter", report);
    // Other databases count their incidents from one too, and may share the directory.
    Files.deleteIfExists(mail(number));
    return number;
  }

  /** As after three days without a mail server. */
  private String afterThreeDays() throws Exception {
    String number = reported(journey.report(MINOR));
    Files.createDirectories(mail(number));
    Instant now = MONDAY;
    List<String> pauses = new ArrayList<>(List.of("PT30S", "PT2M", "PT10M", "PT30M"));
    pauses.addAll(Collections.nCopies(72, "PT1H"));
    for (String pause : pauses) {
      jobs.run(number, "ServiceTask_SendNotice");
      now = now.plus(Duration.parse(pause));
      jobs.fire(number, "Timer_PauseOver", now);
    }
    jobs.run(number, "ServiceTask_SendNotice");
    return number;
  }

  /** An address that no server takes is not tried twice. */
  private String setAside() throws Exception {
    String number = reported(journey.report(MINOR));
    address(number, "no address");
    jobs.run(number, "ServiceTask_SendNotice");
    address(number, "reporter@example.org");
    return number;
  }

  private void address(String number, String address) {
    jdbc.sql("update notice set address = :address where incident_number = :number")
        .param("address", address)
        .param("number", number)
        .update();
  }

  private List<String> told(String number) {
    return timeline.entriesOf(incidents.get(number)).stream().map(TimelineEntry::kind).toList();
  }

  private void as(String login, Runnable work) {
    identity.setAuthentication(login, List.of(login));
    try {
      work.run();
    } finally {
      identity.clearAuthentication();
    }
  }

  private Notice notice(String number) {
    List<Notice> notices = outbox.findByIncidentNumberOrderById(number);
    assertThat(notices).hasSize(1);
    return notices.get(0);
  }

  private List<Incident> stuck(String number) {
    return runtime
        .createIncidentQuery()
        .activityId("ServiceTask_SendNotice")
        .processInstanceId(
            runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(PROCESS)
                .list()
                .stream()
                .findFirst()
                .map(instance -> instance.getId())
                .orElse("none"))
        .list();
  }

  private Path mail(String number) {
    return data.resolve("mail")
        .resolve(notice(number).key().replaceAll("[^A-Za-z0-9-]+", "_") + ".eml");
  }
}
