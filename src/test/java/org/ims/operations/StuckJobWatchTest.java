package org.ims.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.with;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
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

@ImsTest
@PassesEveryNode("StuckJobWatch")
class StuckJobWatchTest {

  private static final String START = "StartEvent_LookDue";
  private static final String FIND = "ServiceTask_FindStuckJobs";
  private static final String ASKED = "Gateway_SomebodyToTell";
  private static final String TELL = "ServiceTask_TellOfStuckJobs";

  @Autowired private ManagementService management;
  @Autowired private HistoryService history;
  @Autowired private IdentityService identity;
  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private JdbcClient jdbc;

  @Value("${ims.data-directory}/mail")
  private Path mails;

  /** What other tests left behind is told of before. */
  @BeforeEach
  void nothingIsNew() {
    look();
    letters().forEach(job -> management.executeJob(job.getId()));
  }

  @AfterEach
  void nothingIsOwed() {
    letters().forEach(job -> management.executeJob(job.getId()));
  }

  @Test
  void stuckJobsAreToldOfOnceAndInOneLetter() throws Exception {
    String one = stuck("no process definition deployed with key 'X1'", false);
    String other = stuck("no process definition deployed with key 'X2'", false);
    String restricted = stuck("Anna Amsel wrote it", true);

    String bundle = look();
    assertThat(letters()).hasSize(1);
    management.executeJob(letters().get(0).getId());

    assertThat(path(bundle)).containsExactly(START, FIND, ASKED, TELL, "EndEvent_PeopleTold");
    MimeMessage letter = letter(bundle);
    assertThat(letter.getSubject()).isEqualTo("3 jobs are stuck");
    assertThat(letter.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("admin@example.org");
    assertThat(text(letter))
        .contains("2 at \"Record report\" (ServiceTask_RecordReport of IncidentReporting)")
        .contains("Incidents: " + one + ", " + other)
        .contains("Reason: process missing - no process definition deployed with key 'X1'")
        .contains("What to do: A process that is called is not deployed.")
        .contains("Incidents: " + restricted, "Reason: other\n")
        .doesNotContain("Anna Amsel", "A secret title");

    String second = look();
    assertThat(path(second)).containsExactly(START, FIND, ASKED, "EndEvent_NobodyToTell");
  }

  @Test
  void letterThatIsNotTakenIsTriedAgain() throws Exception {
    stuck("no process definition deployed with key 'X1'", false);
    String bundle = look();
    Path file = file(bundle);
    // A directory in the place of the file: nothing can be written there for now.
    Files.createDirectories(file);
    String job = letters().get(0).getId();
    assertThatThrownBy(() -> management.executeJob(job)).hasMessageContaining("not taken for now");
    Job waiting = management.createJobQuery().jobId(job).singleResult();
    assertThat(waiting.getRetries()).isEqualTo(6);

    Files.delete(file);
    management.executeJob(job);
    assertThat(letter(bundle).getSubject()).isEqualTo("A job is stuck");
  }

  @Test
  void nobodyIsToldOfWhatRecoveredMeanwhile() {
    String number = stuck("The database is away: SQL", false);
    String bundle = look();
    management.setJobRetries(jobs.the(number, "ServiceTask_RecordReport").getId(), 1);
    management.executeJob(letters().get(0).getId());
    assertThat(file(bundle)).doesNotExist();
    assertThat(path(bundle)).last().isEqualTo("EndEvent_PeopleTold");
  }

  /** It would be something new at each look, while the mail server is away. */
  @Test
  void lettersThatGotStuckAreNotToldOf() {
    stuck("no process definition deployed with key 'X1'", false);
    look();
    String letter = letters().get(0).getId();
    management.setJobRetries(letter, 0);
    assertThat(path(look())).last().isEqualTo("EndEvent_NobodyToTell");
    management.setJobRetries(letter, 1);
  }

  @Test
  void everybodyIsWrittenToInTheirLanguage() throws Exception {
    identity.setUserInfo("admin", "language", "de");
    try {
      String number = stuck("no process definition deployed with key 'X1'", false);
      String bundle = look();
      management.executeJob(letters().get(0).getId());
      MimeMessage letter = letter(bundle);
      assertThat(letter.getSubject()).isEqualTo("Ein Auftrag hängt");
      assertThat(text(letter)).contains("Vorfälle: " + number, "Was zu tun ist: ");
    } finally {
      identity.deleteUserInfo("admin", "language");
    }
  }

  /** A job of a new incident, as if its last try had failed with these words. */
  private String stuck(String said, boolean restricted) {
    String number =
        desk.report(
            "reporter",
            with(
                journey.report(Journey.Kind.MINOR),
                "title",
                "A secret title",
                "restricted",
                restricted));
    String job = jobs.the(number, "ServiceTask_RecordReport").getId();
    jdbc.sql("update act_ru_job set exception_msg_ = :said where id_ = :job")
        .param("said", said)
        .param("job", job)
        .update();
    management.setJobRetries(job, 0);
    return number;
  }

  /** Lets the watch look once; answers its instance. */
  private String look() {
    List<String> before = instances();
    Job start =
        management
            .createJobQuery()
            .processDefinitionKey(StuckJobWatchProcess.KEY)
            .activityId(START)
            .singleResult();
    management.executeJob(start.getId());
    List<String> after = instances().stream().filter(id -> !before.contains(id)).toList();
    assertThat(after).hasSize(1);
    return after.get(0);
  }

  private List<String> instances() {
    return history
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(StuckJobWatchProcess.KEY)
        .list()
        .stream()
        .map(HistoricProcessInstance::getId)
        .toList();
  }

  private List<Job> letters() {
    return management
        .createJobQuery()
        .processDefinitionKey(StuckJobWatchProcess.KEY)
        .activityId(TELL)
        .list();
  }

  private List<String> path(String instance) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .orderPartiallyByOccurrence()
        .asc()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .filter(id -> !id.endsWith("#multiInstanceBody"))
        .toList();
  }

  private Path file(String bundle) {
    return mails.resolve(
        "stuck-jobs/%s/0".formatted(bundle).replaceAll("[^A-Za-z0-9-]+", "_") + ".eml");
  }

  private MimeMessage letter(String bundle) throws Exception {
    try (InputStream file = Files.newInputStream(file(bundle))) {
      return new MimeMessage(Session.getInstance(new Properties()), file);
    }
  }

  private static String text(MimeMessage letter) throws Exception {
    Object content = letter.getContent();
    return (content instanceof MimeMultipart parts ? parts.getBodyPart(0).getContent() : content)
        .toString()
        .replace("\r\n", "\n");
  }
}
