package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Single sign-on by a real Keycloak: people in Tasklist and the pages, a machine at the API. */
@Tag("keycloak")
@ExtendWith(Chromium.class)
@ImsHttpTest
class KeycloakTest {

  private static final int PORT = Keycloak.freePort();
  private static final String IMS = "http://127.0.0.1:" + PORT;
  private static final String TASKLIST = IMS + "/camunda/app/tasklist/default/";
  private static final String PASSWORD = "Keycloak-1ncident";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Keycloak keycloak;

  @Autowired private Jobs jobs;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry settings) {
    keycloak = new Keycloak(IMS);
    settings.add("server.port", () -> PORT);
    settings.add("ims.security.oidc.issuer", keycloak::issuer);
    settings.add("ims.security.oidc.client-id", () -> "ims");
    settings.add("ims.security.oidc.client-secret", () -> "pages-secret");
    settings.add("ims.security.oidc.audience", () -> "ims-api");
    settings.add(
        "ims.security.oidc.groups", () -> "desk=service-desk,desk=reporter,monitoring=reporter");
  }

  @AfterAll
  static void end() {
    keycloak.stop();
  }

  @Test
  void whoeverSignsInHasTheTasksOfTheirGroupsUntilTheySignOut(Browser browser) throws Exception {
    String number = reportByMachine();
    jobs.run(number, "ServiceTask_RecordReport");
    try (BrowserContext context = browser.newContext()) {
      Page page = signIn(context, "dora");
      page.waitForURL(Pattern.compile(Pattern.quote(TASKLIST) + ".*"));
      page.getByText("Dora Keycloak").first().waitFor();
      assertThat(tasks(page)).contains(number);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/keycloak-tasklist.png")));

      page.locator(".navbar .account a.dropdown-toggle, .account [uib-dropdown-toggle]")
          .first()
          .click();
      page.locator(".account .logout a, .account a:has-text('Sign out')").first().click();
      page.waitForURL(IMS + "/login?out**");
      assertThat(status(page)).isEqualTo(401);

      // The session at Keycloak is over too: it asks for the password again.
      page.navigate(TASKLIST);
      page.locator("#username").waitFor();
      assertThat(page.url()).startsWith(keycloak.issuer());
    }
  }

  @Test
  void whoeverLeavesAtTheProviderHasLeftHere(Browser browser) {
    try (BrowserContext context = browser.newContext()) {
      Page page = signIn(context, "dora");
      page.waitForURL(Pattern.compile(Pattern.quote(TASKLIST) + ".*"));
      assertThat(status(page)).isEqualTo(200);

      Page provider = context.newPage();
      provider.navigate(keycloak.issuer() + "/protocol/openid-connect/logout");
      provider.locator("#kc-logout").click();
      provider.getByText("You are logged out").first().waitFor();
      assertThat(status(page)).isEqualTo(401);
    }
  }

  @Test
  void whoeverHasNoGroupOfOursIsToldSo(Browser browser) {
    try (BrowserContext context = browser.newContext()) {
      Page page = signIn(context, "carl");
      page.getByText("none of your groups has a role here").waitFor();
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/keycloak-refused.png")));
      assertThat(status(page)).isEqualTo(401);
    }
  }

  @Test
  void theLoginPageOffersBothWays(Browser browser) {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(IMS + "/login");
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/keycloak-login.png")));
      page.getByText("Single sign-on").click();
      fill(page, "dora");
      page.waitForURL(IMS + "/report");
    }
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(IMS + "/api/incidents"))
            .header("Authorization", "Bearer " + keycloak.machineToken("elsewhere"))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  private static String reportByMachine() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(IMS + "/api/incidents"))
            .header("Authorization", "Bearer " + keycloak.machineToken("ims-monitoring"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"title": "Mail is down", "description": "Nobody can send mail",
                     "service": "mail", "noticedAt": "2026-03-02T08:00:00Z",
                     "suspectedSecurity": false, "personalDataInvolved": "no",
                     "peopleAtRisk": false}
                    """))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body().replaceFirst("(?s).*\"number\" ?: ?\"([^\"]+)\".*", "$1");
  }

  private static Page signIn(BrowserContext context, String user) {
    Page page = context.newPage();
    Response answer = page.navigate(TASKLIST);
    assertThat(answer.url()).startsWith(keycloak.issuer());
    fill(page, user);
    return page;
  }

  private static void fill(Page page, String user) {
    page.locator("#username").fill(user);
    page.locator("#password").fill(PASSWORD);
    page.locator("#kc-login").click();
  }

  private static int status(Page page) {
    return (Integer)
        page.evaluate(
            "async () => (await fetch('%s/camunda/api/engine/engine/default/task?maxResults=1')).status"
                .formatted(IMS));
  }

  /** What Tasklist is given of the tasks of one's groups. */
  private static String tasks(Page page) {
    return (String)
        page.evaluate(
            """
            async () => (await fetch(
              '%s/camunda/api/engine/engine/default/task?candidateGroup=service-desk&maxResults=100')).text()
            """
                .formatted(IMS));
  }
}
