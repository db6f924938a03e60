package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.charset.StandardCharsets;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a person sees of an incident beside the form, and adds to it. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class IncidentInTasklistTest {

  private static final byte[] LOG =
      "2026-03-01 10:00 queue full\n".getBytes(StandardCharsets.UTF_8);

  @LocalServerPort int port;
  @Autowired Desk desk;
  @Autowired Journey journey;

  @Test
  void responderAddsAFileAndAnEntryAndCorrectsIt(Browser browser) {
    String number = journey.toInvestigation(Journey.Kind.SEVERE);
    desk.claim("responder", number, "UserTask_Investigate");
    journey.sendNotices(number);

    try (Tasklist responder = Tasklist.signIn(browser, port, "incident-manager")) {
      responder.open("All open");
      assertThat(responder.story(number))
          .contains("P1", "responding", "PriorityDecision v", "Impact 1:", "Resolve", " left")
          .contains("Reporter", "Responder", "No files yet.", "taken by the server");

      responder.addFile("queue.log", "text/plain", LOG, "The queue, <b>as it was</b>");
      assertThat(responder.story(number))
          .contains("text/x-log, 28 bytes", "The queue, <b>as it was</b>", "File queue.log");
      assertThat(responder.download("queue.log")).isEqualTo(LOG);
      assertThat(responder.custody("queue.log")).contains("put", "taken", "incident-manager");
      responder.holdLegally("Claim of a customer");
      assertThat(responder.story(number)).contains("legal hold", "Claim of a customer");
      assertThat(responder.offersRemoval()).isFalse();
      responder.releaseLegalHold("The claim was settled");

      responder.addEntry("The supplier says that the disk is full.");
      responder.correctEntry("the disk is full", "It was the queue that was full.");
      assertThat(responder.filterStory("People\u2019s work", "It was the queue"))
          .contains("Correction of entry", "The supplier says that the disk is full.")
          .contains("Took a copy of the file queue.log")
          .doesNotContain("PriorityDecision");
      assertThat(responder.filterStory("Decisions", "PriorityDecision"))
          .doesNotContain("It was the queue");
      responder.filterStory("Everything", "It was the queue");
      responder.lookAtIncident("incident-tab");
      responder.removeFile("queue.log", "Names a patient");
      assertThat(responder.story(number)).contains("Names a patient");
      responder.picture("story");
      responder.resize(1024, 900);
      responder.lookAtIncident("incident-tab-narrow");
    }
  }

  @Test
  void reporterSeesWhereTheIncidentStandsAndItsFiles(Browser browser) {
    String number = journey.toVerification(Journey.Kind.MINOR);

    try (Tasklist reporter = Tasklist.signIn(browser, port, "reporter")) {
      assertThat(reporter.standing(number))
          .contains(number, "resolved", "Add files", "No files yet.")
          .doesNotContain("Timeline", "Responder");
      reporter.lookAtIncident("incident-tab-of-reporter");
    }
  }

  @Test
  void fileThatIsTooLargeIsRefusedInWords(Browser browser) {
    String number = journey.toInvestigation(Journey.Kind.MINOR);

    try (Tasklist manager = Tasklist.signIn(browser, port, "incident-manager")) {
      manager.open("All open");
      manager.story(number);
      assertThat(manager.addFileInVain("dump.bin", new byte[27 * 1024 * 1024]))
          .isEqualTo("dump.bin has 27.0 MB; a file may have 25.0 MB.");
      assertThat(manager.story(number)).doesNotContain("File dump.bin");
    }
  }
}
