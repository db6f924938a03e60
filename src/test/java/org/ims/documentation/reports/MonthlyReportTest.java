package org.ims.documentation.reports;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.engine.Sha256;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsTest
@PassesEveryNode("MonthlyReport")
class MonthlyReportTest {

  private static final String START = "StartEvent_MonthEnds";
  private static final String MORNING = "Timer_FirstMorning";
  private static final String SEND = "ServiceTask_SendReport";
  private static final String PAUSE = "Timer_PauseOver";

  /** The demo has one person in each group that subscribes. */
  private static final List<String> SUBSCRIBERS =
      List.of(
          "exec@example.org", "incident-manager@example.org", "major-incident-manager@example.org");

  @Autowired private ManagementService management;
  @Autowired private RuntimeService runtime;
  @Autowired private HistoryService history;
  @Autowired private MonthlyReports reports;
  @Autowired private Journey journey;
  @Autowired private EngineClock clock;
  @Autowired private JdbcClient jdbc;

  @Value("${ims.data-directory}/mail")
  private Path mails;

  private String instance;

  @BeforeEach
  void noReportYet() {
    jdbc.sql("delete from report_delivery").update();
    jdbc.sql("delete from report_document").update();
  }

  @AfterEach
  void theTimerIsAsItWas() {
    if (instance != null
        && runtime.createProcessInstanceQuery().processInstanceId(instance).count() > 0) {
      runtime.deleteProcessInstance(instance, "The test is over");
    }
    clock.reset();
    management.recalculateJobDuedate(start().getId(), false);
  }

  @Test
  void monthIsReportedOnTheFirstMorningOfTheNextOne() throws Exception {
    clock.stopAt(Instant.parse("2041-06-05T08:00:00Z"));
    journey.toVerification(Journey.Kind.SEVERE);
    begin("2041-06-10T08:00:00Z", "2041-06-30T12:00:00Z");
    // Six o'clock of Berlin in summer.
    fire(MORNING, "2041-07-01T04:00:00Z");
    run(SEND, 3);

    assertThat(path())
        .containsExactly(
            START,
            "ServiceTask_PlanReport",
            MORNING,
            "ServiceTask_CompileReport",
            SEND,
            "Gateway_StillOwed",
            SEND,
            "Gateway_StillOwed",
            SEND,
            "Gateway_StillOwed",
            "EndEvent_ReportSent");
    assertThat(deliveries())
        .containsExactlyElementsOf(
            SUBSCRIBERS.stream().map(address -> "2041-06 " + address + " SENT 1").toList());
    byte[] content = reports.document(YearMonth.of(2041, 6)).orElseThrow();
    keep(content);
    assertThat(reports.made())
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.month()).isEqualTo(YearMonth.of(2041, 6));
              assertThat(made.compiledAt()).isEqualTo("2041-07-01T04:00:00Z");
              assertThat(made.sha256()).isEqualTo(HexFormat.of().formatHex(Sha256.of(content)));
            });
    try (PDDocument document = Loader.loadPDF(content)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains(
              "Incident report June 2041",
              "2041-06-01 to 2041-06-30, days of Europe/Berlin",
              "May 2041",
              "Median time to resolve");
    }
    for (String address : SUBSCRIBERS) {
      assertThat(attachment(address)).isEqualTo(content);
    }
  }

  @Test
  void nothingIsMadeOrSentTwice() throws Exception {
    begin("2041-06-10T08:00:00Z", "2041-06-30T12:00:00Z");
    fire(MORNING, "2041-07-01T04:00:00Z");
    run(SEND, 3);
    byte[] content = reports.document(YearMonth.of(2041, 6)).orElseThrow();

    clock.stopAt(Instant.parse("2041-07-02T08:00:00Z"));
    assertThat(reports.compile()).isZero();
    assertThat(reports.sendNext(0)).isEqualTo(MonthlyReports.Owed.NOTHING);

    assertThat(reports.document(YearMonth.of(2041, 6))).contains(content);
    assertThat(deliveries()).hasSize(3).allMatch(delivery -> delivery.endsWith("SENT 1"));
  }

  @Test
  void monthsThatWereMissedAreMadeUpForOnce() {
    clock.stopAt(Instant.parse("2041-07-01T08:00:00Z"));
    assertThat(reports.compile()).isEqualTo(1);
    jdbc.sql("update report_delivery set state = 'SENT'").update();

    // Down from July to December: the start that was missed comes late, once.
    begin("2041-07-10T08:00:00Z", "2041-07-31T12:00:00Z", "2041-12-05T09:00:00Z");
    fire(MORNING, "2042-01-01T05:00:00Z");
    assertThat(reports.made())
        .extracting(made -> made.month().toString())
        .containsExactly(
            "2041-12", "2041-11", "2041-10", "2041-09", "2041-08", "2041-07", "2041-06");
    run(SEND, 18);

    assertThat(deliveries()).hasSize(21).allMatch(delivery -> delivery.contains("SENT"));
    assertThat(path()).last().isEqualTo("EndEvent_ReportSent");
  }

  @Test
  void reportThatIsNotTakenIsTriedAgainAndGivenUpAtLast() throws IOException {
    // A directory in the place of the file: nothing can be written there for now.
    Path exec = mail("2041-06", SUBSCRIBERS.get(0));
    Path other = mail("2041-06", SUBSCRIBERS.get(1));
    for (Path file : List.of(exec, other)) {
      Files.deleteIfExists(file);
      Files.createDirectories(file);
    }
    try {
      begin("2041-06-10T08:00:00Z", "2041-06-30T12:00:00Z");
      fire(MORNING, "2041-07-01T04:00:00Z");
      run(SEND, 3);
      assertThat(deliveries())
          .containsExactly(
              "2041-06 exec@example.org PENDING 1",
              "2041-06 incident-manager@example.org PENDING 1",
              "2041-06 major-incident-manager@example.org SENT 1");

      fire(PAUSE, "2041-07-01T04:05:00Z");
      Files.delete(other);
      run(SEND, 2);
      assertThat(deliveries())
          .contains("2041-06 incident-manager@example.org SENT 2")
          .contains("2041-06 exec@example.org PENDING 2");

      fire(PAUSE, "2041-07-01T04:35:00Z");
      run(SEND, 1);
      fire(PAUSE, "2041-07-01T06:35:00Z");
      run(SEND, 1);
      fire(PAUSE, "2041-07-01T18:35:00Z");
      run(SEND, 1);
      assertThat(deliveries()).contains("2041-06 exec@example.org UNDELIVERED 5");
      assertThat(path()).last().isEqualTo("EndEvent_ReportSent");
      assertThat(
              jdbc.sql("select last_error from report_delivery where state = 'UNDELIVERED'")
                  .query(String.class)
                  .single())
          .isEqualTo("The file of the mail cannot be written.");
    } finally {
      Files.deleteIfExists(exec);
      if (Files.isDirectory(other)) {
        Files.delete(other);
      }
    }
  }

  /** Lets the start timer be set at an instant and fire when it is due. */
  private void begin(String setAt, String due) {
    begin(setAt, due, due);
  }

  private void begin(String setAt, String due, String firedAt) {
    clock.stopAt(Instant.parse(setAt));
    management.recalculateJobDuedate(start().getId(), false);
    assertThat(start().getDuedate().toInstant()).isEqualTo(due);
    List<String> before = instances();
    clock.stopAt(Instant.parse(firedAt));
    management.executeJob(start().getId());
    List<String> after = instances();
    after.removeAll(before);
    assertThat(after).hasSize(1);
    instance = after.get(0);
  }

  private List<String> instances() {
    return new java.util.ArrayList<>(
        runtime
            .createProcessInstanceQuery()
            .processDefinitionKey(MonthlyReportProcess.KEY)
            .list()
            .stream()
            .map(one -> one.getId())
            .toList());
  }

  private Job start() {
    return management
        .createJobQuery()
        .processDefinitionKey(MonthlyReportProcess.KEY)
        .activityId(START)
        .singleResult();
  }

  private void fire(String timer, String due) {
    Job job = job(timer);
    assertThat(job.getDuedate().toInstant()).isEqualTo(due);
    clock.stopAt(Instant.parse(due));
    management.executeJob(job.getId());
  }

  /** Each run of the step is a transaction of its own. */
  private void run(String step, int times) {
    for (int i = 0; i < times; i++) {
      management.executeJob(job(step).getId());
    }
  }

  private Job job(String activity) {
    return management
        .createJobQuery()
        .processInstanceId(instance)
        .activityId(activity)
        .singleResult();
  }

  private List<String> path() {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .orderPartiallyByOccurrence()
        .asc()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .toList();
  }

  private List<String> deliveries() {
    return jdbc.sql("select * from report_delivery order by month, address")
        .query(
            (row, at) ->
                "%s %s %s %d"
                    .formatted(
                        row.getString("month"),
                        row.getString("address"),
                        row.getString("state"),
                        row.getInt("attempts")))
        .list();
  }

  private Path mail(String month, String address) {
    return mails.resolve(
        "monthly-report/%s/%s".formatted(month, address).replaceAll("[^A-Za-z0-9-]+", "_")
            + ".eml");
  }

  private byte[] attachment(String address) throws Exception {
    try (InputStream file = Files.newInputStream(mail("2041-06", address))) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), file);
      assertThat(message.getSubject()).isEqualTo("Incident report for June 2041");
      assertThat(message.getAllRecipients()).hasSize(1);
      MimeMultipart parts = (MimeMultipart) message.getContent();
      assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("incident-report-2041-06.pdf");
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
      return parts.getBodyPart(1).getInputStream().readAllBytes();
    }
  }

  /** To be looked at. */
  private static void keep(byte[] content) throws IOException {
    Files.write(Files.createDirectories(Path.of("target/pdf")).resolve("monthly.pdf"), content);
  }
}
