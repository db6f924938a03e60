package org.ims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.security.DemoUsers;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What every person meets before they do any work: the applications open, and look like IMS. */
@Tag("browser")
@ImsHttpTest
// No tasks of other tests before those on the first page of the list.
@TestPropertySource(properties = "ims.test.database=webapps")
@ExtendWith(Chromium.class)
class WebappsTest {

  /** How each application asks whether somebody is logged in; nobody is, at first. */
  private static final String WHO_AM_I = "/camunda/api/admin/auth/user/default";

  private static final double PATIENCE = Duration.ofSeconds(60).toMillis();

  @Autowired private TaskService tasks;
  @LocalServerPort private int port;

  private final List<String> troubles = new ArrayList<>();
  private final List<String> created = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void open(Browser browser) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1440, 900).setTimezoneId("UTC"));
    page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(troubles::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.location().contains(WHO_AM_I)) {
            troubles.add(message.text() + " at " + message.location());
          }
        });
    page.onResponse(
        response -> {
          if (response.status() >= 400 && !response.url().endsWith(WHO_AM_I)) {
            troubles.add(response.status() + " " + response.url());
          }
        });
  }

  @AfterEach
  void close() {
    context.close();
    created.forEach(task -> tasks.deleteTask(task, true));
  }

  @ParameterizedTest
  @CsvSource({
    "tasklist, IMS Tasklist, My groups, .task-filters",
    "cockpit, IMS Cockpit, Stuck jobs, .dashboard",
    "admin, IMS Admin, Users, .dashboard",
    "welcome, IMS Welcome, Applications, body",
  })
  void everyApplicationOpensWithoutTrouble(
      String application, String name, String text, String place) {
    logIn(application, "admin");

    assertThat(page.locator(place).getByText(text).first()).isVisible();
    assertThat(page).hasTitle(Pattern.compile("^" + name));
    assertThat(page.locator(".brand-name")).hasText(name);
    assertThat(page.locator(".ce-eol-banner")).isHidden();
    assertThat(page.locator("[cam-widget-header]")).hasCSS("background-color", "rgb(20, 50, 74)");
    assertThat(troubles).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "cockpit", "admin"})
  void everyApplicationWaitsForASlowServer(String application) {
    AtomicReference<Route> held = new AtomicReference<>();
    page.route("**/" + application + "Plugins/static/app/plugin.js*", held::set);
    page.clock().install();
    page.navigate("http://localhost:" + port + "/camunda/app/" + application + "/default/");
    page.waitForCondition(() -> held.get() != null);

    page.clock().fastForward(Duration.ofMinutes(1).toMillis());
    held.get().resume();

    assertThat(page.locator("input[type=password]")).isVisible();
    assertThat(troubles).isEmpty();
  }

  @Test
  void cockpitShowsAProcessWithoutTrouble() {
    logIn("cockpit", "admin");

    page.navigate(
        "http://localhost:" + port + "/camunda/app/cockpit/default/#/processes?searchQuery=%5B%5D");
    page.getByText("Incident lifecycle").first().click();

    assertThat(page.locator(".djs-container .djs-shape").first()).isVisible();
    assertThat(page.getByText("Stuck jobs").first()).isVisible();
    assertThat(page.getByText("Definition Version").first()).isVisible();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(troubles).isEmpty();
  }

  @Test
  void theButtonOpensTheReportFormAndLeavesTheOpenTaskBehindIt() {
    String task = task("Triage incident: INC-2026-900001 - Mail is down", 100, Duration.ofHours(1));
    logIn("tasklist", "service-desk");
    page.getByText("INC-2026-900001 - Mail is down").first().click();
    assertThat(page).hasURL(Pattern.compile("task=" + task));

    page.locator("a.ims-report").click();

    Locator form = page.locator(".modal-body .fjs-form");
    assertThat(form.getByText("Title").first()).isVisible();
    assertThat(page).hasURL(Pattern.compile("task=" + task + ".*processStart=IncidentLifecycle"));
    form.locator(".fjs-form-field-select input").first().click();
    assertThat(form.locator(".fjs-dropdownlist-item").first()).isVisible();
    page.locator(".modal-footer").getByText("Close").click();
    assertThat(page.locator(".modal-body")).isHidden();
    assertThat(page).hasURL(Pattern.compile("task=" + task));
    assertThat(troubles).isEmpty();
  }

  @Test
  void staffOpenTheFormOfAChangeByAButtonOfItsOwn() {
    logIn("tasklist", "service-desk");

    page.locator("a.ims-change").click();

    assertThat(page.locator(".modal-body .fjs-form").getByText("What changes?")).isVisible();
    assertThat(page).hasURL(Pattern.compile("processStart=IncidentChange"));
    assertThat(troubles).isEmpty();
  }

  @Test
  void cardsTellNumberPriorityAndDueDateAndTheEarliestDueComesFirst() {
    task("Triage incident: INC-2026-900002 - Later", 60, Duration.ofHours(5));
    task("Triage incident: INC-2026-900003 - Late already", 100, Duration.ofHours(-2000));
    task("Triage incident: INC-2026-900004 - Not assessed", 50, Duration.ofHours(9));
    task("Investigate: INC-2026-900008 - All is down", 150, Duration.ofHours(2));

    logIn("tasklist", "service-desk");

    assertThat(page.locator(".task-filter.active")).containsText("My groups, unclaimed");
    assertThat(card("INC-2026-900008").locator(".ims-priority")).hasText("Major");
    Locator late = card("INC-2026-900003");
    assertThat(late.locator(".ims-priority")).hasText("P1");
    assertThat(late.locator(".ims-priority")).hasCSS("background-color", "rgb(179, 38, 30)");
    assertThat(late.locator(".ims-due"))
        .hasText(Pattern.compile("due \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}"));
    assertThat(late.locator(".ims-late")).isVisible();
    assertThat(card("INC-2026-900002").locator(".ims-priority")).hasText("P3");
    assertThat(card("INC-2026-900002").locator(".ims-late")).hasCount(0);
    assertThat(card("INC-2026-900004").locator(".ims-priority")).hasText("new");
    List<String> numbers = page.locator(".ims-number").allTextContents();
    assertThat(numbers)
        .containsSubsequence("INC-2026-900003", "INC-2026-900002", "INC-2026-900004");
    assertThat(troubles).isEmpty();
  }

  @Test
  void historyAndCommentsAreOfferedToThoseWhoMayReadThem() {
    task("Triage incident: INC-2026-900006 - Mail is down", 100, Duration.ofHours(-1000));

    logIn("tasklist", "service-desk");
    card("INC-2026-900006").click();
    assertThat(page.locator(".task-card .nav-tabs > li:visible"))
        .hasText(new String[] {"Form", "Diagram", "Description", "Incident"});
    assertThat(page.locator(".task-actions")).isHidden();
    assertThat(troubles).isEmpty();

    context.clearCookies();
    logIn("tasklist", "admin");
    page.locator(".task-filter").getByText("All open").click();
    card("INC-2026-900006").click();
    assertThat(page.locator(".task-card .nav-tabs > li:visible"))
        .hasText(new String[] {"Form", "History", "Diagram", "Description", "Incident"});
    assertThat(page.locator(".task-actions")).isVisible();
    assertThat(troubles).isEmpty();
  }

  @Test
  void textOfAnIncidentStaysTextOnACard() {
    task(
        "Triage incident: INC-2026-900005 - <img src=x onerror=document.title='hacked'>",
        100,
        Duration.ofHours(1));

    logIn("tasklist", "service-desk");

    assertThat(card("INC-2026-900005").locator("h4")).containsText("<img src=x");
    assertThat(page.locator("li.task img")).hasCount(0);
    assertThat(page).hasTitle("IMS Tasklist");
  }

  @Test
  void whoReportsIncidentsSeesWhatWaitsForThemAndTheButton() {
    logIn("tasklist", "reporter");

    assertThat(page.locator(".task-filter .name"))
        .containsText(new String[] {"My groups, unclaimed", "My work"});
    assertThat(page.locator(".task-filter")).hasCount(2);
    assertThat(page.locator("a.ims-report")).isVisible();
    assertThat(page.locator("a.ims-change")).isHidden();
    assertThat(page.locator(".start-process-action")).isHidden();
    assertThat(page.locator(".create-task-action")).isHidden();
    assertThat(troubles).isEmpty();
  }

  @Test
  void noPartOfThePluginThrowsWhateverItIsGiven() {
    logIn("tasklist", "reporter");

    Object thrown =
        page.evaluate(
            """
            async () => {
              const plugins = (await import('/camunda/api/tasklist/plugin/ims/static/app/plugin.js')).default;
              const thrown = [];
              for (const plugin of plugins) {
                for (const odd of [undefined, null, {}, {task: {}}, {task: {name: 7, due: {}}}]) {
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

  private Locator card(String number) {
    return page.locator("li.task", new Page.LocatorOptions().setHasText(Pattern.compile(number)));
  }

  private String task(String name, int priority, Duration dueIn) {
    Task task = tasks.newTask();
    task.setName(name);
    task.setPriority(priority);
    task.setDueDate(Date.from(Instant.now().plus(dueIn)));
    tasks.saveTask(task);
    tasks.addCandidateGroup(task.getId(), "service-desk");
    created.add(task.getId());
    return task.getId();
  }

  private void logIn(String application, String user) {
    page.navigate("http://localhost:" + port + "/camunda/app/" + application + "/default/");
    // An answer from before the login that comes late sends the person back to it.
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("input[type=text]").first().fill(user);
    page.locator("input[type=password]").fill(DemoUsers.PASSWORD);
    Response answer =
        page.waitForResponse(
            "**/login/" + application, () -> page.locator("button[type=submit]").click());
    assertThat(answer.status()).as("login of %s: %s", user, troubles).isEqualTo(200);
    assertThat(page.locator(".form-signin")).hasCount(0);
  }
}
