package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.ims.engine.EngineClock;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How sessions begin and end, and that the journal tells it without being filled by strangers. */
@ImsHttpTest
class SessionTest {

  private static final String DATA = "/camunda/api/engine/engine/default/task?maxResults=1";
  private static final String FORM = "application/x-www-form-urlencoded";

  @Autowired private IdentityService identities;
  @Autowired private EngineClock clock;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;
  @Autowired private WebSessions webSessions;
  @LocalServerPort private int port;

  private static int tests;

  private String person;

  @BeforeEach
  void aPerson() {
    person = "guest-" + ++tests;
    User user = identities.newUser(person);
    user.setPassword(DemoUsers.PASSWORD);
    identities.saveUser(user);
    identities.createMembership(person, Roles.REPORTER);
    // An hour in which nobody has tried anything.
    clock.stopAt(clock.instant().plus(tests * 30L, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS));
  }

  @AfterEach
  void nobody() {
    jdbc.sql("delete from web_session where person = ?").param(person).update();
    identities.deleteUser(person);
  }

  @Test
  void aSessionEndsAfterItsLongestTimeHoweverBusyItIs() {
    assertThat(environment.getProperty("server.servlet.session.timeout")).isEqualTo("PT30M");
    Http session = Http.webapp(port, person, "tasklist");
    for (int hour = 1; hour < 12; hour++) {
      clock.stopAt(clock.instant().plus(1, ChronoUnit.HOURS));
      assertThat(session.get(DATA).statusCode()).as("after %d hours", hour).isEqualTo(200);
    }
    clock.stopAt(clock.instant().plus(1, ChronoUnit.HOURS));
    assertThat(session.get(DATA).statusCode()).isEqualTo(401);
    assertThat(entries("session-ended")).hasSize(1);
    assertThat(entries("session-ended").get(0)).contains("lifetime");
  }

  @Test
  void theOldestOfTooManySessionsEnds() {
    List<Http> sessions = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      clock.stopAt(clock.instant().plusSeconds(1));
      sessions.add(Http.webapp(port, person, "tasklist"));
    }
    // Each node looks again after some seconds.
    clock.stopAt(clock.instant().plusSeconds(10));
    assertThat(sessions.get(0).get(DATA).statusCode()).isEqualTo(401);
    for (Http session : sessions.subList(1, sessions.size())) {
      assertThat(session.get(DATA).statusCode()).isEqualTo(200);
    }
    assertThat(entries("session-ended")).hasSize(1);
  }

  /** A browser sends the next requests before the one that signed in has ended. */
  @Test
  void requestsSideBySideBeginOneSession() {
    SignedIn one = webSessions.begin("session", person, "pages", "127.0.0.1");
    SignedIn other = webSessions.begin("session", person, "pages", "127.0.0.1");
    assertThat(other.key()).isEqualTo(one.key());
    assertThat(entries("signed-in")).hasSize(1);
    assertThat(webSessions.begin("next", person, "pages", "127.0.0.1").key())
        .isNotEqualTo(one.key());
    assertThat(entries("signed-in")).hasSize(2);
  }

  @Test
  void signingInAndOutIsOnRecordForTheWebApplications() {
    Http session = Http.webapp(port, person, "tasklist");
    assertThat(entries("signed-in")).hasSize(1);
    assertThat(entries("signed-in").get(0)).contains("web-applications");
    assertThat(
            session
                .send("POST", "/camunda/api/admin/auth/user/default/logout", "", FORM)
                .statusCode())
        .isEqualTo(200);
    assertThat(session.get(DATA).statusCode()).isEqualTo(401);
    assertThat(entries("signed-out")).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from web_session where person = ?")
                .param(person)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aSessionGetsANewIdWhenSomebodySignsIn() {
    Http webapp = Http.anonymous(port);
    webapp.get("/camunda/app/tasklist/default/");
    String before = webapp.cookie("JSESSIONID");
    HttpResponse<String> answer = webapp.login(person, DemoUsers.PASSWORD, "tasklist");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(webapp.cookie("JSESSIONID")).isNotEqualTo(before);

    Http page = Http.anonymous(port);
    HttpResponse<String> form = page.get("/login");
    String planted = page.cookie("JSESSIONID");
    assertThat(planted).isNotNull();
    assertThat(signIn(page, form, DemoUsers.PASSWORD).headers().firstValue("Location").orElse(""))
        .endsWith("/report");
    assertThat(page.cookie("JSESSIONID")).isNotEqualTo(planted);
    assertThat(page.get("/report/mine").statusCode()).isEqualTo(200);
    assertThat(entries("signed-in")).hasSize(2);

    Http thief = Http.anonymous(port).with("Cookie", "JSESSIONID=" + planted);
    assertThat(thief.get("/report/mine").statusCode()).isNotEqualTo(200);
  }

  @Test
  void cookiesAreOutOfReachOfScriptsAndOtherSites() {
    HttpResponse<String> answer = Http.anonymous(port).get("/camunda/app/tasklist/default/");
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertThat(cookies)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c).containsIgnoringCase("SameSite=Lax"));
    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly"));
  }

  @Test
  void failuresAreToldNowAndThenAndStrangersHaveNoName() {
    String secret = "my-password-in-the-wrong-field";
    for (int i = 0; i < 12; i++) {
      assertThat(Http.anonymous(port).login(secret, "x", "tasklist").statusCode()).isEqualTo(401);
    }
    assertThat(
            jdbc.sql("select count(*) from sign_in_count where person = ?")
                .param(secret)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(OrganisationJournal.newest(port, "sign-in-failed", secret)).isEmpty();
    Instant hour = clock.instant();
    assertThat(
            OrganisationJournal.newest(port, "sign-in-failed", "timesThisHour").stream()
                .filter(entry -> entry.toString().contains(hour.toString().substring(0, 13)))
                .toList())
        .as("the first and the tenth")
        .hasSize(2);
  }

  @Test
  void aLockedLoginIsToldOnce() {
    for (int i = 0; i < 12; i++) {
      clock.stopAt(clock.instant().plus(Duration.ofMinutes(2)));
      assertThat(Http.anonymous(port).login(person, "wrong", "tasklist").statusCode())
          .isEqualTo(401);
    }
    assertThat(entries("sign-in-failed"))
        .hasSize(2)
        .allSatisfy(e -> assertThat(e).doesNotContain("wrong"));
    assertThat(entries("sign-in-locked")).hasSize(1);
    assertThat(Http.anonymous(port).login(person, DemoUsers.PASSWORD, "tasklist").statusCode())
        .isEqualTo(401);
  }

  @Test
  void aProgramThatSendsItsPasswordEachTimeIsToldOnceAnHour() {
    Http program = Http.basic(port, person);
    for (int i = 0; i < 3; i++) {
      assertThat(program.get("/api/services").statusCode()).isEqualTo(200);
    }
    assertThat(entries("signed-in")).hasSize(1);
    assertThat(entries("signed-in").get(0)).contains("\"api\"");
    assertThat(Http.basic(port, person, "wrong").get("/api/services").statusCode()).isEqualTo(401);
    assertThat(entries("sign-in-failed")).hasSize(1);
  }

  private HttpResponse<String> signIn(Http page, HttpResponse<String> form, String password) {
    String token = form.body().replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
    return page.send(
        "POST", "/login", "username=" + person + "&password=" + password + "&_csrf=" + token, FORM);
  }

  /** About the person, who is another one in each test. */
  private List<String> entries(String kind) {
    return OrganisationJournal.newest(port, kind, person).stream().map(Object::toString).toList();
  }
}
