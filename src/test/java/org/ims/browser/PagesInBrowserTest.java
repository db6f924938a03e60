package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
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
    return browser.newPage(
        new Browser.NewPageOptions()
            .setViewportSize(width, height)
            .setColorScheme(scheme)
            .setLocale("en-GB"));
  }

  private void signIn(Page page, String login) {
    page.navigate(base() + "/report");
    page.fill("#username", login);
    page.fill("#password", DemoUsers.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/report**");
  }

  /** A picture for people, and the rules of WCAG 2.2 AA that a program can check. */
  private static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/pictures", name + ".png"))
            .setFullPage(true));
    assertThat(
            new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations())
        .as("what axe finds on %s", name)
        .isEmpty();
  }

  private static boolean fits(Page page) {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }
}
