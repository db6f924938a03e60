package org.ims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.ims.security.DemoUsers;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.ims.testing.Journey.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an auditor learns in Cockpit about what a process did, and that it is for reading only. */
@Tag("browser")
@ImsHttpTest
@ExtendWith(Chromium.class)
class InstanceInCockpitTest {

  /** How Cockpit asks whether somebody is logged in; nobody is, at first. */
  private static final String WHO_AM_I = "/camunda/api/admin/auth/user/default";

  /** How Cockpit itself learns that an instance does not run any more: it is 404. */
  private static final Pattern ASKED_WHETHER_IT_RUNS =
      Pattern.compile(".*/engine/default/process-instance/[0-9a-f-]+(?::\\d+)*");

  /** What Cockpit offers that changes something, as far as an auditor gets to see its pages. */
  private static final String CHANGING =
      ".btn-toolbar[ng-click]:visible, .action-button[ng-click]:visible,"
          + " [ng-click^='enableEditMode(']:visible, [ng-click^='deleteVariable(']:visible,"
          + " .delete-deployment:visible, [in-place-text-field-root] .edit-toggle:visible";

  @Autowired private HistoryService history;
  @Autowired private RepositoryService repository;
  @Autowired private RuntimeService runtime;
  @Autowired private Journey journey;
  @LocalServerPort private int port;

  private final List<String> troubles = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void open(Browser browser) {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1440, 1000).setTimezoneId("UTC"));
    page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.onPageError(troubles::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.location().contains(WHO_AM_I)
              && !ASKED_WHETHER_IT_RUNS.matcher(message.location()).matches()) {
            troubles.add(message.text() + " at " + message.location());
          }
        });
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void anAuditorReadsEverythingThatAnInstanceDid() {
    String number = journey.toEndOfResponse(Kind.SEVERE);
    String assessment = instance(number, "IncidentAssessment");
    signIn("auditor");

    // A link to a finished instance, as Cockpit itself makes them
    page.navigate(cockpit("#/process-instance/" + assessment));
    assertThat(page).hasURL(Pattern.compile("/process-instance/" + assessment + "/history"));
    assertThat(page.locator(".ims-instance h1")).hasText("Assess incident, version 1");
    assertThat(page.locator(".ims-facts")).containsText(number + ", Mail is down, P1");
    ready("diagram");
    assertThat(page.locator(".ims-canvas .ims-passed").first()).isAttached();
    assertThat(page.locator(".ims-canvas .ims-taken").first()).isAttached();
    assertThat(page.locator(".ims-canvas")).containsText("1×");
    assertThat(page.locator(".ims-told")).containsText("The end");
    look("instance-diagram");

    // The replay, by keyboard
    int passed = page.locator(".ims-canvas .ims-passed").count();
    page.locator("#ims-step").focus();
    page.keyboard().press("Home");
    assertThat(page.locator(".ims-told")).containsText("Step 1 of");
    assertThat(page.locator(".ims-canvas .ims-current:not(.bpmn-label)")).hasCount(1);
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".ims-told")).containsText("Step 2 of");
    page.getByText("Play", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".ims-told")).containsText("Step 4 of");
    page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#ims-step").focus();
    page.keyboard().press("End");
    assertThat(page.locator(".ims-canvas .ims-passed")).hasCount(passed);

    view("Activities", "activities");
    assertThat(row("Determine priority")).containsText("completed");
    look("instance-activities");

    view("Decisions", "decisions");
    Locator priority =
        page.locator(".ims-evaluation", new Page.LocatorOptions().setHasText("Priority: P1"));
    assertThat(priority.locator(".ims-because"))
        .containsText("Everything hangs on it, and it gets worse by the minute.");
    assertThat(priority.locator(".ims-fired")).hasCount(1);
    assertThat(priority.locator(".ims-fired")).containsText("\"P1\"");
    assertThat(priority.locator(".ims-given").first()).hasText("= 1");
    look("instance-decisions");

    view("Variables", "variables");
    page.locator("#ims-variable").selectOption("priority");
    assertThat(row("P1").first()).containsText("priority");
    look("instance-variables");

    view("People", "people");
    assertThat(row("Complete").first()).containsText("service-desk");
    look("instance-people");

    view("Jobs and failures", "jobs");
    assertThat(page.locator(".ims-view")).containsText("No job of this instance was ever stuck.");
    assertThat(row("done").first()).isVisible();
    look("instance-jobs");

    view("Compare with today's version", "comparison");
    assertThat(page.locator(".ims-view")).containsText("This instance ran on the version of today");
    look("instance-comparison-same");
    assertThat(page).hasURL(Pattern.compile("view=comparison"));
    page.reload();
    ready("comparison");
    view("Diagram", "diagram");
    assertThat(page.locator(".ims-canvas .ims-passed")).hasCount(passed);
    assertThat(troubles).isEmpty();
  }

  @Test
  void aRunningInstanceIsFollowedToTheProcessesThatItCalled() {
    String number = journey.toContainment(Kind.SEVERE);
    signIn("auditor");

    page.navigate(
        cockpit("#/process-instance/" + instance(number, "IncidentLifecycle") + "/runtime"));
    page.locator(".ims-to-history").click();
    ready("diagram");
    assertThat(page.locator(".ims-facts")).containsText("running");
    assertThat(page.locator(".ims-canvas .ims-current").first()).isAttached();
    look("instance-running");
    row("Triage").first().locator("a").click();
    assertThat(page.locator(".ims-instance h1")).containsText("Triage incident");
    ready("diagram");
    page.getByText("the process that called it").click();
    assertThat(page.locator(".ims-instance h1")).containsText("Incident lifecycle");
    ready("diagram");
    assertThat(troubles).isEmpty();
  }

  @Test
  void theVersionThatRanIsComparedWithTodays() {
    List<String> deployments = new ArrayList<>();
    try {
      deployments.add(
          deploy(
              Bpmn.createExecutableProcess("Compared")
                  .name("Compared")
                  .camundaHistoryTimeToLiveString("P1825D")
                  .startEvent("Start")
                  .manualTask("Stays")
                  .name("Write it down")
                  .businessRuleTask("Decides")
                  .name("Decide")
                  .camundaDecisionRef("ComparedDecision")
                  .manualTask("Goes")
                  .name("Send a fax")
                  .endEvent("End")
                  .done(),
              table("\"low\"", "Little is at stake.")));
      String instance =
          runtime
              .startProcessInstanceByKey("Compared", Variables.putValue("childCount", 20))
              .getId();
      deployments.add(
          deploy(
              Bpmn.createExecutableProcess("Compared")
                  .name("Compared")
                  .camundaHistoryTimeToLiveString("P1825D")
                  .startEvent("Start")
                  .manualTask("Stays")
                  .name("Write it down twice")
                  .businessRuleTask("Decides")
                  .name("Decide")
                  .camundaDecisionRef("ComparedDecision")
                  .manualTask("Comes")
                  .name("Send a mail")
                  .endEvent("End")
                  .done(),
              table("\"middle\"", "Something is at stake.")));
      signIn("auditor");

      page.navigate(cockpit("#/process-instance/" + instance + "/history?view=comparison"));
      ready("comparison");
      assertThat(row("Goes").first()).containsText("removed");
      assertThat(row("Comes").first()).containsText("added");
      assertThat(row("Stays")).containsText("changed");
      assertThat(row("Stays")).containsText("name");
      assertThat(row("business rule task")).hasCount(0);
      assertThat(row("Something is at stake.")).containsText("Little is at stake.");
      assertThat(row("Something is at stake.")).containsText("changed");
      assertThat(page.locator(".ims-canvas .ims-removed").first()).isAttached();
      assertThat(page.locator(".ims-canvas .ims-added").first()).isAttached();
      assertThat(page.locator(".ims-canvas .ims-changed:not(.bpmn-label)")).hasCount(2);
      look("instance-comparison");
      // What ran is told as it was.
      view("Decisions", "decisions");
      assertThat(page.locator(".ims-because")).containsText("Little is at stake.");
      assertThat(troubles).isEmpty();
    } finally {
      deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }
  }

  private String deploy(BpmnModelInstance process, String table) {
    return repository
        .createDeployment()
        .addModelInstance("compared.bpmn", process)
        .addString("compared.dmn", table)
        .deploy()
        .getId();
  }

  private static String table(String result, String why) {
    return """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
            xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Compared" name="Compared"
            namespace="http://camunda.org/schema/1.0/dmn">
          <decision id="ComparedDecision" name="Stake" camunda:historyTimeToLive="P1825D">
            <decisionTable id="Table" hitPolicy="FIRST">
              <input id="Amount" label="Amount">
                <inputExpression id="Expression" typeRef="integer"><text>childCount</text></inputExpression>
              </input>
              <output id="Stake" label="Stake" name="stake" typeRef="string" />
              <rule id="Rule_High">
                <inputEntry id="High"><text>&gt; 100</text></inputEntry>
                <outputEntry id="HighStake"><text>"high"</text></outputEntry>
              </rule>
              <rule id="Rule_Other">
                <description>%s</description>
                <inputEntry id="Other"><text></text></inputEntry>
                <outputEntry id="OtherStake"><text>%s</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """
        .formatted(why, result);
  }

  @Test
  void theHeatMapColoursTheDiagramByTheChosenMeasure() {
    journey.toEndOfResponse(Kind.MINOR);
    String definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey("IncidentTriage")
            .latestVersion()
            .singleResult()
            .getId();
    signIn("auditor");

    page.navigate(cockpit("#/process-definition/" + definition + "/runtime"));
    page.locator(".ims-to-heatmap").click();
    page.locator(".ims-heatmap[data-ready]").waitFor();
    assertThat(page.locator(".ims-heatmap h1")).hasText("Heat map: Triage incident, version 1");
    assertThat(row("Triage incident").first()).isVisible();
    look("heatmap-visits");
    page.locator("#ims-measure").selectOption("waiting");
    assertThat(page).hasURL(Pattern.compile("measure=waiting"));
    page.locator(".ims-heatmap[data-ready]").waitFor();
    look("heatmap-waiting");
    assertThat(troubles).isEmpty();
  }

  /** A page of Cockpit, the tab to open on it, and what is there once it is complete. */
  private record Place(String path, String tab, String content) {}

  @Test
  void cockpitShowsAnAuditorNothingThatChangesAnything() {
    String number = journey.toContainment(Kind.SEVERE);
    String response = "#/process-instance/" + instance(number, "IncidentResponse") + "/runtime";
    String ladder = "#/process-instance/" + instance(number, "EscalationLadder") + "/runtime";
    String definition =
        "#/process-definition/"
            + history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey("IncidentResponse")
                .singleResult()
                .getProcessDefinitionId()
            + "/runtime";
    List<Place> places =
        List.of(
            new Place(definition, "Process Instances", "td:has-text('" + number + "')"),
            new Place(definition, "Job Definitions", "td:has-text('timer')"),
            new Place(response, "Variables", "td:has-text('incidentNumber')"),
            new Place(response, "User Tasks", "td.task-id"),
            new Place(ladder, "Jobs", ".ctn-content-bottom tbody tr"),
            new Place("#/repository", null, "text=SpringAutoDeployment"));

    signIn("auditor");
    assertThat(page.locator(".Header").getByText("More")).isVisible();
    for (Place place : places) {
      visit(place);
      picture("auditor-page-" + places.indexOf(place));
      assertThat(page.locator(CHANGING)).hasCount(0);
    }
    assertThat(troubles).isEmpty();

    context.clearCookies();
    // The same pages do offer it to those who may; deployments only under the pointer.
    signIn("admin");
    for (Place place : places.subList(0, places.size() - 1)) {
      visit(place);
      picture("admin-page-" + places.indexOf(place));
      assertThat(page.locator(CHANGING).first()).isVisible();
    }
  }

  private void visit(Place place) {
    page.navigate(cockpit(place.path()));
    try {
      if (place.tab() != null) {
        page.locator(".ctn-content-bottom .nav-tabs")
            .getByText(place.tab(), new Locator.GetByTextOptions().setExact(true))
            .click();
      }
      page.locator(place.content()).first().waitFor();
    } catch (TimeoutError missing) {
      picture("cockpit-incomplete");
      throw missing;
    }
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  private String instance(String number, String process) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey(process)
        .singleResult()
        .getId();
  }

  private void view(String label, String name) {
    page.locator(".ims-views").getByText(label).click();
    ready(name);
  }

  private void ready(String view) {
    page.locator(".ims-view[data-view=" + view + "][data-ready]").waitFor();
    assertThat(page.locator(".ims-failure")).hasCount(0);
  }

  private Locator row(String text) {
    return page.locator(".ims-page tbody tr", new Page.LocatorOptions().setHasText(text));
  }

  private void look(String name) {
    picture(name);
    assertThat(
            new AxeBuilder(page)
                .include(".ims-page")
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations())
        .as("what axe finds on %s", name)
        .isEmpty();
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
  }

  private String cockpit(String place) {
    return "http://localhost:" + port + "/camunda/app/cockpit/default/" + place;
  }

  private void signIn(String login) {
    page.navigate(cockpit(""));
    // An answer from before the login that comes late sends the person back to it.
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("input[type=text]").first().fill(login);
    page.locator("input[type=password]").fill(DemoUsers.PASSWORD);
    page.waitForResponse("**/login/cockpit", () -> page.locator("button[type=submit]").click());
    page.locator(".form-signin")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    page.locator(".dashboard").first().waitFor();
  }
}
