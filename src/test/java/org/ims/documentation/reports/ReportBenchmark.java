package org.ims.documentation.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ims.benchmark.GeneratedIncidents;
import org.ims.browser.Chromium;
import org.ims.engine.EngineClock;
import org.ims.security.DemoUsers;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long an auditor waits for each figure over HTTP, for the whole page in Cockpit, and for the
 * report of a month, while the record grows from 5,000 to 50,000 incidents. Prints the times and
 * how they grew, and keeps pictures in {@code target/pictures}; fails when an answer is wrong.
 */
@Tag("benchmark")
@ImsHttpTest
@DirtiesContext
@ExtendWith(Chromium.class)
class ReportBenchmark {

  private static final int FEW = 5_000;
  private static final int MANY = 50_000;
  private static final int ROUNDS = 40;
  private static final int PAGES = 20;
  private static final String MONTH = "from=2026-10-01&to=2026-10-31";
  private static final String THREE_YEARS = "from=2023-11-01&to=2026-10-31";

  private static final String HAND_OVERS =
      """
      insert into hand_over (incident_number, from_team, to_team, reason, handed_over_by,
        handed_over_at)
      select number, team, 'responder-network', 'Of the network', 'service-desk',
        recorded_at + interval '1 hour'
      from incident where team is not null and right(number, 1) = '7'
        and not exists (select 1 from hand_over where incident_number = number)
      """;

  private static final String BREACHES =
      """
      insert into breach (incident_number, target, priority, due, breached_at, told)
      select number, 'RESOLVE', priority, resolve_due, resolve_due, 'service-desk'
      from incident where resolve_due is not null and right(number, 2) = '13'
        and not exists (select 1 from breach where incident_number = number)
      """;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;
  @Autowired private EngineClock clock;
  @Autowired private MonthlyDocument monthly;

  @Test
  void figuresOfFewAndMany(Browser browser) throws IOException {
    clock.stopAt(Instant.parse(GeneratedIncidents.UNTIL));
    add(FEW);
    Map<String, Double> few = measured(browser, FEW);
    add(MANY - FEW);
    Map<String, Double> many = measured(browser, MANY);
    System.out.printf("p95 in ms %30s %,8d %,8d   growth%n", "", FEW, MANY);
    many.forEach(
        (name, millis) ->
            System.out.printf(
                "%-40s %8.0f %8.0f %8.1f%n", name, few.get(name), millis, millis / few.get(name)));
  }

  private void add(int count) {
    GeneratedIncidents.add(jdbc, transactions, count);
    jdbc.sql(HAND_OVERS).update();
    jdbc.sql(BREACHES).update();
    jdbc.sql("vacuum analyze hand_over").update();
    jdbc.sql("vacuum analyze breach").update();
  }

  private Map<String, Double> measured(Browser browser, int incidents) throws IOException {
    Map<String, Double> times = new LinkedHashMap<>();
    Api auditor = Api.as("auditor", port);
    for (Figure figure : Figure.values()) {
      for (String period : new String[] {MONTH, THREE_YEARS}) {
        times.put(
            figure.key() + (period.equals(MONTH) ? ", a month" : ", three years"),
            p95(
                ROUNDS,
                () -> {
                  Api.Answer answer = auditor.get("/api/reports/" + figure.key() + "?" + period);
                  assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                }));
      }
    }
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
      Page page = logIn(context);
      for (String period : new String[] {MONTH, THREE_YEARS}) {
        times.put(
            "the whole page" + (period.equals(MONTH) ? ", a month" : ", three years"),
            p95(PAGES, () -> open(page, period)));
        look(page, incidents + (period.equals(MONTH) ? "-month" : "-years"));
      }
    }
    YearMonth month = YearMonth.of(2026, 10);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    times.put("report of a month as PDF", p95(PAGES, () -> monthly.of(month, zone)));
    Files.createDirectories(Path.of("target/pictures"));
    Files.write(
        Path.of("target/pictures/report-benchmark-%d.pdf".formatted(incidents)),
        monthly.of(month, zone));
    return times;
  }

  private Page logIn(BrowserContext context) {
    Page page = context.newPage();
    page.setDefaultTimeout(120_000);
    page.navigate("http://localhost:" + port + "/camunda/app/cockpit/default/");
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.locator("input[type=text]").first().fill("auditor");
    page.locator("input[type=password]").fill(DemoUsers.PASSWORD);
    page.waitForResponse("**/login/cockpit", () -> page.locator("button[type=submit]").click());
    page.waitForLoadState(LoadState.NETWORKIDLE);
    return page;
  }

  /** From another page of Cockpit to the last figure. */
  private void open(Page page, String period) {
    page.evaluate("window.location.hash = '#/dashboard'");
    page.waitForSelector(
        ".ims-reports",
        new Page.WaitForSelectorOptions()
            .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    page.evaluate("period => window.location.hash = '#/ims/reports?' + period", period);
    page.waitForSelector(".ims-reports[data-complete]");
    assertThat(page.locator(".ims-failure").count()).isZero();
  }

  private static void look(Page page, String name) {
    for (int width : new int[] {1280, 390}) {
      page.setViewportSize(width, width == 390 ? 16_000 : 9_000);
      page.waitForTimeout(500);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(
                  Path.of("target/pictures", "report-benchmark-%s-%d.png".formatted(name, width))));
    }
    page.setViewportSize(1280, 800);
  }

  /** In milliseconds; the first rounds do not count. */
  private static double p95(int rounds, Runnable question) {
    double[] millis = new double[rounds];
    for (int round = -3; round < rounds; round++) {
      long begin = System.nanoTime();
      question.run();
      if (round >= 0) {
        millis[round] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis[rounds * 95 / 100];
  }
}
