package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.MINOR;

import com.microsoft.playwright.Browser;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.MajorIncident;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A major incident in the hands of those who decide, command and lead, in the real Tasklist. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class MajorIncidentInTasklistTest {

  @LocalServerPort private int port;
  @Autowired private Journey journey;
  @Autowired private Jobs jobs;
  @Autowired private Incidents incidents;

  @Test
  void candidateIsPromotedCommandedAndHandedOver(Browser browser) {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROPOSE");
    String title = number + " - Mail is down";

    try (Tasklist major = Tasklist.signIn(browser, port, "major-incident-manager")) {
      major.claim("Decide major incident: " + title);
      assertThat(major.knownFacts()).contains("Major incident: proposed, to be decided");
      major.fill("reason", "The whole site is hindered.");
      major.choose("decision", 0);
      major.picture("major-decide");
      major.complete();
    }
    jobs.run(number, "ServiceTask_RecordMajorDecision");
    assertThat(incidents.get(number).major()).isEqualTo(MajorIncident.ACCEPTED);

    try (Tasklist manager = Tasklist.signIn(browser, port, "incident-manager")) {
      manager.claim("Form response team: " + title);
      manager.fill("bridge", "the blue room");
      manager.addRow();
      manager.fillInRow("subTeams_name", "Network");
      manager.select("subTeams_lead", "(legal)");
      manager.fillInRow("subTeams_mission", "Find the broken line.");
      manager.select("commander", "(security-lead)");
      manager.completeInVain("Bridge must be an address that begins with https://");
      manager.fill("bridge", "https://meet.example.org/major");
      manager.picture("major-team");
      manager.complete();
    }
    jobs.run(number, "ServiceTask_RecordResponseTeam");

    try (Tasklist commander = Tasklist.signIn(browser, port, "security-lead")) {
      commander.openMine("Command incident: " + title);
      assertThat(commander.knownFacts())
          .contains(
              "Commander: security-lead",
              "Bridge: https://meet.example.org/major",
              "Sub-team Network: Find the broken line. (legal, working)");
      commander.choose("next", 3);
      commander.fill("reason", "It works again.");
      commander.completeInVain("The command stands down when the incident is resolved");
      commander.choose("next", 0);
      commander.select("newCommander", "(dpo)");
      commander.fill("reason", "It is about data.");
      commander.picture("major-command");
      commander.complete();
    }
    jobs.run(number, "ServiceTask_RecordCommand");

    try (Tasklist lead = Tasklist.signIn(browser, port, "legal")) {
      lead.openMine("Lead sub-team Network: " + title);
      lead.fill("progress", "The line is found.");
      lead.choose("outcome", 1);
      lead.complete();
    }
    Incident incident = incidents.get(number);
    assertThat(incident.commander()).isEqualTo("dpo");
    assertThat(incident.bridge()).isEqualTo("https://meet.example.org/major");
  }
}
