package org.ims.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ims.security.DemoUsers;
import org.ims.security.Http;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who reaches the pages, and how. */
@ImsHttpTest
class SignInTest {

  /** A path of the pages that leads nowhere, and so says only whether somebody was let in. */
  private static final String NOWHERE = "/report/nothing-is-here";

  @LocalServerPort private int port;

  @Test
  void whoIsNotSignedInIsSentToTheFormAndThenBack() {
    Browsing person = Browsing.anonymous(port);

    Visit refused = person.get(NOWHERE);
    assertThat(refused.status()).isEqualTo(302);
    assertThat(refused.location()).endsWith("/login");

    Visit signedIn = person.signIn("reporter", DemoUsers.PASSWORD);
    assertThat(signedIn.location()).contains(NOWHERE);
    Visit page = person.get(NOWHERE);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.page().select(".who").text()).contains("reporter");
  }

  @Test
  void wrongPasswordIsTold() {
    Browsing person = Browsing.anonymous(port);

    Visit answer = person.signIn("legal", "wrong");

    assertThat(answer.location()).endsWith("/login?error");
    Visit form = person.get("/login?error");
    assertThat(form.page().select("[role=alert]").text()).isEqualTo("Login or password is wrong.");
    assertThat(person.get(NOWHERE).status()).isEqualTo(302);
  }

  @Test
  void formIsThereInGerman() {
    Visit form = Browsing.anonymous(port).with("Accept-Language", "de-DE,de;q=0.9").get("/login");

    assertThat(form.page().select("html").attr("lang")).isEqualTo("de");
    assertThat(form.page().select("h1").text()).isEqualTo("Anmelden");
  }

  @Test
  void sessionGetsANewIdentifierWithTheLogin() {
    Browsing person = Browsing.anonymous(port);
    person.get("/login");
    String before = person.cookie("JSESSIONID");

    person.signIn("reporter", DemoUsers.PASSWORD);

    assertThat(before).isNotNull();
    assertThat(person.cookie("JSESSIONID")).isNotNull().isNotEqualTo(before);
  }

  @Test
  void afterTheLogoutNothingIsOpen() {
    Browsing person = Browsing.as("reporter", port);

    Visit out = person.submit(person.get(NOWHERE), "form[action$=/logout]", Map.of());

    assertThat(out.location()).endsWith("/login?out");
    assertThat(person.get(NOWHERE).status()).isEqualTo(302);
  }

  /** Another site's page can make a browser send a form, but it does not know the token. */
  @Test
  void formWithoutItsTokenIsRefused() {
    Browsing person = Browsing.as("reporter", port);

    Visit answer = person.post("/logout", Map.of());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.page().select("h1").text()).isEqualTo("Not allowed");
    assertThat(person.get(NOWHERE).status()).isEqualTo(404);
  }

  @Test
  void programsAreAskedForBasicCredentials() {
    assertThat(Http.anonymous(port).get(NOWHERE).statusCode()).isEqualTo(401);
    assertThat(Http.basic(port, "reporter").get(NOWHERE).statusCode()).isEqualTo(404);
  }

  /** Who works in Tasklist need not sign in again. */
  @Test
  void loginToTasklistIsGoodForThePages() {
    Http worker = Http.webapp(port, "service-desk", "tasklist");

    assertThat(worker.get(NOWHERE).statusCode()).isEqualTo(404);
  }

  @Test
  void pagesCarryTheHeadersThatProtectThem() {
    Visit form = Browsing.anonymous(port).get("/login");

    assertThat(form.header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(form.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(form.header("Cache-Control")).contains("no-store");
    assertThat(form.page().select("style, [style], script:not([src])")).isEmpty();
  }

  @Test
  void looksAreOpenToEverybody() {
    assertThat(Browsing.anonymous(port).get("/pages/ims.css").status()).isEqualTo(200);
  }
}
