package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;

import com.microsoft.playwright.Browser;
import java.util.List;
import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.ims.testing.PlaybookPlayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A step and a question of a playbook as people meet them. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class PlaybookInTasklistTest {

  private static final String PLAYBOOK = "PhishingPlaybook";

  @LocalServerPort int port;
  @Autowired Desk desk;
  @Autowired Journey journey;
  @Autowired PlaybookPlayer player;
  @Autowired Playbooks playbooks;

  @Test
  void personWorksAStepByItsInstructionAndAnswersAQuestion(Browser browser) {
    String number = journey.toInvestigation(MINOR);
    playbooks.start(number, PLAYBOOK, "A colleague asked about a mail.", "service-desk");
    player.begin(number);

    try (Tasklist lead = Tasklist.signIn(browser, port, "security-lead")) {
      lead.claim("Secure the message: " + number + " - Mail is down");
      assertThat(lead.knownFacts()).contains("Playbook Phishing: Runs. A colleague asked");
      assertThat(lead.shown("instruction")).startsWith("Keep the original with its full headers");
      lead.choose("stepOutcome", 0);
      lead.fill("stepResult", "Kept as a file; it imitates the bank and asks for a password.");
      lead.picture("playbook-step");
      lead.complete();
    }
    for (String step :
        List.of("UserTask_BlockSender", "UserTask_RemoveCopies", "UserTask_WarnColleagues")) {
      desk.submit("responder", number, step, fields("stepOutcome", "done", "stepResult", "Done."));
    }
    player.runSavePoints(number, PLAYBOOK);
    try (Tasklist lead = Tasklist.signIn(browser, port, "security-lead")) {
      lead.claim("Find who fell for it: " + number);
      assertThat(lead.knownFacts()).contains("Secure the message: Kept as a file");
      lead.choose("stepAnswer", 1);
      lead.fill("stepNote", "Nobody in the logs of the proxy.");
      lead.picture("playbook-question");
      lead.complete();
    }

    assertThat(playbooks.of(number)).hasSize(1).noneMatch(PlaybookRun::isRunning);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");
  }
}
