package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.browser.Looks.fits;
import static org.ims.browser.Looks.look;
import static org.ims.browser.Looks.open;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ims.communication.status.Told;
import org.ims.engine.EngineClock;
import org.ims.security.DemoUsers;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The status page in a real browser: new without a reload, readable by everybody. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class StatusInBrowserTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @LocalServerPort int port;
  @Autowired Journey journey;
  @Autowired EngineClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationEventPublisher events;
  @Autowired PlatformTransactionManager transactions;
  private Told told;
  private String mail;

  @BeforeEach
  void tell() {
    clock.stopAt(MONDAY);
    told = new Told(jdbc, events, transactions);
    told.forgetAll();
    told.show("mail", "telephony", "web-shop");
    mail = journey.toTriage(SEVERE);
    String phones = journey.toTriage(MINOR);
    for (String audience : List.of("users", "customers")) {
      told.tell(
          mail, audience, "INVESTIGATING", "Mails come late.\nCalendars work.", at(-90), at(-30));
      told.tell(mail, audience, "IDENTIFIED", "A disk is full.", at(-30), at(30));
      told.tell(phones, audience, "IDENTIFIED", "A cable is cut.", at(-60 * 24 * 20));
      told.tell(phones, audience, "MONITORING", "It is spliced.", at(-60 * 24 * 18));
      told.tell(phones, audience, "RESOLVED", "All lines work.", at(-60 * 24 * 17));
    }
  }

  @AfterEach
  void forget() {
    told.forgetAll();
  }

  @Test
  void strangersSeeItOnATelephoneAndItStaysNewByItself(Browser browser) {
    try (Page page = open(browser, 390, 844, ColorScheme.LIGHT, "en-GB")) {
      List<String> faults = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              faults.add(message.text());
            }
          });
      page.navigate(base() + "/status");
      page.waitForSelector("#live-note:has-text('itself')");
      look(page, "status-phone");
      assertThat(fits(page)).as("nothing beside the screen").isTrue();
      page.click("summary");
      page.focus("#current ~ article a");

      told.tell(mail, "customers", "MONITORING", "The disk has grown.", MONDAY, at(60));

      page.waitForSelector("text=The disk has grown.");
      assertThat(page.locator(".state").textContent()).isEqualTo("Services are being restored.");
      assertThat(page.locator("#live-note").textContent()).contains("something new");
      assertThat(page.evaluate("document.activeElement.textContent"))
          .as("the reader stays where they are")
          .isEqualTo("Mail and calendar");
      assertThat(page.evaluate("document.querySelector('details').open")).isEqualTo(true);

      told.tell(mail, "customers", "RESOLVED", "It works again.", at(1));

      page.waitForSelector("text=All services are operational.");
      assertThat(page.locator("#current").count()).isZero();
      look(page, "status-phone-resolved");

      page.navigate(base() + "/status/incidents/" + mail);
      look(page, "status-incident-phone");
      assertThat(fits(page)).isTrue();
      assertThat(faults).isEmpty();
    }
  }

  @Test
  void peopleInsideSeeAllServicesOnADeskInTheDark(Browser browser) {
    try (Page page = open(browser, 1280, 800, ColorScheme.DARK, "de-DE")) {
      page.navigate(base() + "/login");
      page.fill("#username", "reporter");
      page.fill("#password", DemoUsers.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL("**/report**");
      page.navigate(base() + "/status");
      assertThat(page.locator("h1").textContent()).isEqualTo("So geht es den Diensten");
      look(page, "status-desk-dark");
      page.navigate(base() + "/status/incidents/" + mail);
      look(page, "status-incident-desk-dark");
    }
  }

  @Test
  void textsStayReadableOnTheSmallestScreensAndADeskByDay(Browser browser) {
    try (Page page = open(browser, 320, 640, ColorScheme.DARK, "de-DE")) {
      page.navigate(base() + "/status");
      look(page, "status-small-dark");
      assertThat(fits(page)).isTrue();
    }
    try (Page page = open(browser, 1280, 800, ColorScheme.LIGHT, "en-GB")) {
      page.navigate(base() + "/status");
      look(page, "status-desk");
    }
  }

  private static Instant at(int minutes) {
    return MONDAY.plus(Duration.ofMinutes(minutes));
  }

  private String base() {
    return "http://127.0.0.1:" + port;
  }
}
