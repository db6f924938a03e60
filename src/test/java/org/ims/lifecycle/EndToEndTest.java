package org.ims.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ims.testing.Desk.fields;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.ims.engine.EngineClock;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.testing.ImsLiveTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The application as it runs: people at Tasklist over HTTP, the job executor at work, mails to a
 * real mail server.
 */
@ImsLiveTest
class EndToEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static GreenMail mailServer = started(ServerSetup.SMTP.dynamicPort());

  @Autowired private Incidents incidents;
  @Autowired private RuntimeService runtime;
  @Autowired private ManagementService management;
  @Autowired private EngineClock clock;
  @LocalServerPort private int port;

  private final Map<String, Webapp> people = new HashMap<>();

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry registry) {
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> mailServer.getSmtp().getPort());
  }

  private static GreenMail started(ServerSetup setup) {
    GreenMail server = new GreenMail(setup);
    server.start();
    return server;
  }

  @AfterAll
  static void stopTheMailServer() {
    mailServer.stop();
  }

  @Test
  void reportedIncidentIsWorkedToTheEndAndItsReporterHearsOfIt() throws Exception {
    String number = report("Telephones crackle");

    MimeMessage acknowledgement = awaitMail(number, "we have your report");
    assertThat(acknowledgement.getSubject())
        .isEqualTo(number + " - we have your report: Telephones crackle");
    assertThat(acknowledgement.getRecipients(Message.RecipientType.TO))
        .extracting(Object::toString)
        .containsExactly("reporter@example.org");
    assertThat(acknowledgement.getFrom())
        .extracting(Object::toString)
        .containsExactly("ims@example.org");
    assertThat(acknowledgement.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(acknowledgement.getMessageID()).matches("<[0-9a-f-]{36}@example\\.org>");
    assertThat(text(acknowledgement))
        .contains("Hello Rita Reporter,", number, "Since this morning");

    complete("service-desk", number, "UserTask_TriageIncident", triagedAsIncident());
    complete("service-desk", number, "UserTask_AssessImpact", minorFacts());
    complete("service-desk", number, "UserTask_ConfirmAssessment", fields("decision", "confirm"));
    complete("responder", number, "UserTask_Investigate", fields("findings", "A loose cable"));
    complete(
        "responder",
        number,
        "UserTask_Contain",
        fields(
            "outcome", "done",
            "action", "Line rerouted",
            "target", "Exchange 2",
            "startedAt", now(),
            "temporary", "no"));
    complete(
        "responder",
        number,
        "UserTask_Recover",
        fields(
            "outcome", "recovered",
            "steps", "Cable fixed",
            "recoveredAt", now(),
            "verification", "Called everybody"));

    MimeMessage resolution = awaitMail(number, "resolved");
    assertThat(resolution.getSubject()).isEqualTo(number + " - resolved: Telephones crackle");
    assertThat(text(resolution)).contains("Does it work again for you?");

    complete("reporter", number, "UserTask_VerifyResolution", fields("verified", "yes"));
    complete(
        "incident-manager",
        number,
        "UserTask_CloseIncident",
        fields("outcome", "close", "finalCategory", "it"));

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incidents.get(number).verifiedBy()).isEqualTo("reporter");
    awaitMail(number, "closed");
    assertThat(subjects(number))
        .containsExactlyInAnyOrder(
            "we have your report",
            "assessed",
            "worked on",
            "contained",
            "being restored",
            "resolved",
            "closed");
    assertThat(Set.of(acknowledgement.getMessageID(), resolution.getMessageID())).hasSize(2);
    assertThat(stuckJobs(number)).isEmpty();
  }

  /** What came about the incident, by the words between its number and its title. */
  private List<String> subjects(String number) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage mail : mails(number)) {
      subjects.add(mail.getSubject().replaceAll("^\\S+ - (.*): .*$", "$1"));
    }
    return subjects;
  }

  @Test
  void rejectedReportIsExplainedToItsReporter() throws Exception {
    String number = report("I need a headset");
    complete(
        "service-desk",
        number,
        "UserTask_TriageIncident",
        fields("kind", "request", "reason", "Please order it in the shop"));

    MimeMessage rejection = awaitMail(number, "not pursued");
    assertThat(rejection.getSubject())
        .isEqualTo(number + " - not pursued as an incident: I need a headset");
    assertThat(text(rejection)).contains("Please order it in the shop");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.REJECTED);
  }

  /** Hours without a mail server: nothing is lost, nobody waits, and each mail comes once. */
  @Test
  void outageOfTheMailServerLosesNothingAndSendsOnceWhenItIsBack() throws Exception {
    int mailPort = mailServer.getSmtp().getPort();
    mailServer.stop();
    String number = report("Telephones are silent");
    // Nobody is reminded of what was looked at in time, so that one notice waits.
    complete("service-desk", number, "UserTask_TriageIncident", triagedAsIncident());
    Instant wentDown = clock.instant();

    while (clock.instant().isBefore(wentDown.plus(Duration.ofHours(4)))) {
      clock.stopAt(awaitPause(number));
    }
    awaitPause(number);
    assertThat(stuckJobs(number)).as("a server that is away is no fault of ours").isEmpty();
    complete("service-desk", number, "UserTask_AssessImpact", minorFacts());
    assertThat(at("tasklist", "service-desk").tasks(number, "UserTask_ConfirmAssessment"))
        .hasSize(1);

    mailServer = started(new ServerSetup(mailPort, null, ServerSetup.PROTOCOL_SMTP));
    String other = report("Telephones ring all the time");
    awaitMail(other, "we have your report");
    assertThat(mails(number)).as("its pause is not over").isEmpty();
    clock.stopAt(awaitPause(number));
    awaitMail(number, "we have your report");
    assertThat(stuckJobs(number)).isEmpty();
    assertThat(mails(number)).hasSize(1);
  }

  // People

  private Webapp at(String application, String login) {
    return people.computeIfAbsent(
        application + "/" + login, key -> Webapp.login(port, application, login));
  }

  /** Reports in Tasklist; returns the number once the report is registered. */
  private String report(String title) {
    at("tasklist", "reporter")
        .report(
            fields(
                "title", title,
                "description", "Since this morning",
                "service", "telephony",
                "noticedAt", now(),
                "suspectedSecurity", "no",
                "personalDataInvolved", "no",
                "peopleAtRisk", "no"));
    List<String> numbers =
        incidents.findAll().stream()
            .filter(incident -> incident.report().title().equals(title))
            .map(Incident::number)
            .toList();
    assertThat(numbers).as("stored when the form is answered").hasSize(1);
    patiently().until(() -> incidents.get(numbers.get(0)).state() == IncidentState.TRIAGE);
    return numbers.get(0);
  }

  private Map<String, Object> triagedAsIncident() {
    return fields(
        "kind", "incident",
        "category", "it",
        "service", "telephony",
        "criticalFunction", false,
        "awareAt", now());
  }

  private static Map<String, Object> minorFacts() {
    return fields(
        "serviceState", "ok", "dataClass", "none", "spreading", "no", "workaround", "full");
  }

  /** Waits for the task, claims it and submits its form; then waits until the step is done. */
  private void complete(String login, String number, String elementId, Map<String, Object> form) {
    Webapp tasklist = at("tasklist", login);
    String task = patiently(() -> first(tasklist.tasks(number, elementId)));
    tasklist.complete(task, login, form);
    patiently().until(() -> openJobs(number, "ServiceTask_Record").isEmpty());
  }

  private String now() {
    return clock.instant().minusSeconds(1).toString();
  }

  // Mails

  private static MimeMessage awaitMail(String number, String about) {
    return patiently(
        () ->
            mails(number).stream()
                .filter(mail -> subject(mail).contains(about))
                .findFirst()
                .orElse(null));
  }

  private static List<MimeMessage> mails(String number) {
    return Arrays.stream(mailServer.getReceivedMessages())
        .filter(mail -> subject(mail).startsWith(number + " "))
        .toList();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
  }

  // Jobs

  /** When the notice that was not taken is tried again. */
  private Instant awaitPause(String number) {
    patiently()
        .until(
            () -> {
              List<Job> pauses = openJobs(number, "Timer_PauseOver");
              return pauses.size() == 1
                  && pauses.get(0).getDuedate().toInstant().isAfter(clock.instant());
            });
    return openJobs(number, "Timer_PauseOver").get(0).getDuedate().toInstant();
  }

  private List<Job> openJobs(String number, String elements) {
    Set<String> definitions =
        management.createJobDefinitionQuery().list().stream()
            .filter(definition -> definition.getActivityId().startsWith(elements))
            .map(definition -> definition.getId())
            .collect(Collectors.toSet());
    return instances(number).stream()
        .flatMap(id -> management.createJobQuery().processInstanceId(id).list().stream())
        .filter(job -> definitions.contains(job.getJobDefinitionId()))
        .toList();
  }

  private List<String> stuckJobs(String number) {
    Set<String> instances = Set.copyOf(instances(number));
    return runtime.createIncidentQuery().list().stream()
        .filter(stuck -> instances.contains(stuck.getProcessInstanceId()))
        .map(stuck -> stuck.getActivityId())
        .toList();
  }

  private List<String> instances(String number) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
        .map(ProcessInstance::getId)
        .toList();
  }

  // Waiting

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
  }

  /** Waits until there is something. */
  private static <T> T patiently(Supplier<T> wanted) {
    return patiently().until(wanted::get, found -> found != null);
  }

  private static String first(List<String> all) {
    return all.isEmpty() ? null : all.get(0);
  }
}
