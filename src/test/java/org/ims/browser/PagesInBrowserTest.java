package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.browser.Looks.fits;
import static org.ims.browser.Looks.look;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.ims.security.DemoUsers;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages for people without Tasklist, on a telephone and on a desk, by keyboard alone. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class PagesInBrowserTest {

  @LocalServerPort int port;

  @Test
  void personReportsOnATelephoneByKeyboardAndFollowsTheReport(Browser browser) {
    try (Page page = open(browser, 390, 844, ColorScheme.LIGHT)) {
      signIn(page, "reporter");
      look(page, "report-phone");
      assertThat(fits(page)).as("nothing beside the screen").isTrue();

      page.focus("#title");
      page.keyboard().type("Nobody in Hamburg receives mail");
      page.keyboard().press("Tab");
      page.keyboard().type("Mail and cal");
      page.keyboard().press("Tab");
      page.keyboard().type("Since this morning; the sender gets no error.");
      page.focus("input[name=personalDataInvolved]");
      page.keyboard().press("Space");
      page.focus("button[type=submit]:below(#contact)");
      page.keyboard().press("Enter");

      page.waitForURL("**/report/follow/**");
      assertThat(page.locator("h1").textContent()).startsWith("INC-");
      assertThat(page.locator("[role=status]").textContent()).contains("Thank you");
      look(page, "report-followed-phone");
      page.navigate(base() + "/report/mine");
      look(page, "report-mine-phone");
    }
  }

  @Test
  void faultsAreShownWhereTheyAre(Browser browser) {
    try (Page page = open(browser, 1280, 800, ColorScheme.DARK)) {
      signIn(page, "reporter");
      look(page, "report-desk-dark");
      page.click("button[type=submit]:below(#contact)");
      page.waitForSelector("[role=alert]");
      look(page, "report-faults-dark");
      page.click("[role=alert] a[href='#service']");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("service");
    }
  }

  @Test
  void managersSeeMessages(Browser browser) {
    try (Page page = open(browser, 1280, 800, ColorScheme.LIGHT)) {
      signIn(page, "incident-manager");
      page.navigate(base() + "/messages");
      assertThat(page.locator("nav [aria-current=page]").textContent()).isEqualTo("Messages");
      look(page, "messages-desk");
    }
  }

  @Test
  void peopleSubscribeByKeyboard(Browser browser) {
    try (Page page = open(browser, 390, 844, ColorScheme.LIGHT)) {
      signIn(page, "comms-external");
      page.navigate(base() + "/subscriptions");
      assertThat(fits(page)).as("the form fits").isTrue();
      page.selectOption("#kind", "ADDRESS");
      page.fill("#subscriber", "nobody");
      page.focus("button[type=submit]:below(#incident)");
      page.keyboard().press("Enter");
      page.waitForSelector("[role=alert]");
      look(page, "subscriptions-faults-phone");
      page.fill("#subscriber", "kunde@example.net");
      page.selectOption("#service", "web-shop");
      page.focus("button[type=submit]:below(#incident)");
      page.keyboard().press("Enter");
      page.waitForSelector("[role=status]");
      look(page, "subscriptions-phone");
      assertThat(fits(page)).as("the list fits").isTrue();
      page.setViewportSize(1280, 800);
      look(page, "subscriptions-desk");
      page.click("main table button");
      page.waitForSelector("[role=status]");
      assertThat(page.locator("main table").count()).isZero();
    }
  }

  @Test
  void ownersKeepTheCatalogue(Browser browser) {
    keepTheCatalogue(browser, 1280, 800, ColorScheme.LIGHT, "desk");
    keepTheCatalogue(browser, 390, 844, ColorScheme.DARK, "phone");
  }

  private void keepTheCatalogue(
      Browser browser, int width, int height, ColorScheme scheme, String screen) {
    try (Page page = open(browser, width, height, scheme)) {
      signIn(page, "process-owner");
      page.click("nav a[href='/services']");
      look(page, "services-" + screen);
      assertThat(fits(page)).as("the list fits").isTrue();

      page.click("text=Web shop");
      look(page, "service-" + screen);
      assertThat(fits(page)).as("the service fits").isTrue();

      page.focus("summary");
      page.keyboard().press("Enter");
      look(page, "service-retire-" + screen);

      page.click("main >> text=Edit");
      look(page, "service-form-" + screen);
      assertThat(fits(page)).as("the form fits").isTrue();
      page.fill("#rto", "an hour");
      page.focus("#rto");
      page.keyboard().press("Enter");
      page.waitForSelector("[role=alert]");
      look(page, "service-faults-" + screen);
      page.click("[role=alert] a[href='#rto']");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("rto");

      page.fill("#rto", "PT1H");
      // As if this form had been open since before every change.
      page.evaluate("document.querySelector('[name=version]').value = '0'");
      page.click("text=Save");
      page.waitForSelector("#changes");
      look(page, "service-stale-" + screen);
      assertThat(fits(page)).as("the stale form fits").isTrue();

      page.navigate(base() + "/services/_import");
      look(page, "services-import-" + screen);
      upload(page, "key,name\nmail,Mail\n");
      page.waitForSelector("[role=alert]");
      look(page, "services-import-faults-" + screen);
      assertThat(fits(page)).as("the faults fit").isTrue();
      upload(
          page,
          "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo\n"
              + "mail,Mail and calendar,workplace,,no,PT4H,PT1H\n");
      page.waitForSelector("#checked");
      look(page, "services-import-checked-" + screen);
      page.click("button:has-text('Import it now') >> nth=0");
      page.waitForURL("**/services");
      assertThat(page.locator("[role=status] >> nth=0").textContent()).contains("1 as before");
    }
  }

  private static void upload(Page page, String text) {
    page.setInputFiles(
        "#file",
        new FilePayload("services.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    page.click("text=Check it first");
  }

  @Test
  void textsStayReadableOnTheSmallestScreens(Browser browser) {
    try (Page page = open(browser, 320, 640, ColorScheme.DARK)) {
      page.navigate(base() + "/login");
      look(page, "login-small");
      assertThat(fits(page)).isTrue();
      signIn(page, "incident-manager");
      assertThat(fits(page)).isTrue();
      page.navigate(base() + "/messages");
      look(page, "messages-small");
      assertThat(fits(page)).isTrue();
    }
  }

  private String base() {
    return "http://127.0.0.1:" + port;
  }

  private static Page open(Browser browser, int width, int height, ColorScheme scheme) {
    return Looks.open(browser, width, height, scheme, "en-GB");
  }

  private void signIn(Page page, String login) {
    page.navigate(base() + "/report");
    page.fill("#username", login);
    page.fill("#password", DemoUsers.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/report**");
  }
}
