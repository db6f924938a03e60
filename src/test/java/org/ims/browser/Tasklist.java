package org.ims.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ims.docs.Models;

/** Tasklist in the eyes and hands of one person who has signed in. */
final class Tasklist implements AutoCloseable {

  private static final int SIGN_IN_ATTEMPTS = 3;
  private static final Path PICTURES = Path.of("target/pictures");

  /** What the README shows; the others are only looked at. */
  private static final List<String> README_PICTURES =
      List.of("report", "triage", "resolve", "review", "story");

  private final BrowserContext context;
  private final Page page;

  private Tasklist(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  /** Opens Tasklist in a window of its own and signs in. */
  static Tasklist signIn(Browser browser, int port, String login) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1400, 1000)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    for (int attempt = 1; attempt <= SIGN_IN_ATTEMPTS; attempt++) {
      if (signsIn(page, port, login)) {
        return new Tasklist(context, page);
      }
    }
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("sign-in-failed.png")));
    throw new AssertionError("Tasklist does not let " + login + " in");
  }

  /** While the machine is busy, the page may lose a sign-in that comes while it still loads. */
  private static boolean signsIn(Page page, int port, String login) {
    page.navigate("http://localhost:%d/camunda/app/tasklist/default/".formatted(port));
    page.locator(".task-filters, input[type=password]").first().waitFor();
    if (page.locator("input[type=password]").count() > 0) {
      page.locator("input[type=text]").fill(login);
      page.locator("input[type=password]").fill("Demo-1ncident");
      page.locator("button[type=submit]").click();
    }
    try {
      page.locator(".task-filters")
          .first()
          .waitFor(new Locator.WaitForOptions().setTimeout(20_000));
      return true;
    } catch (TimeoutError lost) {
      return false;
    }
  }

  /** Opens the start form from the navigation bar. */
  void openReport() {
    page.getByText("Report incident").first().click();
    field("title").waitFor();
  }

  /** Opens the form of a change and says which incident and which change is meant. */
  void change(String number, String change) {
    page.getByText("Change incident").first().click();
    page.locator(".modal-body .fjs-form").waitFor();
    select("incident", number);
    page.locator(".modal-body").getByText(change).first().click();
  }

  /** Sends the start form off and waits until it is gone. */
  void submitStart() {
    Locator submit =
        page.locator(".modal-footer button")
            .filter(new Locator.FilterOptions().setHasText("Submit"));
    submit.click();
    submit.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  /** Waits for the task to appear in the first filter, opens and claims it. */
  void claim(String title) {
    openTask(title);
    Locator claim =
        page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Claim").setExact(true));
    claim.click();
    claim.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    page.locator(".fjs-form [id$='-Field_knownFacts']").waitFor();
    // Claiming draws the form anew; before that its fields are read-only.
    page.locator(".fjs-form input:enabled, .fjs-form textarea:enabled").first().waitFor();
  }

  /**
   * Opens a task by its card; by its address where it stands on a later page of the list, which has
   * as many tasks as other tests have left open.
   */
  private void openTask(String title) {
    Locator card =
        page.locator(".task").filter(new Locator.FilterOptions().setHasText(title)).first();
    try {
      card.click(new Locator.ClickOptions().setTimeout(20_000));
    } catch (TimeoutError elsewhere) {
      Object id =
          page.evaluate(
              """
              async (title) => {
                const found = await fetch('/camunda/api/engine/engine/default/task?maxResults=1'
                  + '&nameLike=' + encodeURIComponent('%' + title + '%'));
                const tasks = await found.json();
                if (tasks.length === 1) {
                  location.hash = '#/?task=' + tasks[0].id;
                }
                return tasks.length;
              }
              """,
              title);
      if (!Integer.valueOf(1).equals(id)) {
        throw elsewhere;
      }
    }
  }

  /** Opens another list of tasks. */
  void open(String filter) {
    page.locator(".task-filters").getByText(filter).first().click();
  }

  /** Opens a task that is assigned to this person already. */
  void openMine(String title) {
    page.locator(".task-filters").getByText("My work").first().click();
    openTask(title);
    page.locator(".fjs-form input:enabled, .fjs-form textarea:enabled").first().waitFor();
  }

  /** Opens a task of the incident and its tab "Incident"; answers the story that it tells. */
  String story(String number) {
    openTask(number);
    openIncident();
    page.locator(".ims-story .ims-entry").first().waitFor();
    return page.locator(".ims-incident").innerText();
  }

  /** As above, of a task of one's own without files, for those who are told no story. */
  String standing(String title) {
    openMine(title);
    openIncident();
    page.locator(".ims-section-evidence").getByText("No files yet.").waitFor();
    return page.locator(".ims-incident").innerText();
  }

  private void openIncident() {
    page.locator(".nav-tabs")
        .getByText("Incident", new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  /** Adds a file in the tab "Incident" and waits until it is listed. */
  void addFile(String name, String type, byte[] content, String description) {
    page.locator(".ims-description").fill(description);
    page.locator(".ims-file-input").setInputFiles(new FilePayload(name, type, content));
    page.locator(".ims-file").filter(new Locator.FilterOptions().setHasText(name)).waitFor();
    page.locator(".ims-progress").waitFor(hidden());
  }

  /** Adds a file that is refused; answers the sentence that says why. */
  String addFileInVain(String name, byte[] content) {
    // From a file, because so much takes the way to the browser as text otherwise.
    Path file = Path.of("target").resolve(name);
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    page.locator(".ims-file-input").setInputFiles(file);
    Locator error = page.locator(".ims-section-evidence .ims-error");
    error.waitFor();
    return error.innerText();
  }

  /** Removes a file for a reason, and waits until the tab "Incident" tells it. */
  void removeFile(String name, String reason) {
    Locator file = page.locator(".ims-file").filter(new Locator.FilterOptions().setHasText(name));
    giveReason(file, "Remove", reason);
    file.getByText("Removed by").waitFor();
  }

  /** Who had a file in the hands, as the tab "Incident" tells. */
  String custody(String name) {
    Locator file = page.locator(".ims-file").filter(new Locator.FilterOptions().setHasText(name));
    file.locator("summary").click();
    file.locator(".ims-custody .ims-entry").first().waitFor();
    return file.locator(".ims-custody").innerText();
  }

  /** Puts the incident under legal hold in its tab "Incident". */
  void holdLegally(String reason) {
    giveReason(page.locator(".ims-head"), "Put under legal hold", reason);
    page.locator(".ims-head").getByText("Under legal hold by").waitFor();
  }

  void releaseLegalHold(String reason) {
    giveReason(page.locator(".ims-head"), "Release the legal hold", reason);
    page.locator(".ims-head .ims-reasoned").getByText("Put under legal hold").waitFor();
  }

  boolean offersRemoval() {
    return page.locator(".ims-file .ims-reasoned").count() > 0;
  }

  private static void giveReason(Locator place, String label, String reason) {
    place.locator(".ims-reasoned").filter(new Locator.FilterOptions().setHasText(label)).click();
    place.locator(".ims-reason input").fill(reason);
    place.locator(".ims-reason button[type=submit]").click();
  }

  /** Takes a copy of a file that the tab "Incident" lists. */
  byte[] download(String name) {
    Download download =
        page.waitForDownload(
            () ->
                page.locator("a.ims-file-name")
                    .filter(new Locator.FilterOptions().setHasText(name))
                    .click());
    try (InputStream content = download.createReadStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds an entry to the story and waits until it stands there. */
  void addEntry(String text) {
    page.locator(".ims-note textarea").fill(text);
    page.locator(".ims-note button[type=submit]").click();
    page.locator(".ims-story .ims-entry")
        .filter(new Locator.FilterOptions().setHasText(text))
        .waitFor();
  }

  /** Corrects the entry that has this text by another. */
  void correctEntry(String wrong, String right) {
    page.locator(".ims-story .ims-entry")
        .filter(new Locator.FilterOptions().setHasText(wrong))
        .locator(".ims-correct")
        .click();
    addEntry(right);
  }

  /**
   * Shows one group of the story, by its name, and answers what is left once this text is there.
   */
  String filterStory(String group, String expected) {
    page.locator(".ims-filter").selectOption(new SelectOption().setLabel(group));
    page.locator(".ims-story .ims-entry")
        .filter(new Locator.FilterOptions().setHasText(expected))
        .first()
        .waitFor();
    page.locator(".ims-section-timeline > .ims-status").waitFor(hidden());
    return page.locator(".ims-story").innerText();
  }

  /** The whole tab as a picture, and what a program finds wrong with it. */
  void lookAtIncident(String name) {
    page.locator(".ims-incident")
        .screenshot(new Locator.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    Looks.check(page, ".ims-incident", name);
  }

  /** The same window, as narrow or as wide as this. */
  void resize(int width, int height) {
    page.setViewportSize(width, height);
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  /** What the form shows as known. */
  String knownFacts() {
    return shown("knownFacts");
  }

  /** The text in a field of the form. */
  String shown(String field) {
    return field(field).inputValue();
  }

  void fill(String field, String text) {
    field(field).fill(text);
  }

  void choose(String field, int option) {
    field(field + "-" + option).click();
  }

  void tick(String field) {
    field(field).click();
  }

  /** Chooses from a list that opens. */
  void select(String field, String label) {
    page.locator(".fjs-input-group:has([id*='-Field_%s'])".formatted(field)).last().click();
    pick(label);
  }

  /** Adds a tag from a list that opens. */
  void tag(String field, String label) {
    page.locator("input[id*='-Field_%s']".formatted(field)).click();
    pick(label);
    page.keyboard().press("Tab");
    page.locator(".fjs-taglist-tag").first().waitFor();
  }

  private void pick(String label) {
    page.locator(".fjs-dropdownlist-item")
        .filter(new Locator.FilterOptions().setHasText(label))
        .first()
        .click();
  }

  void addRow() {
    page.getByText("Add new").first().click();
  }

  /** A field in the last row of a dynamic list. */
  void fillInRow(String field, String text) {
    page.locator("input[id*='-Field_%1$s'], textarea[id*='-Field_%1$s']".formatted(field))
        .last()
        .fill(text);
  }

  /**
   * Enters a date and a time as dd/mm/yyyy and hh:mm. The picker takes a typed date over when it
   * gets round to it, and drops a time that comes before; so this looks and types again, as a
   * person does.
   */
  void fillDateTime(String field, String date, String time) {
    Locator error =
        page.locator(".fjs-form-field-datetime:has([id$='-Field_%s-date'])".formatted(field))
            .locator(".fjs-form-field-error");
    for (int attempt = 1; attempt <= 5; attempt++) {
      type(field + "-date", date);
      type(field + "-time", time);
      page.evaluate(
          "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 500)))");
      if (error.count() == 0) {
        return;
      }
    }
    throw new AssertionError("The form does not take the date in " + field);
  }

  /** Enters a date as dd/mm/yyyy where a form asks for no time. */
  void fillDate(String field, String date) {
    type(field + "-date", date);
  }

  private void type(String id, String text) {
    // Not by pointer: the calendar of the date may lie over the time.
    field(id).focus();
    field(id).fill("");
    field(id).pressSequentially(text);
    page.keyboard().press("Tab");
  }

  /** Completes the task and waits until it has left the screen. */
  void complete() {
    // What stops a form is worth more than that something does.
    List<String> errors = page.locator(".fjs-form-field-error").allInnerTexts();
    if (!errors.isEmpty()) {
      throw new AssertionError("The form has errors: " + errors);
    }
    pressComplete();
    page.locator(".fjs-form [id$='-Field_knownFacts']")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** Completes a task that the server refuses, and waits for the sentence that says why. */
  void completeInVain(String reason) {
    pressComplete();
    page.getByText(reason).first().waitFor();
  }

  private void pressComplete() {
    // As a pointer on its way from the last field to the button, which may still be disabled.
    page.locator(".task-filters").hover();
    page.locator("button:visible")
        .filter(new Locator.FilterOptions().setHasText("Complete"))
        .last()
        .click();
  }

  /**
   * Keeps the screen as a picture under target/pictures, and for the README when that is asked for.
   */
  void picture(String name) {
    page.evaluate("() => document.querySelectorAll('.pane').forEach(pane => pane.scrollTop = 0)");
    byte[] picture = page.screenshot();
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), picture);
      if (Models.updatesDocs() && README_PICTURES.contains(name)) {
        Files.write(Models.IMAGES.resolve(name + ".png"), picture);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Locator field(String id) {
    return page.locator("[id$='-Field_%s']".formatted(id));
  }

  @Override
  public void close() {
    context.close();
  }
}
