package org.ims.reporting.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.fields;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
@PassesEveryNode("AlertResolution")
class AlertResolutionTest {

  private static final String PROCESS = "AlertResolution";
  private static final String TASK = "UserTask_ConsiderResolution";
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private EngineClock clock;
  @Autowired private AlertIntake intake;
  @Autowired private WebhookSources sources;

  private WebhookSource source;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
    source =
        new WebhookSource(
            "m-" + UUID.randomUUID().toString().substring(0, 8),
            WebhookSource.Kind.ALERTMANAGER,
            WebhookSource.Authentication.BEARER,
            "mail",
            600,
            100,
            "admin",
            MONDAY,
            null);
    sources.add(source);
  }

  @Test
  void resolvedAlertIsConsideredAndItsVerdictShown() {
    String number = fired("critical");
    assertThat((String) desk.variable(number, "UserTask_TriageIncident", "knownFacts"))
        .contains(
            "Alert: Mail is down, severity critical, firing, notified 1 times",
            "Suggested: impact 1, urgency 1: The source calls it critical.");

    clock.stopAt(MONDAY.plusSeconds(600));
    notify("critical", false);

    assertThat(desk.candidates(number, TASK)).containsExactly("incident-manager", "service-desk");
    assertThat(desk.due(number, TASK))
        .isEqualTo(MONDAY.plusSeconds(600).plus(Duration.ofMinutes(30)));
    assertThatThrownBy(() -> desk.submit("service-desk", number, TASK, fields("verdict", "")))
        .hasMessageContaining("Verdict is required");
    assertThatThrownBy(
            () -> desk.submit("service-desk", number, TASK, fields("verdict", "not-over")))
        .hasMessageContaining("is required when it is not over");
    desk.submit(
        "service-desk", number, TASK, fields("verdict", "over", "verdictComment", "Mail flows"));

    assertThat(desk.path(number, PROCESS))
        .containsExactly(
            "StartEvent_AlertResolved",
            "ServiceTask_OpenAlertResolution",
            TASK,
            "ServiceTask_RecordAlertResolution",
            "EndEvent_ProposalConsidered");
    assertThat((String) desk.variable(number, "UserTask_TriageIncident", "knownFacts"))
        .contains("over since", "Is it over?: Yes, says service-desk: Mail flows");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
  }

  @Test
  void alertThatFiresAgainTakesTheQuestionAway() {
    String number = fired("critical");
    notify("critical", false);

    notify("critical", true);

    assertThat(desk.path(number, PROCESS))
        .contains("Event_AlertFiresAgain", "EndEvent_ProposalTakenBack");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
  }

  @Test
  void questionIsAskedOnceForEachEnd() {
    String number = fired("critical");
    notify("critical", false);
    notify("critical", false);

    assertThat(desk.tasks(number, TASK)).hasSize(1);
  }

  /** The rule for the security monitoring records only. */
  @Test
  void endThatProvesNothingIsRecordedOnly() {
    AlertReceipt receipt = intake.accept(source, null, notice("SecurityBreach", "critical", true));
    jobs.run(receipt.number(), "ServiceTask_RecordReport");
    intake.accept(source, null, notice("SecurityBreach", "critical", false));

    assertThat(desk.openTasks(receipt.number())).containsExactly("UserTask_TriageIncident");
    assertThat((String) desk.variable(receipt.number(), "UserTask_TriageIncident", "knownFacts"))
        .contains("over since");
  }

  @Test
  void questionEndsWithItsIncident() {
    String number = fired("critical");
    notify("critical", false);

    desk.change("service-desk", number, "withdraw", "changeNote", "A test of the monitoring");

    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(desk.running(number)).isEmpty();
  }

  private String fired(String severity) {
    String number = notify(severity, true).number();
    jobs.run(number, "ServiceTask_RecordReport");
    return number;
  }

  private AlertReceipt notify(String severity, boolean firing) {
    return intake.accept(source, null, notice("MailDown", severity, firing));
  }

  private AlertNotice notice(String name, String severity, boolean firing) {
    return new AlertNotice(
        name,
        firing,
        name,
        severity,
        "mail",
        "Mail is down",
        "Nobody can send mail",
        List.of(
            new AlertNotice.Alert(
                "1", firing, MONDAY, firing ? null : clock.instant(), "Down", Map.of("a", "b"))));
  }
}
