package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;

import com.microsoft.playwright.Browser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What happens to incidents beside the straight way, done by people in the real Tasklist. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class WorkingAnIncidentTest {

  @LocalServerPort private int port;
  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Incidents incidents;

  @Test
  void anIncidentIsHeldAndResumedSharedHandedOverAndWithdrawn(Browser browser) {
    String number = journey.toInvestigation(MINOR);
    String title = number + " - Mail is down";

    try (Tasklist responder = Tasklist.signIn(browser, port, "responder")) {
      responder.claim("Investigate: " + title);
      responder.change(number, "hold");
      responder.select("holdReason", "caller");
      responder.fill("changeNote", "Which of them is down?");
      responder.picture("change-hold");
      responder.submitStart();
      assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ON_HOLD);

      responder.openMine("Investigate: " + title);
      responder.fill("findings", "The line is cut.");
      responder.completeInVain("on hold");
      responder.picture("refused-on-hold");
      responder.open("My groups, unclaimed");
      responder.claim("Resume incident: " + title);
      responder.fill("resumeNote", "All of them, said the caller.");
      responder.picture("resume");
      responder.complete();
      jobs.runAll(number, "ServiceTask_RecordResumption");
      assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);

      responder.change(number, "task");
      responder.fill("changeNote", "Look after the line in the cellar.");
      responder.select("taskOwner", "(responder-2)");
      responder.fillDateTime("taskDue", tomorrow(), "10:00");
      responder.picture("change-add-task");
      responder.submitStart();
    }

    try (Tasklist colleague = Tasklist.signIn(browser, port, "responder-2")) {
      colleague.openMine(number);
      assertThat(colleague.shown("taskWhat")).contains("Look after the line");
      colleague.choose("outcome", 0);
      colleague.fill("result", "It is cut in two places.");
      colleague.picture("ad-hoc-task");
      colleague.complete();
      assertThat(desk.openTasks(number)).containsExactly("UserTask_Investigate");

      colleague.change(number, "Hand it over");
      colleague.select("toTeam", "dentity");
      colleague.fill("changeNote", "It is not the line, it is the login.");
      colleague.picture("change-hand-over");
      colleague.submitStart();
    }
    assertThat(incidents.get(number).team()).isEqualTo("responder-identity");

    try (Tasklist service = Tasklist.signIn(browser, port, "service-desk")) {
      service.change(number, "Withdraw");
      service.fill("changeNote", "It was the telephone of a neighbour.");
      service.picture("change-withdraw");
      service.submitStart();
    }
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CANCELLED);
    assertThat(desk.openTasks(number)).isEmpty();
  }

  @Test
  void nothingIsClosedWithAnOpenTaskAndTheFormSaysWhichOne(Browser browser) {
    String number = journey.toEndOfResponse(MINOR);
    journey.sendNotices(number);

    try (Tasklist manager = Tasklist.signIn(browser, port, "incident-manager")) {
      manager.change(number, "task");
      manager.fill("changeNote", "Order a spare line.");
      manager.select("taskOwner", "(responder)");
      manager.fillDateTime("taskDue", tomorrow(), "10:00");
      manager.submitStart();

      manager.claim("Close incident: " + number);
      manager.choose("outcome", 1);
      manager.complete();
      manager.claim("Close incident: " + number);
      manager.picture("closure-gate");
      manager.choose("outcome", 0);
      manager.select("finalCategory", "IT");
      manager.completeInVain("Not completed");
      manager.picture("refused-by-closure-gate");
      assertThat(incidents.get(number).state()).isNotEqualTo(IncidentState.CLOSED);

      desk.submit(
          "responder",
          number,
          "UserTask_DoAdHocTask",
          fields("outcome", "done", "result", "Ordered."));
      manager.complete();
    }
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.CLOSED);
  }

  private static String tomorrow() {
    return LocalDateTime.now(ZoneOffset.UTC)
        .plusDays(1)
        .format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
  }
}
