package org.ims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.ims.docs.Models;
import org.ims.security.DemoUsers;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody finds what is stuck in the real Cockpit, reads what to do, and has it tried again. */
@Tag("browser")
@ImsHttpTest
@ExtendWith(Chromium.class)
class StuckJobsInCockpitTest {

  private static final double PATIENCE = Duration.ofSeconds(90).toMillis();
  private static final String STEP = "ServiceTask_RecordReport";
  private static final String SAID = "ENGINE-02 no process definition deployed with key '%s'";

  @LocalServerPort private int port;
  @Autowired private ManagementService management;
  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private JdbcClient jdbc;

  private final List<String> troubles = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void open(Browser browser) {
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1280, 900).setTimezoneId("UTC"));
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(troubles::add);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void processOwnerTriesAgainWhatAnAuditorOnlySees() {
    String gone = "Gone" + System.nanoTime();
    String one = stuck(SAID.formatted(gone), "One <b>bold</b> title");
    String other = stuck(SAID.formatted(gone), "Another title");

    signIn("auditor");
    Locator group = openPage(gone);
    assertThat(group).containsText("process missing: ENGINE-02 no process definition deployed");
    assertThat(group).containsText("A process that is called is not deployed.");
    assertThat(group.locator("li")).hasCount(2);
    assertThat(group).containsText(one);
    assertThat(page.locator(".ims-stuck button")).hasCount(0);
    look("stuck-jobs-auditor");
    context.clearCookies();

    signIn("process-owner");
    group = openPage(gone);
    look("stuck-jobs-process-owner");
    if (Models.updatesDocs()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Models.IMAGES.resolve("stuck-jobs.png"))
              .setClip(0, 0, 1280, 460));
    }
    page.setViewportSize(390, 844);
    look("stuck-jobs-phone");
    assertThat(
            (Boolean)
                page.locator(".ims-page").evaluate("page => page.scrollWidth <= page.clientWidth"))
        .isTrue();
    page.setViewportSize(1280, 900);
    Locator button =
        group.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try 2 jobs again"));
    button.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".ims-told")).containsText("Trying 2 jobs again.");
    assertThat(page.locator(".ims-reload")).isFocused();
    assertThat(page.locator(".ims-stuck").filter(new Locator.FilterOptions().setHasText(gone)))
        .hasCount(0);
    look("stuck-jobs-tried");
    for (String number : List.of(one, other)) {
      assertThat(jobs.the(number, STEP).getRetries()).isEqualTo(1);
    }
    assertThat(troubles).isEmpty();
  }

  private Locator openPage(String word) {
    page.getByText("Stuck jobs", new Page.GetByTextOptions().setExact(true)).first().click();
    assertThat(page.locator(".ims-page h1")).hasText("Stuck jobs");
    assertThat(page.locator(".ims-page[aria-busy]")).hasCount(0);
    return page.locator(".ims-stuck").filter(new Locator.FilterOptions().setHasText(word));
  }

  /** A job of a new incident, as if its last try had failed with these words. */
  private String stuck(String said, String title) {
    String number =
        desk.report("reporter", Desk.with(journey.report(Journey.Kind.MINOR), "title", title));
    String job = jobs.the(number, STEP).getId();
    jdbc.sql("update act_ru_job set exception_msg_ = :said where id_ = :job")
        .param("said", said)
        .param("job", job)
        .update();
    management.setJobRetries(job, 0);
    return number;
  }

  private void look(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
    Looks.check(page, ".ims-page", name);
  }

  private void signIn(String user) {
    page.navigate("http://localhost:" + port + "/camunda/app/cockpit/default/");
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("input[type=text]").first().fill(user);
    page.locator("input[type=password]").fill(DemoUsers.PASSWORD);
    page.waitForResponse("**/login/cockpit", () -> page.locator("button[type=submit]").click());
    assertThat(page.locator(".form-signin")).hasCount(0);
  }
}
