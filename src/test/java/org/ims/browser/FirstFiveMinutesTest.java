package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.ims.testing.OwnDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * The README's first five minutes and the rest of the life of an incident, done by six people in
 * the real Tasklist with everything running. Its pictures are the README's.
 */
@Tag("browser")
@ExtendWith(Chromium.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OwnDatabase.class)
@TestPropertySource(
    properties = {
      "ims.data-directory=target/test-data/${ims.test.fork:1}",
      "ims.security.password-rounds=10",
      "camunda.bpm.job-execution.wait-time-in-millis=200",
      "camunda.bpm.job-execution.max-wait=500"
    })
class FirstFiveMinutesTest {

  @LocalServerPort int port;
  @Autowired Incidents incidents;
  @Autowired ManagementService management;
  @Autowired RuntimeService runtime;

  @Test
  void sixPeopleTakeAnIncidentFromReportToClosed(Browser browser) {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(2);
    String date = now.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
    String time = now.format(DateTimeFormatter.ofPattern("HH:mm"));

    try (Tasklist reporter = Tasklist.signIn(browser, port, "reporter")) {
      reporter.openReport();
      reporter.fill("title", "Mail is down");
      reporter.fill("description", "Nobody in the office can send or receive mail since nine.");
      reporter.select("service", "Mail and calendar");
      reporter.fillDateTime("noticedAt", date, time);
      reporter.choose("peopleAtRisk", 1);
      reporter.choose("suspectedSecurity", 1);
      reporter.choose("personalDataInvolved", 1);
      reporter.picture("report");
      reporter.submitStart();
    }
    Incident incident = onlyIncidentIn(IncidentState.TRIAGE);
    String title = incident.number() + " - Mail is down";

    try (Tasklist desk = Tasklist.signIn(browser, port, "service-desk")) {
      desk.claim("Triage incident: " + title);
      assertThat(desk.knownFacts()).contains("Nobody in the office", "Reported by reporter");
      desk.choose("kind", 2);
      desk.select("duplicateOf", "Another incident");
      desk.fill("otherIncident", "INC-2026-999999");
      desk.fill("reason", "Reported by a colleague already.");
      desk.completeInVain("Duplicate of must be the number of another incident");
      desk.picture("refused");
      desk.choose("kind", 0);
      desk.select("category", "IT");
      desk.picture("triage");
      desk.complete();
      desk.claim("Assess impact and urgency: " + title);
      desk.choose("serviceState", 1);
      desk.fill("usersAffectedPct", "5");
      desk.choose("workaround", 0);
      desk.select("dataClass", "None");
      desk.choose("spreading", 1);
      desk.fill("minutesToBusinessImpact", "30");
      desk.picture("assess");
      desk.complete();
      desk.claim("Confirm assessment: " + title);
      desk.choose("decision", 0);
      desk.picture("confirm");
      desk.complete();
    }
    assertThat(onlyIncidentIn(IncidentState.ASSESSED).priority()).isEqualTo(Priority.P2);

    try (Tasklist responder = Tasklist.signIn(browser, port, "responder")) {
      responder.claim("Investigate: " + title);
      responder.fill("findings", "The disk of mail-1 is full of old logs.");
      responder.fill("hypothesis", "Log rotation failed after the last update.");
      responder.picture("resolve");
      responder.complete();
      responder.claim("Contain: " + title);
      assertThat(responder.knownFacts()).contains("Found: The disk of mail-1");
      responder.fill("action", "Stopped the log writer.");
      responder.fill("target", "mail-1");
      responder.fillDateTime("startedAt", date, time);
      responder.choose("temporary", 1);
      responder.choose("outcome", 0);
      responder.complete();
      responder.claim("Eradicate and recover: " + title);
      responder.fill("steps", "Removed the old logs and repaired the rotation.");
      responder.fillDateTime("recoveredAt", date, time);
      responder.fill("verification", "Sent and received a mail.");
      responder.tick("rtoMet");
      responder.choose("outcome", 0);
      responder.complete();
    }
    onlyIncidentIn(IncidentState.RESOLVED);

    try (Tasklist reporter = Tasklist.signIn(browser, port, "reporter")) {
      reporter.claim("Verify resolution: " + title);
      reporter.choose("verified", 0);
      reporter.picture("verify");
      reporter.complete();
    }
    onlyIncidentIn(IncidentState.REVIEW);

    try (Tasklist manager = Tasklist.signIn(browser, port, "incident-manager")) {
      manager.claim("Write review: " + title);
      manager.fill("summary", "A full disk stopped the mail server for twenty minutes.");
      manager.fill("whatHappened", "Log rotation failed after an update; the disk filled up.");
      manager.fill("reviewImpact", "Nobody could send mail from nine to twenty past nine.");
      manager.fill("contributingFactors", "No alert on the disk; no test of the update.");
      manager.select("rootCauseCode", "Capacity");
      manager.choose("processFollowed", 0);
      manager.tick("timelineConfirmed");
      manager.picture("review");
      manager.complete();
      manager.claim("Hold review meeting: " + title);
      manager.tag("attendees", "(responder)");
      manager.addRow();
      manager.fillInRow("actions_what", "Alert when a disk is 80 % full");
      manager.select("actions_owner", "(responder)");
      manager.select("actions_priority", "High");
      manager.select("actions_type", "etect");
      manager.choose("processChangeNeeded", 1);
      manager.choose("outcome", 0);
      manager.picture("meeting");
      manager.complete();
    }

    try (Tasklist exec = Tasklist.signIn(browser, port, "exec")) {
      exec.claim("Approve review: " + title);
      exec.choose("decision", 0);
      exec.complete();
    }
    onlyIncidentIn(IncidentState.IMPROVING);

    try (Tasklist responder = Tasklist.signIn(browser, port, "responder")) {
      responder.openMine("Carry out action: " + title);
      responder.choose("outcome", 0);
      responder.fillDateTime("doneAt", date, time);
      responder.select("verifiedBy", "(responder-2)");
      responder.picture("action");
      responder.complete();
    }

    try (Tasklist manager = Tasklist.signIn(browser, port, "incident-manager")) {
      manager.claim("Close incident: " + title);
      manager.choose("outcome", 0);
      manager.fill("cost", "250");
      manager.select("finalCategory", "IT");
      manager.picture("close");
      manager.complete();
    }
    onlyIncidentIn(IncidentState.CLOSED);
    assertThat(management.createJobQuery().noRetriesLeft().count()).as("stuck jobs").isZero();
    assertThat(runtime.createIncidentQuery().count()).as("stuck jobs in Cockpit").isZero();
  }

  /** Waits until the one incident of this database has come to the state. */
  private Incident onlyIncidentIn(IncidentState state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(incidents.findAll()).extracting(Incident::state).containsExactly(state));
    return incidents.findAll().get(0);
  }
}
