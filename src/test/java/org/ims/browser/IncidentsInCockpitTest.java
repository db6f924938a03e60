package org.ims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ims.docs.Models;
import org.ims.documentation.journal.verification.VerifyCommand;
import org.ims.security.DemoUsers;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.Journey.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An auditor looks for incidents in the real Cockpit. */
@Tag("browser")
@ImsHttpTest
@ExtendWith(Chromium.class)
class IncidentsInCockpitTest {

  private static final double PATIENCE = Duration.ofSeconds(60).toMillis();

  /** More than a page holds. */
  private static final int MANY = 53;

  @LocalServerPort private int port;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;

  private final List<String> troubles = new ArrayList<>();
  private BrowserContext context;
  private Page page;
  private String word;

  @BeforeEach
  void open(Browser browser) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    word = "w" + UUID.randomUUID().toString().replace("-", "");
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(troubles::add);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void auditorSearchesSortsSendsALinkTakesAFileAndOpensAnIncident() throws IOException {
    String first = report("=Alpha " + word, "mail");
    String second = report("Beta <b>bold</b> " + word, "workplace");
    signIn("auditor");
    page.locator("[cam-widget-header]").getByText("Incidents").first().click();
    assertThat(page.locator(".ims-page h1")).hasText("Incidents");
    assertThat(page).hasTitle(Pattern.compile("Incidents"));

    field("Text or number").fill(word);
    page.keyboard().press("Enter");
    assertThat(numbers()).hasText(new String[] {second, first});
    assertThat(page.locator(".ims-told")).hasText("Incidents 1 to 2 of 2");
    assertThat(field("Text or number")).isFocused();
    look("cockpit-incidents");

    sort("Number");
    assertThat(numbers()).hasText(new String[] {first, second});
    assertThat(page.locator("th[aria-sort=ascending]")).hasText("Number");
    assertThat(page.locator("#ims-sort-number")).isFocused();
    page.keyboard().press("Enter");
    assertThat(numbers()).hasText(new String[] {second, first});

    field("Service").selectOption("mail");
    page.locator("summary[aria-label='State: any']").press("Enter");
    field("Triage").check();
    field("Person (login)").fill("exec");
    field("Process version").fill("1");
    field("Reported from").fill("2020-01-01");
    page.getByRole(AriaRole.BUTTON, named("Search")).click();
    assertThat(numbers()).hasText(new String[] {first});

    String link = page.url();
    assertThat(link)
        .contains("state=TRIAGE", "service=mail", "person=exec", "processVersion=1", "sort=number")
        .contains("openedFrom=2020-01-01T00:00:00.000Z");
    try (Page other = context.newPage()) {
      other.navigate(link);
      assertThat(other.locator(".ims-cell-number")).hasText(new String[] {first});
      assertThat(other.locator("[name=openedFrom]")).hasValue("2020-01-01");
      assertThat(other.locator("[name=service]")).hasValue("mail");
      assertThat(other.locator("summary[aria-label='State: Triage']")).isVisible();
    }

    Download file =
        page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, named("Export as CSV")).click());
    assertThat(file.suggestedFilename()).isEqualTo("incidents.csv");
    assertThat(Files.readString(file.path()))
        .contains(first + ",'=Alpha " + word + ",TRIAGE,")
        .doesNotContain(second);

    page.locator(".ims-columns summary").click();
    page.locator("#ims-column-reporter").check();
    assertThat(page.locator("td.ims-cell-reporter")).hasText("exec");
    assertThat(page.locator("#ims-column-reporter")).isFocused();
    assertThat(page).hasURL(Pattern.compile("columns=[^&]*reporter"));
    page.locator("#ims-column-title").uncheck();
    assertThat(page.locator("td.ims-cell-title")).hasCount(0);
    look("cockpit-incidents-columns");

    numbers().getByText(first).click();
    assertThat(page.locator(".ims-page h1")).hasText(first + " - =Alpha " + word);
    assertThat(page.locator(".ims-record").first()).containsText("exec");
    assertThat(page.locator(".ims-table tbody tr").first()).containsText("Lifecycle");
    assertThat(page.locator(".ims-table tbody a").first())
        .hasAttribute("href", Pattern.compile("#/process-instance/[^/]+/history"));
    assertThat(page.locator(".ims-timeline li").first()).containsText("State: reported");
    look("cockpit-incident");
    page.goBack();
    assertThat(numbers()).hasText(new String[] {first});
    assertThat(troubles).isEmpty();
  }

  @Test
  void answerToAnEarlierQuestionLeavesTheFocusAlone() {
    String number = report("Gamma " + word, "mail");
    signIn("auditor");
    List<Route> questions = new ArrayList<>();
    page.route("**/api/incidents?*", questions::add);
    visit("");
    field("Text or number").fill(word);
    page.waitForCondition(() -> questions.size() == 1);
    page.keyboard().press("Enter");
    page.waitForCondition(() -> questions.size() == 2);

    page.waitForResponse(
        answer -> answer.request() == questions.get(0).request(), () -> questions.get(0).resume());
    questions.get(1).resume();

    assertThat(numbers()).hasText(new String[] {number});
    assertThat(field("Text or number")).isFocused();
    assertThat(troubles).isEmpty();
  }

  /** The picture of the README, with incidents as far as people have come with them. */
  @Test
  void incidentsOfEveryStateStandSideBySide() throws IOException {
    word = "C" + (10_000_000 + new Random().nextInt(89_999_999));
    journey.toTriage(reported("Cannot print on the second floor", Kind.MINOR));
    String closed = journey.toTriage(reported("Telephones in the warehouse are dead", Kind.MINOR));
    work(closed, Kind.MINOR);
    journey.verify("reporter", closed, fields("verified", "yes"));
    journey.sendNotices(closed);
    journey.close(closed);
    work(journey.toTriage(reported("Nobody receives mail", Kind.SEVERE)), Kind.SEVERE);
    String open = journey.toTriage(reported("Mail to customers is late", Kind.SEVERE));
    assess(open, Kind.SEVERE);
    signIn("auditor");

    visit("?text=" + word);

    assertThat(page.locator(".ims-cell-state"))
        .hasText(new String[] {"Assessed", "Resolved", "Closed", "Triage"});
    sort("Priority");
    assertThat(page.locator(".ims-cell-priority")).hasText(new String[] {"P1", "P1", "P5", ""});
    look("cockpit-incidents-states");
    if (Models.updatesDocs()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Models.IMAGES.resolve("incidents.png"))
              .setClip(0, 0, 1280, 480));
    }
    numbers().getByText(closed).click();
    assertThat(page.locator(".ims-timeline li").last()).isVisible();
    assertThat(page.locator(".ims-table tbody tr").nth(1)).containsText("Called");
    look("cockpit-incident-closed");
  }

  private Map<String, Object> reported(String title, Kind kind) {
    return with(
        journey.report(kind), "title", title, "description", "Seen by several people, " + word);
  }

  private void assess(String number, Kind kind) {
    journey.triage(number, journey.triage(kind));
    journey.assess(number, journey.assessment(kind));
  }

  private void work(String number, Kind kind) {
    assess(number, kind);
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
  }

  @Test
  void textOfAnIncidentStaysText() {
    String number = report("<img src=x onerror=document.title='hacked'> " + word, "mail");
    signIn("auditor");
    visit("?text=" + word);
    assertThat(page.locator(".ims-cell-title")).containsText("<img src=x");
    numbers().getByText(number).click();
    assertThat(page.locator(".ims-page h1")).containsText("<img src=x");
    assertThat(page.locator(".ims-page img")).hasCount(0);
    assertThat(page).not().hasTitle("hacked");
  }

  @Test
  void pagesFollowEachOther() {
    for (int i = 0; i < MANY; i++) {
      post("Number %02d %s".formatted(i, word), "mail");
    }
    signIn("auditor");
    visit("?sort=number&text=" + word);
    assertThat(page.locator(".ims-told")).hasText("Incidents 1 to 50 of " + MANY);
    assertThat(page.locator("#ims-previous")).hasAttribute("aria-disabled", "true");
    page.locator("#ims-next").click();
    assertThat(page.locator(".ims-told")).hasText("Incidents 51 to 53 of " + MANY);
    assertThat(page).hasURL(Pattern.compile("page=1"));
    assertThat(page.locator("#ims-next")).hasAttribute("aria-disabled", "true");
    page.locator("#ims-previous").click();
    assertThat(page.locator(".ims-told")).hasText("Incidents 1 to 50 of " + MANY);
    assertThat(troubles).isEmpty();
  }

  @Test
  void whatTheAddressAsksWronglyIsSaid() {
    signIn("auditor");
    visit("?sort=secret");
    assertThat(page.locator("[role=alert]")).containsText("sort must be one of number");
    visit("?text=" + word);
    assertThat(page.locator(".ims-told")).hasText("No incident was found.");
    page.navigate(cockpit() + "#/ims/incident/INC-2026-999999");
    assertThat(page.locator("[role=alert]")).isVisible();
    assertThat(troubles).isEmpty();
  }

  @Test
  void auditorTakesTheDossierAwayAndSeesThatTheJournalIsIntact() throws IOException {
    String number = report("Dossier " + word, "mail");
    signIn("auditor");
    page.navigate(cockpit() + "#/ims/incident/" + number);
    Locator dossier = page.locator("section[aria-labelledby=ims-section-dossier]");
    assertThat(dossier).containsText("Intact");

    Download document = page.waitForDownload(() -> dossier.getByText("Dossier (PDF)").click());
    Download file = page.waitForDownload(() -> dossier.getByText("Dossier (ZIP)").click());

    assertThat(document.suggestedFilename()).isEqualTo(number + "-dossier.pdf");
    assertThat(
            VerifyCommand.run(
                new String[] {"--verify=" + file.path()},
                new PrintStream(OutputStream.nullOutputStream())))
        .contains(VerifyCommand.INTACT);
    page.reload();
    assertThat(dossier).containsText("Key that signed it");
    look("dossier-in-cockpit");
    assertThat(troubles).isEmpty();
  }

  /** What would be refused is not offered. */
  @Test
  void processOwnerIsOfferedNoDossier() {
    String number = report("No dossier " + word, "mail");
    signIn("process-owner");
    page.navigate(cockpit() + "#/ims/incident/" + number);
    assertThat(page.locator(".ims-timeline li").first()).isVisible();
    assertThat(page.locator("section[aria-labelledby=ims-section-dossier]")).hasCount(0);
  }

  @Test
  void auditorFindsNothingThatChangesAnything() {
    String number = report("Read only " + word, "mail");
    signIn("auditor");
    visit("?text=" + word);
    assertThat(numbers()).hasText(new String[] {number});
    assertThat(page.locator(".ims-page button:not(.ims-sort)"))
        .hasText(new String[] {"Search", "Export as CSV"});
    page.navigate(cockpit() + "#/ims/incident/" + number);
    assertThat(page.locator(".ims-timeline li").first()).isVisible();
    assertThat(page.locator(".ims-page :is(form, input, textarea)")).hasCount(0);
  }

  @Test
  void noPartOfThePluginThrowsWhateverItIsGiven() {
    signIn("auditor");
    Object thrown =
        page.evaluate(
            """
            async () => {
              const plugins =
                (await import('/camunda/api/cockpit/plugin/ims-cockpit/static/app/plugin.js')).default;
              const thrown = plugins.length === 0 ? ['no plugin'] : [];
              for (const plugin of plugins) {
                for (const odd of [undefined, null, {}]) {
                  try {
                    plugin.render(document.createElement('div'), odd, odd);
                    plugin.render(null, {api: {}}, odd);
                  } catch (error) {
                    thrown.push(plugin.id + ': ' + error);
                  }
                }
              }
              return thrown.join('; ');
            }
            """);
    assertThat(thrown).isEqualTo("");
  }

  /** A field of the form by its label. */
  private Locator field(String label) {
    return page.locator(".ims-search").getByLabel(label);
  }

  private Locator numbers() {
    return page.locator(".ims-cell-number");
  }

  private void sort(String column) {
    page.locator("th")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(column))
        .click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** A picture for people, and what a program can check of our part of Cockpit. */
  private void look(String name) {
    assertThat(page.locator(".ims-page[aria-busy]")).hasCount(0);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
    assertThat(
            new AxeBuilder(page)
                .include(List.of(".ims-page"))
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations())
        .as("what axe finds on %s", name)
        .isEmpty();
  }

  private String cockpit() {
    return "http://localhost:" + port + "/camunda/app/cockpit/default/";
  }

  private void visit(String query) {
    page.navigate(cockpit() + "#/ims/incidents" + query);
  }

  private void signIn(String login) {
    page.navigate(cockpit());
    // An answer from before the login that comes late sends the person back to it.
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("input[type=text]").first().fill(login);
    page.locator("input[type=password]").fill(DemoUsers.PASSWORD);
    Response answer =
        page.waitForResponse("**/login/cockpit", () -> page.locator("button[type=submit]").click());
    assertThat(answer.status()).as("login of %s", login).isEqualTo(200);
    assertThat(page.locator(".form-signin")).hasCount(0);
  }

  private String report(String title, String service) {
    String number = post(title, service);
    jobs.run(number, "ServiceTask_RecordReport");
    return number;
  }

  private String post(String title, String service) {
    Api.Answer answer =
        Api.as("exec", port)
            .post(
                "/api/incidents",
                """
                {"title": "%s", "description": "Nobody can work since nine.", "service": "%s",
                 "noticedAt": "2026-03-02T09:00:00Z", "suspectedSecurity": false,
                 "personalDataInvolved": "unknown", "peopleAtRisk": false}
                """
                    .formatted(title, service));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("number").asText();
  }
}
