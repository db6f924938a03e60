package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** How a page looks on a screen, to people and to the rules that a program can check. */
final class Looks {

  private Looks() {}

  /** A window of this size. */
  static Page open(Browser browser, int width, int height, ColorScheme scheme, String locale) {
    return browser.newPage(
        new Browser.NewPageOptions()
            .setViewportSize(width, height)
            .setColorScheme(scheme)
            .setLocale(locale));
  }

  /** A picture for people, and the rules of WCAG 2.2 AA that a program can check. */
  static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/pictures", name + ".png"))
            .setFullPage(true));
    check(new AxeBuilder(page), name);
  }

  /** The same rules for a part of a page, the rest of which is not ours. */
  static void check(Page page, String part, String name) {
    check(new AxeBuilder(page).include(List.of(part)), name);
  }

  private static void check(AxeBuilder axe, String name) {
    assertThat(
            axe.withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations())
        .as("what axe finds on %s", name)
        .isEmpty();
  }

  /** Whether nothing stands beside the screen. */
  static boolean fits(Page page) {
    return (Boolean)
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }
}
