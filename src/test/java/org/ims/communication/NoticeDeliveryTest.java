package org.ims.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

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
          "EndEvent_NoticeSent");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Outbox outbox;
  @Autowired private Communication communication;
  @Autowired private ManagementService management;
  @Autowired private RuntimeService runtime;
  @Autowired private EngineClock clock;

  @Value("${ims.data-directory}")
  private Path data;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
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
  void refusedMailIsTriedAgainAfterLongerAndLongerPausesAndThenWaitsForAPerson() throws Exception {
    String number = reported(journey.report(MINOR));
    Files.createDirectories(mail(number));
    Instant now = MONDAY;

    for (String pause : List.of("PT30S", "PT2M", "PT10M", "PT1H", "PT4H")) {
      failToSend(number);
      now = now.plus(Duration.parse(pause));
      assertThat(jobs.due(number, "ServiceTask_SendNotice")).as(pause).isEqualTo(now);
      assertThat(stuck(number)).as(pause).isEmpty();
      clock.stopAt(now);
    }
    failToSend(number);

    Job job = jobs.the(number, "ServiceTask_SendNotice");
    assertThat(job.getRetries()).isZero();
    assertThat(job.getDuedate().toInstant())
        .as("a person who gives it another try must set a due date, or waits for this one")
        .isEqualTo(now.plus(Duration.ofHours(4)));
    assertThat(stuck(number))
        .singleElement()
        .satisfies(stuck -> assertThat(stuck.getConfiguration()).isEqualTo(job.getId()));
    assertThat(notice(number).state()).isEqualTo(Notice.State.PENDING);
    assertThat(desk.openTasks(number))
        .as("the incident goes on")
        .containsExactly("UserTask_TriageIncident");

    Files.delete(mail(number));
    management.setJobRetries(job.getId(), 1);
    management.executeJob(job.getId());

    assertThat(notice(number).state()).isEqualTo(Notice.State.SENT);
    assertThat(stuck(number)).isEmpty();
    assertThat(mail(number)).isRegularFile();
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

  private void failToSend(String number) {
    String job = jobs.the(number, "ServiceTask_SendNotice").getId();
    assertThatThrownBy(() -> management.executeJob(job)).isInstanceOf(UncheckedIOException.class);
    assertThat(notice(number).state()).isEqualTo(Notice.State.PENDING);
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
