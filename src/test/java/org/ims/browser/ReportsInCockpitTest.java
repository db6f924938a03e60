package org.ims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ims.security.DemoUsers;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An auditor looks at the figures of a period; an executive, who has no Cockpit, by the API. */
@Tag("browser")
@ImsHttpTest
@ExtendWith(Chromium.class)
class ReportsInCockpitTest {

  private static final double PATIENCE = Duration.ofSeconds(90).toMillis();

  @LocalServerPort private int port;
  @Autowired private Journey journey;

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
  void auditorReadsTheFiguresOfAPeriod() throws Exception {
    journey.toVerification(Journey.Kind.MINOR);
    logIn("auditor");
    page.getByText("Reports", new Page.GetByTextOptions().setExact(true)).first().click();
    page.waitForSelector(".ims-reports[data-complete]");
    page.getByText("This month", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL("**/ims/reports?from=*&to=*");
    page.waitForSelector(".ims-reports[data-complete]");

    assertThat(page.locator(".ims-figure-by-priority td").first()).hasText("P5");
    assertThat(page.locator(".ims-reports canvas").count()).isGreaterThan(5);
    assertThat(page.locator(".ims-failure")).hasCount(0);
    picture("reports-1280", 1280, 6200);
    picture("reports-390", 390, 9000);
    Download file =
        page.waitForDownload(() -> page.locator(".ims-figure-by-priority button").first().click());
    assertThat(file.suggestedFilename()).startsWith("by-priority_");
    assertThat(Files.readString(file.path())).contains("priority,incidents,share_percent", "P5,");
    assertThat(troubles).isEmpty();
  }

  @Test
  void executiveReadsThemByTheApi() {
    Api.Answer answer = Api.as("exec", port).get("/api/reports/key-figures");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("rows")).hasSize(14);
  }

  private void picture(String name, int width, int height) {
    page.setViewportSize(width, height);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
  }

  private void logIn(String user) {
    page.navigate("http://localhost:" + port + "/camunda/app/cockpit/default/");
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("input[type=text]").first().fill(user);
    page.locator("input[type=password]").fill(DemoUsers.PASSWORD);
    page.waitForResponse("**/login/cockpit", () -> page.locator("button[type=submit]").click());
  }
}
