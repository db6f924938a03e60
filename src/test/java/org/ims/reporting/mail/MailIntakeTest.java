package org.ims.reporting.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.ims.catalogue.Services;
import org.ims.engine.Audiences;
import org.ims.engine.EngineClock;
import org.ims.engine.MailAnswers;
import org.ims.engine.People;
import org.ims.engine.Sha256;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.incident.SentMessages;
import org.ims.reporting.IncidentReports;
import org.ims.reporting.evidence.EvidenceFiles;
import org.ims.security.DemoUsers;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Records;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A real mailbox (IMAP) and a real way out (SMTP): what people and programs send becomes of it. */
@ImsHttpTest
@TestPropertySource(
    properties = {
      "ims.mail.intake.enabled=true",
      "ims.mail.intake.host=127.0.0.1",
      "ims.mail.intake.user=ims@example.org",
      "ims.mail.intake.tls=none",
      // Nobody looks but the test.
      "ims.mail.intake.poll-interval=P1D",
      "ims.mail.intake.max-size=300KB",
      "ims.mail.intake.most-per-sender=5"
    })
@DirtiesContext
class MailIntakeTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final String PASSWORD = "mailbox-Passw0rd";
  private static final String IMAP_USER = "ims@example.org";

  private static GreenMail server;
  private static int smtpPort;
  private static int imapPort;

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;
  @Autowired private MailboxPoll poll;
  @Autowired private MailIntake intake;
  @Autowired private MailAttempts attempts;
  @Autowired private JoinedMails joined;
  @Autowired private MailboxHealth health;
  @Autowired private Mailbox reader;
  @Autowired private RefusalAnswers refusalAnswers;
  @Autowired private Services services;
  @Autowired private AutomaticMails automatic;
  @Autowired private SentMessages sentMessages;
  @Autowired private EvidenceFiles evidence;
  @Autowired private People people;
  @Autowired private Audiences audiences;
  @Autowired private ConfigurableEnvironment environment;
  @Autowired private ReceivedMails mails;
  @Autowired private IntakeSettings settings;
  @Autowired private EngineClock clock;
  @Autowired private Incidents incidents;
  @Autowired private IncidentReports reports;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource database;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Jobs jobs;
  @Autowired private Desk desk;
  @Autowired private Records records;

  private Api serviceDesk;
  private GreenMailUser mailbox;

  @DynamicPropertySource
  static void mailServer(DynamicPropertyRegistry registry) throws Exception {
    start(ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort());
    smtpPort = server.getSmtp().getPort();
    imapPort = server.getImap().getPort();
    Path secret = Files.createDirectories(Path.of("target/test-data")).resolve("mailbox.password");
    Files.writeString(secret, PASSWORD + "\n");
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> smtpPort);
    registry.add("ims.mail.intake.port", () -> imapPort);
    registry.add("ims.mail.intake.password-file", secret::toString);
  }

  private static void start(ServerSetup smtp, ServerSetup imap) {
    server = new GreenMail(new ServerSetup[] {smtp, imap});
    server.start();
    server.setUser(IMAP_USER, IMAP_USER, PASSWORD);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void emptyMailbox() throws FolderException {
    server.purgeEmailFromAllMailboxes();
    clock.stopAt(MONDAY);
    serviceDesk = Api.as("service-desk", port);
    mailbox = server.getUserManager().getUserByEmail(IMAP_USER);
    // What one test sent must not be too much for the next.
    jdbc.sql("update received_mail set received_at = received_at - interval '2 days'").update();
  }

  @Test
  void mailOfSomebodyWithAnAccountBecomesTheirReportAndIsAcknowledged() throws Exception {
    deliver(
        mail(
            "From: Rita Reporter <Reporter@Example.ORG>",
            "Subject: =?utf-8?q?T=C3=BCr?= =?utf-8?q?_klemmt?=",
            "Date: Mon, 2 Mar 2026 08:30:00 +0100"));
    poll.poll();

    JsonNode row = only("Tür klemmt");
    assertThat(row.get("state").asText()).isEqualTo("REPORTED");
    assertThat(row.has("reason")).isFalse();
    Incident incident = incidents.get(row.get("incidentNumber").asText());
    assertThat(incident.report())
        .returns("Tür klemmt", Report::title)
        .returns("It smokes.", Report::description)
        .returns("workplace", Report::service)
        .returns("reporter", Report::reporter)
        .returns("reporter@example.org", Report::contact)
        .returns(Report.Source.MAIL, Report::source)
        .returns(PersonalData.UNKNOWN, Report::personalDataInvolved)
        .returns(Instant.parse("2026-03-02T07:30:00Z"), Report::noticedAt);
    assertThat(folder("INBOX")).isZero();
    assertThat(folder("IMS-Processed")).isEqualTo(1);

    jobs.run(incident.number(), "ServiceTask_RecordReport");
    jobs.run(incident.number(), "ServiceTask_SendNotice");
    MimeMessage acknowledgement = sentTo("reporter@example.org").get(0);
    assertThat(acknowledgement.getSubject())
        .isEqualTo(incident.number() + " - we have your report: Tür klemmt");
    assertThat(timeline(incident.number()))
        .contains("mail-reported reporter Reported by mail: Tür klemmt");
  }

  @Test
  void strangersMailBecomesAReportOfTheMailboxWithTheirAddressAsContact() throws Exception {
    String number = reported("Lift stuck", "From: guest@elsewhere.example");
    assertThat(incidents.get(number).report())
        .returns("mailbox", Report::reporter)
        .returns("guest@elsewhere.example", Report::contact)
        .as("a date that nobody believes")
        .returns(MONDAY, Report::noticedAt);
    jobs.run(number, "ServiceTask_RecordReport");
    jobs.run(number, "ServiceTask_SendNotice");
    assertThat(words(sentTo("guest@elsewhere.example").get(0)))
        .startsWith("Hello guest@elsewhere.example,");
  }

  @Test
  void replyToOurMessageJoinsTheIncidentAndWhoHoldsItIsTold() throws Exception {
    String number = reported("Printer dead", "From: guest@elsewhere.example");
    jobs.run(number, "ServiceTask_RecordReport");
    jobs.run(number, "ServiceTask_SendNotice");
    String messageId = sentTo("guest@elsewhere.example").get(0).getMessageID();

    deliver(
        mail(
            List.of("It burns now.", "", "On Monday IMS wrote:", "> Hello", "> thank you"),
            "From: guest@elsewhere.example",
            "Subject: Re: your answer",
            "In-Reply-To: " + messageId));
    poll.poll();

    JsonNode row = only("Re: your answer");
    assertThat(row.get("state").asText()).isEqualTo("JOINED");
    assertThat(row.get("incidentNumber").asText()).isEqualTo(number);
    assertThat(timeline(number)).contains("mail-received guest@elsewhere.example It burns now.");
    assertThat(desk.variable(number, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Mail of guest@elsewhere.example, 2026-03-02 08:00: It burns now.");
    assertThat(records.notices(number, "mail-joined")).containsExactly("service-desk");

    deliver(
        mail(
            List.of("Third word"),
            "From: guest@elsewhere.example",
            "Subject: another",
            "References: <x@y.example> " + messageId + " <z@y.example>"));
    deliver(
        mail(
            List.of("A colleague's word"),
            "From: responder@example.org",
            "Subject: AW: [" + number.toLowerCase() + "] Printer"));
    poll.poll();
    assertThat(timeline(number))
        .contains(
            "mail-received guest@elsewhere.example Third word",
            "mail-received responder A colleague's word");
  }

  @Test
  void whoMayNotJoinReportsAnewAndLearnsNothing() throws Exception {
    String open = reported("Beamer flickers", "From: guest@elsewhere.example");
    String restricted = restricted("reporter");
    String closed = reported("Closed thing", "From: guest@elsewhere.example");
    jdbc.sql("update incident set state = 'CLOSED' where number = ?").param(closed).update();

    List<String> numbers = new ArrayList<>();
    serviceDesk = Api.as("incident-manager", port);
    for (String tried : List.of(open, restricted, "INC-2026-999999")) {
      String number = reported("Re: " + tried, "From: mallory@elsewhere.example");
      assertThat(incidents.get(number).report().description())
          .isEqualTo("The mail names %s, which it could not join.\n\nIt smokes.".formatted(tried));
      assertThat(only("Re: " + tried).get("reason").asText()).isEqualTo("NOT_JOINED");
      numbers.add(number);
    }
    numbers.add(reported("Re: " + closed, "From: guest@elsewhere.example"));
    numbers.add(reported("Fwd: " + restricted, "From: responder@example.org"));
    serviceDesk = Api.as("service-desk", port);
    assertThat(numbers).doesNotHaveDuplicates().doesNotContain(open, restricted, closed);

    joined("Still " + restricted, restricted, "From: reporter@example.org");
    joined("See " + restricted, restricted, "From: security-lead@example.org");
    assertThat(list(serviceDesk, ""))
        .noneMatch(row -> row.get("subject").asText().equals("See " + restricted));
    assertThat(list(Api.as("auditor", port), ""))
        .anyMatch(row -> row.get("subject").asText().equals("See " + restricted));
  }

  /** A reply that cannot join quotes what only a few may read, and so does its subject. */
  @Test
  void whatIsWrittenAboutARestrictedIncidentIsRestrictedToo() throws Exception {
    String secret = restricted("reporter");
    jdbc.sql("update incident set state = 'CLOSED' where number = ?").param(secret).update();
    String subject = "Re: " + secret + " - resolved: Secret";
    deliver(
        mail(
            List.of("It is back.", "", "On Monday IMS wrote:", "> Secret", "> Nobody may know"),
            "From: guest@elsewhere.example",
            "Subject: " + subject));
    poll.poll();

    Api auditor = Api.as("auditor", port);
    assertThat(list(serviceDesk, "")).noneMatch(row -> about(row, secret));
    JsonNode row = list(auditor, "").stream().filter(mail -> about(mail, secret)).findAny().get();
    assertThat(row.get("reason").asText()).isEqualTo("NOT_JOINED");
    String number = row.get("incidentNumber").asText();
    for (String login : List.of("responder", "service-desk")) {
      assertThat(Api.as(login, port).get("/api/incidents/" + number).status()).isEqualTo(404);
    }
    assertThat(auditor.get("/api/incidents/" + number).status()).isEqualTo(200);
    assertThat(incidents.get(number).report())
        .returns(true, Report::restricted)
        .returns(
            "The mail names %s, which it could not join.\n\nIt is back.".formatted(secret),
            Report::description);
    assertThat(records.column("evidence", "file_name", number))
        .as("what it quotes is there for those who may see it")
        .containsExactly("mail.eml");
  }

  @Test
  void mailThatNamesARestrictedIncidentIsListedForThoseWhoMaySeeItWhateverBecameOfIt()
      throws Exception {
    String secret = restricted("reporter");
    jobs.run(secret, "ServiceTask_RecordReport");
    jobs.run(secret, "ServiceTask_SendNotice");
    String messageId = sentTo("reporter@example.org").get(0).getMessageID();
    deliver(
        mail(
            "From: reporter@example.org",
            "Subject: Automatic reply: " + secret + " - we have your report: Secret",
            "Auto-Submitted: auto-replied"));
    deliver(
        mail(
            "From: mailer-daemon@example.org",
            "Subject: Undeliverable: Secret",
            "In-Reply-To: " + messageId));
    deliver(mail("From: x@example.org", "Subject: Secret, again", "Message-ID: " + messageId));
    deliver(mail("From: nobody at all", "Subject: INC-2026-999999 " + secret + " Secret"));
    poll.poll();
    assertThat(list(serviceDesk, ""))
        .noneMatch(row -> row.get("subject").asText().contains("Secret"));
    for (String login : List.of("auditor", "incident-manager")) {
      assertThat(list(Api.as(login, port), ""))
          .filteredOn(row -> row.get("subject").asText().contains("Secret"))
          .hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void attachmentsBecomeEvidenceForThoseWhoMaySeeTheIncident() throws Exception {
    byte[] large = new byte[150_000];
    new Random(1).nextBytes(large);
    deliver(
        mail(
            List.of(
                "--x",
                "",
                "See the files",
                "--x",
                "Content-Type: text/plain; name=\"../../etc/pass\u202Ewd.html\"",
                "Content-Disposition: attachment",
                "",
                "<html><script>alert(1)</script></html>",
                "--x",
                "Content-Type: image/png; name=\"=?utf-8?q?=C3=BCbel.png?=\"",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(large),
                "--x--"),
            "From: reporter@example.org",
            "Subject: With files",
            "Content-Type: multipart/mixed; boundary=x"));
    poll.poll();
    String number = only("With files").get("incidentNumber").asText();
    assertThat(incidents.get(number).report().description()).isEqualTo("See the files");

    String path = "/api/incidents/" + number + "/evidence";
    JsonNode files = serviceDesk.get(path).json();
    assertThat(files.findValuesAsText("fileName")).containsExactly("pass_wd.html", "übel.png");
    assertThat(files.findValuesAsText("mediaType"))
        .as("what they are, whatever they are called")
        .containsExactly("text/html", "application/octet-stream");
    assertThat(files.at("/1/size").asInt()).isEqualTo(large.length);
    assertThat(files.at("/1/sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(Sha256.of(large)));
    assertThat(files.at("/0/putBy").asText()).isEqualTo("reporter");

    HttpResponse<byte[]> page = download("service-desk", path + "/" + files.at("/0/id").asText());
    assertThat(page.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("pass_wd.html");
    HttpResponse<byte[]> image = download("reporter", path + "/" + files.at("/1/id").asText());
    assertThat(image.body()).isEqualTo(large);
    assertThat(timeline(number))
        .contains("evidence-added reporter File pass_wd.html (text/html, 38 bytes)");

    String other = reported("No files", "From: guest@elsewhere.example");
    assertThat(serviceDesk.get("/api/incidents/" + other + "/evidence").text()).isEqualTo("[]");
    assertThat(
            serviceDesk
                .get("/api/incidents/" + other + "/evidence/" + files.at("/1/id").asText())
                .status())
        .isEqualTo(404);
    assertThat(Api.as("reporter", port).get("/api/incidents/" + other + "/evidence").status())
        .isEqualTo(404);
    jdbc.sql("update incident set restricted = true where number = ?").param(number).update();
    assertThat(serviceDesk.get(path).status()).isEqualTo(404);
    assertThat(download("service-desk", path + "/" + files.at("/1/id").asText()).statusCode())
        .isEqualTo(404);
    assertThat(Api.as("reporter", port).get(path).status()).isEqualTo(200);
  }

  @Test
  void pageBecomesTextAndALongTextIsKeptAsAWhole() throws Exception {
    deliver(
        mail(
            List.of("<p>Hello <b>desk</b></p><script>steal()</script><p>x</p>"),
            "From: guest@elsewhere.example",
            "Subject: page",
            "Content-Type: text/html"));
    deliver(
        mail(
            List.of("word ".repeat(2000)),
            "From: guest@elsewhere.example",
            "Subject: " + "long ".repeat(40)));
    poll.poll();
    assertThat(incidents.get(only("page").get("incidentNumber").asText()).report().description())
        .isEqualTo("Hello desk\n\nx");

    JsonNode row = only("long ".repeat(40).strip());
    Incident incident = incidents.get(row.get("incidentNumber").asText());
    assertThat(incident.report().title()).hasSizeBetween(100, 120).endsWith("…");
    assertThat(incident.report().description())
        .hasSizeLessThanOrEqualTo(4000)
        .endsWith("\n\n(shortened; the whole mail is among the evidence)");
    assertThat(records.column("evidence", "file_name", incident.number()))
        .containsExactly("mail.eml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTO_SUBMITTED|Auto-Submitted: auto-replied (vacation)",
        "AUTO_SUBMITTED|X-Autoreply: yes",
        "AUTO_RESPONSE_SUPPRESS|X-Auto-Response-Suppress: DR, OOF, AutoReply",
        "PRECEDENCE|Precedence: bulk",
        "EMPTY_RETURN_PATH|Return-Path: <>",
        "MAILING_LIST|List-Id: News <news.example.org>",
        "DELIVERY_REPORT|Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "DELIVERY_REPORT|From: MAILER-DAEMON@example.net",
        "OWN_MESSAGE|From: IMS <IMS@example.org>",
      })
  void whatNoPersonWroteIsIgnoredAndNeverAnswered(String reason, String header) throws Exception {
    long before = incidents.count();
    String subject = "Machine " + UUID.randomUUID();
    String from = header.startsWith("From:") ? header : "From: guest@elsewhere.example";
    deliver(mail(from, header.startsWith("From:") ? "X-Other: 1" : header, "Subject: " + subject));
    poll.poll();

    JsonNode row = only(subject);
    assertThat(row.get("state").asText()).isEqualTo("IGNORED");
    assertThat(row.get("reason").asText()).isEqualTo(reason);
    assertThat(incidents.count()).isEqualTo(before);
    assertThat(folder("IMS-Processed")).isEqualTo(1);
    assertThat(server.getReceivedMessagesForDomain("elsewhere.example")).isEmpty();
    assertThat(list(serviceDesk, "?state=IGNORED&reason=" + reason)).contains(row);
  }

  @Test
  void peopleMayWriteWhatProgramsWriteOtherwise() throws Exception {
    reported("Not automatic", "From: guest@elsewhere.example", "Auto-Submitted: no");
    reported("No receipts", "From: guest@elsewhere.example", "X-Auto-Response-Suppress: DR, RN");
  }

  @Test
  void ourOwnMessageThatComesBackIsIgnored() throws Exception {
    String number = reported("Loop begins", "From: guest@elsewhere.example");
    jobs.run(number, "ServiceTask_RecordReport");
    jobs.run(number, "ServiceTask_SendNotice");
    MimeMessage sent = sentTo("guest@elsewhere.example").get(0);
    deliver(
        mail(
            "From: somebody@elsewhere.example",
            "Subject: Loop goes on",
            "Message-ID: " + sent.getMessageID()));
    poll.poll();
    assertThat(only("Loop goes on").get("reason").asText()).isEqualTo("OWN_MESSAGE");
  }

  @Test
  void senderOfMoreThanIsTakenIsStopped() throws Exception {
    for (int i = 0; i < 7; i++) {
      deliver(mail("From: flood@elsewhere.example", "Subject: flood " + i));
    }
    poll.poll();
    assertThat(list(serviceDesk, ""))
        .filteredOn(row -> row.get("subject").asText().startsWith("flood"))
        .extracting(row -> row.path("state").asText() + " " + row.path("reason").asText())
        .containsExactly(
            "REFUSED TOO_OFTEN",
            "REFUSED TOO_OFTEN",
            "REPORTED ",
            "REPORTED ",
            "REPORTED ",
            "REPORTED ",
            "REPORTED ");
    assertThat(folder("IMS-Refused")).isEqualTo(2);
    List<MimeMessage> answers = sentTo("flood@elsewhere.example");
    assertThat(answers).as("once").hasSize(1);
    assertThat(answers.get(0).getSubject()).isEqualTo("Your mail was not taken: flood 5");
    assertThat(words(answers.get(0)))
        .contains("too many mails came from your address", "send it again later");
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health.health().getDetails())
        .containsEntry("refused", Map.of(Reason.TOO_OFTEN, 2))
        .containsEntry("deferred", 0);
    clock.stopAt(MONDAY.plus(Duration.ofHours(25)));
    poll.poll();
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
  }

  /** Of a colleague, or of a machine with an account, nothing is lost. */
  @Test
  void mailsOfSomebodyWithAnAccountBeyondTheLimitWaitAndHoldNobodyUp() throws Exception {
    for (int i = 0; i < 6; i++) {
      deliver(mail("From: responder@example.org", "Subject: scan " + i));
    }
    deliver(mail("From: guest@elsewhere.example", "Subject: behind the scans"));
    poll.poll();
    assertThat(only("behind the scans").get("state").asText()).isEqualTo("REPORTED");
    assertThat(folder("INBOX")).isEqualTo(1);
    assertThat(list(serviceDesk, ""))
        .noneMatch(row -> row.get("subject").asText().equals("scan 5"));
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health.health().getDetails()).containsEntry("deferred", 1);

    clock.stopAt(MONDAY.plus(Duration.ofMinutes(61)));
    poll.poll();
    assertThat(only("scan 5").get("state").asText()).isEqualTo("REPORTED");
    assertThat(only("scan 5").get("deliveries").asInt()).isEqualTo(1);
    assertThat(folder("INBOX")).isZero();
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    assertThat(jdbc.sql("select count(*) from received_mail_attempt").query(int.class).single())
        .isZero();
  }

  @Test
  void mailThatHasWaitedTooLongIsRefusedAndItsSenderIsTold() throws Exception {
    for (int i = 0; i < 5; i++) {
      reported("gateway " + i, "From: dpo@example.org");
    }
    deliver(mail("From: dpo@example.org", "Subject: gateway 5"));
    poll.poll();
    clock.stopAt(MONDAY.plus(Duration.ofHours(24)));
    jdbc.sql("update received_mail set received_at = received_at + interval '1 day'").update();
    poll.poll();
    assertThat(only("gateway 5").get("reason").asText()).isEqualTo("TOO_OFTEN");
    assertThat(only("gateway 5").get("answer").asText()).isEqualTo("SENT");
    assertThat(folder("IMS-Refused")).isEqualTo(1);
  }

  @Test
  void reportsOfAllStrangersTogetherAreLimitedToo() throws Exception {
    IntakeSettings few = with("most-of-strangers", "2");
    MailIntake strictly = intake(few);
    for (int i = 0; i < 2; i++) {
      assertThat(strictly.take(incoming("From: forged%d@elsewhere.example".formatted(i))))
          .isEqualTo(MailState.REPORTED);
    }
    IncomingMail next = incoming("From: forged2@elsewhere.example", "Subject: one too many");
    assertThatThrownBy(() -> strictly.take(next)).isInstanceOf(TooOftenException.class);
    assertThat(strictly.take(incoming("From: responder@example.org")))
        .isEqualTo(MailState.REPORTED);
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(61)));
    assertThat(strictly.take(next)).isEqualTo(MailState.REPORTED);
    assertThat(only("one too many").get("deliveries").asInt()).isEqualTo(1);
  }

  @Test
  void mailThatIsTooLargeIsAnsweredOnceAndReportsNothing() throws Exception {
    long before = incidents.count();
    List<String> body = List.of("x".repeat(900).concat("\n").repeat(400));
    deliver(mail(body, "From: big@elsewhere.example", "Subject: Big"));
    deliver(mail(body, "From: big@elsewhere.example", "Subject: Big again"));
    deliver(mail(body, "From: robot@elsewhere.example", "Subject: Big bot", "Precedence: bulk"));
    poll.poll();

    assertThat(incidents.count()).isEqualTo(before);
    assertThat(only("Big").get("reason").asText()).isEqualTo("TOO_LARGE");
    assertThat(only("Big").get("answer").asText()).isEqualTo("SENT");
    assertThat(only("Big again").has("answer")).isFalse();
    assertThat(only("Big bot").get("state").asText()).isEqualTo("IGNORED");
    assertThat(folder("IMS-Refused")).isEqualTo(2);
    List<MimeMessage> answers = sentTo("big@elsewhere.example");
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).getSubject()).isEqualTo("Your mail was too large: Big");
    assertThat(answers.get(0).getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(words(answers.get(0))).contains("nothing was reported");
    assertThat(sentTo("robot@elsewhere.example")).isEmpty();
  }

  @Test
  void brokenMailsAreRefusedWithAReasonAndTheNextOnesAreTaken() throws Exception {
    deliver(mail("From: nobody at all", "Subject: No sender"));
    deliver(
        mail(
            List.of("no parts"),
            "From: guest@elsewhere.example",
            "Subject: No parts",
            "Content-Type: multipart/mixed; boundary=x"));
    deliver(
        mail(
            List.of("--x\n\ny\n".repeat(2000)),
            "From: guest@elsewhere.example",
            "Subject: Bomb",
            "Content-Type: multipart/mixed; boundary=x"));
    deliver(mail("From: guest@elsewhere.example", "Subject: Fine"));
    poll.poll();
    assertThat(only("No sender").get("reason").asText()).isEqualTo("NO_SENDER");
    assertThat(only("No sender").has("answer")).isFalse();
    assertThat(only("No parts").get("reason").asText()).isEqualTo("UNREADABLE");
    assertThat(only("No parts").get("answer").asText()).isEqualTo("SENT");
    assertThat(words(sentTo("guest@elsewhere.example").get(0)))
        .contains("parts that cannot be told apart", "as plain text");
    assertThat(only("Bomb").get("reason").asText()).isEqualTo("TOO_MANY_PARTS");
    assertThat(only("Fine").get("state").asText()).isEqualTo("REPORTED");
    assertThat(folder("IMS-Refused")).isEqualTo(3);
    assertThat(folder("INBOX")).isZero();
  }

  /** As they lie there where people mark mails, or where the server can remove no single one. */
  @Test
  void mailsThatAreMarkedAsDeletedHideNoneBehindThem() throws Exception {
    for (int i = 0; i < 3; i++) {
      deliver(mail("From: guest@elsewhere.example", "Subject: marked " + i));
    }
    for (StoredMessage marked : inbox().getMessages()) {
      marked.setFlag(Flags.Flag.DELETED, true);
    }
    deliver(mail("From: guest@elsewhere.example", "Subject: behind the marked"));
    assertThat(new Mailbox(with("most-per-poll", "3"), clock).read(mail -> Mailbox.Filing.LATER))
        .isEqualTo(new Mailbox.Look(0, 1));
    poll.poll();
    assertThat(only("behind the marked").get("state").asText()).isEqualTo("REPORTED");
    assertThat(list(serviceDesk, ""))
        .noneMatch(row -> row.get("subject").asText().startsWith("marked"));
    assertThat(folder("INBOX")).isEqualTo(3);
  }

  @Test
  void mailsThatWaitHideNoneBehindThemAndAreReadAgainLater() throws Exception {
    Mailbox two = new Mailbox(with("most-per-poll", "2"), clock);
    for (int i = 0; i < 5; i++) {
      deliver(mail("From: guest@elsewhere.example", "Subject: waits " + i));
    }
    List<String> read = new ArrayList<>();
    Function<IncomingMail, Mailbox.Filing> later =
        mail -> {
          read.add(
              new String(mail.raw(), StandardCharsets.UTF_8).replaceAll("(?s).*waits (.).*", "$1"));
          return Mailbox.Filing.LATER;
        };
    for (int look = 1; look <= 4; look++) {
      assertThat(two.read(later).deferred()).isEqualTo(Math.min(2 * look, 5));
    }
    assertThat(read).containsExactly("0", "1", "2", "3", "4");
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(5)));
    two.read(later);
    assertThat(read).endsWith("0", "1");
  }

  @Test
  void mailThatIsDeliveredTwiceOrReadAgainAfterACrashCountsOnce() throws Exception {
    long before = incidents.count();
    String same =
        mail(
            "From: guest@elsewhere.example",
            "Subject: Twice",
            "Date: Mon, 2 Mar 2026 08:30:00 +0100",
            "Message-ID: <twice@elsewhere.example>");
    // Committed, and then the node died before it could file the mail.
    byte[] raw = same.getBytes(StandardCharsets.UTF_8);
    assertThat(intake.take(new IncomingMail(raw, true, raw.length))).isEqualTo(MailState.REPORTED);
    deliver(same);
    deliver("Received: from elsewhere by a backup server\r\n" + same);
    poll.poll();
    assertThat(incidents.count()).isEqualTo(before + 1);
    assertThat(only("Twice").get("deliveries").asInt()).isEqualTo(3);
    assertThat(folder("INBOX")).isZero();
    assertThat(folder("IMS-Processed")).isEqualTo(2);

    deliver(same.replace("It smokes", "It burns"));
    poll.poll();
    assertThat(incidents.count())
        .as("another mail under the same Message-ID is not lost")
        .isEqualTo(before + 2);
  }

  @Test
  void nothingIsHalfDoneWhenTheTransactionFails() {
    long before = incidents.count();
    String subject = "Half";
    byte[] raw =
        mail("From: guest@elsewhere.example", "Subject: " + subject)
            .getBytes(StandardCharsets.UTF_8);
    transaction.executeWithoutResult(
        status -> {
          intake.take(new IncomingMail(raw, true, raw.length));
          status.setRollbackOnly();
        });
    assertThat(incidents.count()).isEqualTo(before);
    assertThat(list(serviceDesk, "")).noneMatch(row -> row.get("subject").asText().equals(subject));
    assertThat(intake.take(new IncomingMail(raw, true, raw.length))).isEqualTo(MailState.REPORTED);
  }

  /** Whoever completes a task holds its variables, and then wants the incident. */
  @Test
  void mailThatJoinsWaitsForNobodyWhoWorksOnTheIncidentAndHoldsNobodyUp() throws Exception {
    String number = reported("Deadlock", "From: guest@elsewhere.example");
    jobs.run(number, "ServiceTask_RecordReport");
    String other = reported("Somebody else's", "From: somebody@elsewhere.example");
    IncomingMail mail =
        incoming("From: guest@elsewhere.example", "Subject: %s and %s".formatted(other, number));
    ExecutorService node = Executors.newSingleThreadExecutor();
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql(
                    """
                    select 1 from act_ru_variable v join act_ru_execution e
                        on e.proc_inst_id_ = v.proc_inst_id_ where e.business_key_ = ?
                    for update of v
                    """)
                .param(number)
                .query()
                .listOfRows();
            incidents.lock(other);
            assertThat(node.submit(() -> intake.take(mail)))
                .succeedsWithin(Duration.ofSeconds(60))
                .isEqualTo(MailState.JOINED);
            incidents.lock(number);
          });
    } finally {
      node.shutdownNow();
    }
    joined.show();
    assertThat(desk.variable(number, "UserTask_TriageIncident", "knownFacts").toString())
        .contains("Mail of guest@elsewhere.example, 2026-03-02 08:00: It smokes.");
    assertThat(
            jdbc.sql("select count(*) from received_mail where to_show").query(int.class).single())
        .isZero();
  }

  @Test
  void mailThatWasAboutToJoinReportsAnewWhenTheIncidentIsClosedMeanwhile() throws Exception {
    String number = reported("Closing", "From: guest@elsewhere.example");
    IncomingMail mail =
        incoming("From: guest@elsewhere.example", "Subject: Re: " + number + " too late");
    ExecutorService node = Executors.newSingleThreadExecutor();
    try {
      Future<MailState> taken =
          transaction.execute(
              status -> {
                jdbc.sql("update incident set state = 'CLOSED' where number = ?")
                    .param(number)
                    .update();
                Future<MailState> begun = node.submit(() -> intake.take(mail));
                records.awaitLocked("select state from incident");
                return begun;
              });
      assertThat(taken).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(MailState.REPORTED);
    } finally {
      node.shutdownNow();
    }
    JsonNode row = only("Re: " + number + " too late");
    assertThat(row.get("reason").asText()).isEqualTo("NOT_JOINED");
    assertThat(row.get("incidentNumber").asText()).isNotEqualTo(number);
    assertThat(records.notices(number, "mail-joined")).isEmpty();
  }

  @Test
  void nodesThatTakeTheSameMailAtOnceMakeOneReport() throws Exception {
    long before = incidents.count();
    byte[] raw =
        mail("From: guest@elsewhere.example", "Subject: At once").getBytes(StandardCharsets.UTF_8);
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      List<Future<MailState>> taken = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        taken.add(nodes.submit(() -> intake.take(new IncomingMail(raw, true, raw.length))));
      }
      for (Future<MailState> one : taken) {
        assertThat(one.get()).isEqualTo(MailState.REPORTED);
      }
    } finally {
      nodes.shutdown();
    }
    assertThat(incidents.count()).isEqualTo(before + 1);
    assertThat(only("At once").get("deliveries").asInt()).isEqualTo(4);
  }

  /** What we did not foresee must neither lose the mail nor hold up those behind it. */
  @Test
  void mailThatMakesUsFailIsPutAsideWithAReason() throws Exception {
    deliver(mail("From: guest@elsewhere.example", "Subject: Unforeseen"));
    deliver(mail("From: guest@elsewhere.example", "Subject: Behind it"));
    JdbcClient owner = TestPostgres.asOwner(dataSource);
    owner
        .sql(
            """
            create function refuse_unforeseen() returns trigger language plpgsql as $$
            begin
              if new.title = 'Unforeseen' then raise check_violation; end if;
              return new;
            end $$
            """)
        .update();
    owner
        .sql(
            """
            create trigger unforeseen before insert on incident
            for each row execute function refuse_unforeseen()
            """)
        .update();
    try {
      poll.poll();
    } finally {
      owner.sql("drop trigger unforeseen on incident").update();
      owner.sql("drop function refuse_unforeseen()").update();
    }
    assertThat(only("Unforeseen").get("reason").asText()).isEqualTo("FAILED");
    assertThat(only("Unforeseen").get("detail").asText()).endsWith("Exception");
    assertThat(only("Behind it").get("state").asText()).isEqualTo("REPORTED");
    assertThat(folder("IMS-Refused")).isEqualTo(1);
  }

  /** As a mail that takes all memory: nobody is left to catch what it throws. */
  @Test
  void mailThatEndsTheApplicationEachTimeIsPutAsideAndTheNextOnesAreTaken() throws Exception {
    String poison = mail("From: guest@elsewhere.example", "Subject: Poison");
    deliver(poison);
    deliver(mail("From: guest@elsewhere.example", "Subject: Behind the poison"));
    IncomingMail begun = asRead();
    for (int i = 0; i < settings.attempts(); i++) {
      attempts.begin(begun);
    }
    poll.poll();
    assertThat(only("Poison").get("reason").asText()).isEqualTo("FAILED");
    assertThat(only("Poison").get("detail").asText()).isEqualTo("begun 2 times, never ended");
    assertThat(only("Behind the poison").get("state").asText()).isEqualTo("REPORTED");
    assertThat(folder("IMS-Refused")).isEqualTo(1);
    assertThat(jdbc.sql("select count(*) from received_mail_attempt").query(Integer.class).single())
        .isZero();

    deliver(poison.replace("Poison", "Poison that cannot even be refused"));
    begun = asRead();
    for (int i = 0; i <= settings.attempts(); i++) {
      attempts.begin(begun);
    }
    poll.poll();
    assertThat(folder("INBOX")).isZero();
    assertThat(folder("IMS-Refused")).isEqualTo(2);
    jdbc.sql("delete from received_mail_attempt").update();
  }

  @Test
  void lookThatNeverEndsIsToldByTheHealth() {
    poll.poll();
    health.began(MONDAY);
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    clock.stopAt(MONDAY.plus(Duration.ofMinutes(16)));
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    poll.poll();
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
  }

  /** A database that is away for a moment is no fault of the mail. */
  @Test
  void mailWaitsWhileTheDatabaseCannotTakeIt() throws Exception {
    deliver(mail("From: guest@elsewhere.example", "Subject: Patience"));
    JdbcClient owner = TestPostgres.asOwner(dataSource);
    owner
        .sql(
            """
            create function away() returns trigger language plpgsql as $$
            begin raise exception using errcode = '57P01'; end $$
            """)
        .update();
    owner
        .sql("create trigger away before insert on incident for each row execute function away()")
        .update();
    try {
      for (int i = 0; i <= settings.attempts(); i++) {
        poll.poll();
      }
      assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
      assertThat(folder("INBOX")).isEqualTo(1);
    } finally {
      owner.sql("drop trigger away on incident").update();
      owner.sql("drop function away()").update();
    }
    poll.poll();
    assertThat(only("Patience").get("state").asText()).isEqualTo("REPORTED");
    assertThat(only("Patience").get("deliveries").asInt()).isEqualTo(1);
  }

  @Test
  void answerIsTriedAgainUntilItIsTakenOrTooLate() throws Exception {
    List<MailAnswers.Attempt> outcomes = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    RefusalAnswers answers =
        new RefusalAnswers(
            mails,
            (key, address, template, facts) -> {
              keys.add(key);
              return outcomes.get(0);
            },
            settings,
            transaction,
            clock);
    outcomes.add(MailAnswers.Attempt.LATER);
    for (String sender : List.of("one@elsewhere.example", "two@elsewhere.example")) {
      byte[] raw =
          mail("From: " + sender, "Subject: Large of " + sender).getBytes(StandardCharsets.UTF_8);
      intake.take(new IncomingMail(raw, false, 1_000_000));
    }
    answers.sendPending();
    assertThat(keys).hasSize(2);
    assertThat(only("Large of one@elsewhere.example").get("answer").asText()).isEqualTo("PENDING");

    clock.stopAt(MONDAY.plus(Duration.ofHours(25)));
    answers.sendPending();
    assertThat(keys).hasSize(4).containsSequence(keys.get(0), keys.get(1));
    assertThat(only("Large of two@elsewhere.example").get("answer").asText()).isEqualTo("GIVEN_UP");
    answers.sendPending();
    assertThat(keys).hasSize(4);
  }

  @Test
  void questionOfTriageIsAnsweredByAReply() throws Exception {
    String number = reported("Something", "From: guest@elsewhere.example");
    jobs.run(number, "ServiceTask_RecordReport");
    desk.complete(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        "ServiceTask_RecordTriage",
        Desk.fields("kind", "need-info", "reason", "Which room?"));
    assertThat(records.lastNotice(number))
        .contains("Which room?", "(task \"Answer question\"), reply to this mail or call");

    deliver(
        mail(
            List.of("Room 7"),
            "From: guest@elsewhere.example",
            "Subject: Re: " + number + " - we have a question"));
    poll.poll();
    assertThat(desk.variable(number, "UserTask_AnswerQuestion", "knownFacts").toString())
        .contains("Mail of guest@elsewhere.example, 2026-03-02 08:00: Room 7");
    assertThat(records.notices(number, "mail-joined"))
        .as("who can record it")
        .containsExactly("service-desk");
  }

  @Test
  void largestMailThatIsTakenIsKeptToTheLastByte() {
    byte[] file = new byte[18_000_000];
    new Random(3).nextBytes(file);
    byte[] raw =
        mail(
                List.of(
                    "--x",
                    "Content-Type: application/zip; name=large.zip",
                    "Content-Transfer-Encoding: base64",
                    "",
                    Base64.getMimeEncoder().encodeToString(file),
                    "--x--"),
                "From: guest@elsewhere.example",
                "Subject: 24 MB",
                "Content-Type: multipart/mixed; boundary=x")
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(raw.length).isBetween(24_000_000, 25 * 1024 * 1024);
    assertThat(intake.take(new IncomingMail(raw, true, raw.length))).isEqualTo(MailState.REPORTED);
    String number = only("24 MB").get("incidentNumber").asText();
    assertThat(incidents.get(number).report().description()).isEqualTo("(The mail has no text.)");
    Map<String, Object> kept = records.row("evidence", number);
    assertThat(kept).containsEntry("size", 18_000_000L).containsEntry("sha256", Sha256.of(file));
  }

  @Test
  void mailboxIsReadByItself() throws Exception {
    deliver(mail("From: guest@elsewhere.example", "Subject: By itself"));
    MailboxPoll often =
        new MailboxPoll(
            with("poll-interval", "PT0.1S"),
            reader,
            intake,
            attempts,
            joined,
            refusalAnswers,
            mails,
            services,
            health,
            database,
            clock);
    often.start();
    try {
      assertThat(often.isRunning()).isTrue();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(folder("IMS-Processed")).isEqualTo(1));
    } finally {
      often.stop();
    }
    assertThat(often.isRunning()).isFalse();
    assertThat(only("By itself").get("state").asText()).isEqualTo("REPORTED");
  }

  /** Where our mail server says who is who, nobody passes for somebody else. */
  @Test
  void senderWithoutTheWordOfOurMailServerIsAStranger() {
    IntakeSettings strict = with("trusted-authentication", "mx.example.org");
    MailIntake strictly = intake(strict);
    String own =
        take(
            strictly,
            "Proven",
            "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org");
    assertThat(incidents.get(own).report().reporter()).isEqualTo("reporter");
    assertThat(
            take(
                strictly,
                "On " + own,
                "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org"))
        .isEqualTo(own);
    String forged =
        take(
            strictly,
            "About " + own,
            "Authentication-Results: mx.example.org; dmarc=fail header.from=example.org");
    assertThat(forged).isNotEqualTo(own);
    assertThat(incidents.get(forged).report().reporter()).isEqualTo("mailbox");
  }

  @Test
  void mailOfTwoSendersIsAStrangers() throws Exception {
    String number = reported("Two", "From: reporter@example.org, guest@elsewhere.example");
    assertThat(incidents.get(number).report().reporter()).isEqualTo("mailbox");
  }

  private MailIntake intake(IntakeSettings changed) {
    return new MailIntake(
        changed,
        mails,
        automatic,
        new MailReader(changed),
        reports,
        incidents,
        sentMessages,
        evidence,
        people,
        audiences,
        transaction,
        clock);
  }

  private String take(MailIntake strictly, String subject, String header) {
    byte[] raw =
        mail("From: reporter@example.org", "Subject: " + subject, header)
            .getBytes(StandardCharsets.UTF_8);
    transaction.executeWithoutResult(
        status -> strictly.take(new IncomingMail(raw, true, raw.length)));
    return only(subject).get("incidentNumber").asText();
  }

  private IntakeSettings with(String setting, String value) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addLast(new MapPropertySource("changed", Map.of("ims.mail.intake." + setting, value)));
    environment.getPropertySources().forEach(sources::addLast);
    return new Binder(ConfigurationPropertySources.from(sources))
        .bind("ims.mail.intake", IntakeSettings.class)
        .get();
  }

  @Test
  void oneNodeReadsAtATime() throws Exception {
    deliver(mail("From: guest@elsewhere.example", "Subject: Locked"));
    try (Connection other = database.getConnection()) {
      try (var lock = other.prepareStatement("select pg_advisory_lock(?)")) {
        lock.setLong(1, MailboxPoll.LOCK);
        lock.execute();
      }
      poll.poll();
      assertThat(folder("INBOX")).isEqualTo(1);
      try (var unlock = other.prepareStatement("select pg_advisory_unlock(?)")) {
        unlock.setLong(1, MailboxPoll.LOCK);
        unlock.execute();
      }
    }
    poll.poll();
    assertThat(folder("INBOX")).isZero();
  }

  @Test
  void serverThatIsAwayIsReadWhenItIsBack() throws Exception {
    poll.poll();
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    server.stop();
    poll.poll();
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    HttpResponse<String> told =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(told.statusCode()).as("the application itself serves everybody").isEqualTo(200);
    assertThat(told.body()).contains("\"DEGRADED\"");

    start(
        new ServerSetup(smtpPort, null, ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(imapPort, null, ServerSetup.PROTOCOL_IMAP));
    mailbox = server.getUserManager().getUserByEmail(IMAP_USER);
    deliver(mail("From: guest@elsewhere.example", "Subject: Back"));
    poll.poll();
    assertThat(only("Back").get("state").asText()).isEqualTo("REPORTED");
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
  }

  @Test
  void serviceThatHasLeftTheCatalogueHoldsMailsUpAndLosesNone() throws Exception {
    deliver(mail("From: guest@elsewhere.example", "Subject: Later"));
    jdbc.sql("update service set active = false where key = 'workplace'").update();
    try {
      poll.poll();
    } finally {
      jdbc.sql("update service set active = true where key = 'workplace'").update();
    }
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(folder("INBOX")).isEqualTo(1);
    poll.poll();
    assertThat(only("Later").get("state").asText()).isEqualTo("REPORTED");
  }

  @Test
  void receivedMailsAreForTheServiceDesk() {
    assertThat(Api.as("reporter", port).get("/api/received-mails").status()).isEqualTo(403);
    assertThat(serviceDesk.get("/api/received-mails?state=NOTHING").status()).isEqualTo(400);
    assertThat(serviceDesk.get("/api/received-mails?state=REFUSED").status()).isEqualTo(200);
  }

  // Helpers

  private String reported(String subject, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Subject: " + subject);
    deliver(mail(all.toArray(new String[0])));
    poll.poll();
    JsonNode row = only(subject);
    assertThat(row.get("state").asText()).as(row.toString()).isEqualTo("REPORTED");
    return row.get("incidentNumber").asText();
  }

  private void joined(String subject, String number, String from) throws Exception {
    deliver(mail(from, "Subject: " + subject));
    poll.poll();
    Map<String, Object> row =
        jdbc.sql("select * from received_mail where subject = ?")
            .param(subject)
            .query()
            .singleRow();
    assertThat(row).containsEntry("state", "JOINED").containsEntry("incident_number", number);
  }

  private String restricted(String reporter) {
    return reports
        .report(
            new Report(
                "Secret",
                "Nobody may know",
                "mail",
                null,
                null,
                reporter,
                Report.Source.API,
                null,
                MONDAY,
                true,
                PersonalData.YES,
                false,
                true))
        .number();
  }

  private static String mail(String... headers) {
    return mail(List.of("It smokes."), headers);
  }

  private static String mail(List<String> body, String... headers) {
    List<String> lines = new ArrayList<>(List.of("To: ims@example.org"));
    lines.addAll(List.of(headers));
    if (lines.stream().noneMatch(line -> line.startsWith("Message-ID"))) {
      lines.add("Message-ID: <%s@elsewhere.example>".formatted(UUID.randomUUID()));
    }
    lines.add("MIME-Version: 1.0");
    lines.add("");
    lines.addAll(body);
    return String.join("\n", lines).replace("\n", "\r\n") + "\r\n";
  }

  private void deliver(String raw) throws Exception {
    mailbox.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
  }

  private static IncomingMail incoming(String... headers) {
    byte[] raw = mail(headers).getBytes(StandardCharsets.UTF_8);
    return new IncomingMail(raw, true, raw.length);
  }

  /** The first mail, byte by byte as the poll reads it. */
  private IncomingMail asRead() {
    List<IncomingMail> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                reader.read(
                    mail -> {
                      seen.add(mail);
                      throw new OutOfMemoryError("as the poison does");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    return seen.get(0);
  }

  private JsonNode only(String subject) {
    List<JsonNode> rows =
        list(serviceDesk, "").stream()
            .filter(row -> row.get("subject").asText().equals(subject))
            .toList();
    assertThat(rows).as("mails about %s", subject).hasSize(1);
    return rows.get(0);
  }

  private static boolean about(JsonNode row, String number) {
    return row.get("subject").asText().contains(number);
  }

  private static List<JsonNode> list(Api api, String query) {
    Api.Answer answer = api.get("/api/received-mails" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<JsonNode> rows = new ArrayList<>();
    answer.json().forEach(rows::add);
    return rows;
  }

  private List<String> timeline(String number) {
    List<String> entries = new ArrayList<>();
    serviceDesk
        .get("/api/incidents/" + number + "/timeline")
        .json()
        .forEach(
            entry ->
                entries.add(
                    "%s %s %s"
                        .formatted(
                            entry.get("kind").asText(),
                            entry.get("actor").asText(),
                            entry.get("text").asText())));
    return entries;
  }

  private HttpResponse<byte[]> download(String login, String path) throws Exception {
    String credentials = login + ":" + DemoUsers.PASSWORD;
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private MailFolder inbox() throws Exception {
    return server.getManagers().getImapHostManager().getInbox(mailbox);
  }

  private int folder(String name) throws Exception {
    var manager = server.getManagers().getImapHostManager();
    var folder =
        name.equals("INBOX") ? manager.getInbox(mailbox) : manager.getFolder(mailbox, name);
    return folder == null ? 0 : folder.getMessageCount();
  }

  /** Its plain text. */
  private static String words(MimeMessage message) throws Exception {
    return message.getContent() instanceof MimeMultipart parts
        ? parts.getBodyPart(0).getContent().toString()
        : message.getContent().toString();
  }

  private static List<MimeMessage> sentTo(String address) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      if (message.getAllRecipients() != null
          && message.getAllRecipients()[0].toString().equals(address)) {
        found.add(message);
      }
    }
    return found;
  }
}
