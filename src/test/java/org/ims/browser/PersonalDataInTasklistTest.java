package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the data protection officer meets a year after an incident has ended. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class PersonalDataInTasklistTest {

  private static final String TASK = "UserTask_ReviewPersonalData";

  @LocalServerPort int port;
  @Autowired Journey journey;
  @Autowired Desk desk;
  @Autowired Records records;
  @Autowired EngineClock clock;
  @Autowired ManagementService management;

  @Test
  void personDecidesWhetherPersonalDataIsStillNeeded(Browser browser) {
    String number = journey.toClosed();
    Instant due = Instant.now().plus(Duration.ofDays(367));
    clock.stopAt(due);
    // Others have left incidents too, and a night takes only so many.
    for (int night = 0; night < 20 && desk.tasks(number, TASK).isEmpty(); night++) {
      pass("StartEvent_NightBegun");
      while (pass("ServiceTask_PlanRetention")) {
        // One portion after the other.
      }
      pass("ServiceTask_OpenDueReviews");
    }

    try (Tasklist officer = Tasklist.signIn(browser, port, "dpo")) {
      officer.claim("Review personal data: " + number);
      assertThat(officer.knownFacts()).startsWith(number + ", closed since ");
      officer.choose("decision", 1);
      officer.fill("keepReason", "A claim is pending.");
      officer.fillDate(
          "keepPersonalUntil",
          LocalDate.ofInstant(due, ZoneOffset.UTC)
              .plusDays(90)
              .format(DateTimeFormatter.ofPattern("dd/MM/yyyy")));
      officer.picture("review-personal-data");
      officer.complete();
    }

    assertThat(desk.tasks(number, TASK)).isEmpty();
    assertThat(records.row("record_retention", number)).containsEntry("erased_at", null);
  }

  private boolean pass(String element) {
    Job job =
        management.createJobQuery().activityId(element).listPage(0, 1).stream()
            .findFirst()
            .orElse(null);
    if (job == null) {
      return false;
    }
    management.executeJob(job.getId());
    return true;
  }
}
