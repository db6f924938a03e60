package org.ims.communication.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.ims.engine.People;
import org.ims.testing.Api;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Subscriptions as people and programs keep them, on the page and by the API. */
@ImsHttpTest
class SubscriptionsPageTest {

  private static final String FORM = "form[action$=/subscriptions]";

  @LocalServerPort private int port;
  @Autowired private Subscriptions subscriptions;
  @Autowired private Desk desk;
  @Autowired private People people;
  @Autowired private IdentityService identity;
  @Autowired private Journey journey;

  @AfterEach
  void forget() {
    subscriptions.deleteAll();
  }

  @Test
  void anybodySubscribesThemselvesAndEndsIt() {
    Browsing reporter = Browsing.as("reporter", port);
    Visit page = reporter.get("/subscriptions");
    assertThat(page.page().select("#kind")).as("others are not offered").isEmpty();

    Visit done = reporter.submit(page, FORM, Map.of("service", "mail", "priority", "P2"));
    assertThat(done.location()).endsWith("/subscriptions");
    Visit after = reporter.get("/subscriptions");
    assertThat(after.page().select("main table").text()).contains("Mail", "P2 or higher");

    long id = subscriptions.findAll().get(0).id();
    reporter.submit(after, "form[action$=/subscriptions/" + id + "/end]", Map.of());
    assertThat(reporter.get("/subscriptions").page().select("main table")).isEmpty();
    assertThat(subscriptions.findAll()).singleElement().matches(Subscription::isEnded);
  }

  @Test
  void mistakesAreNamedAndNothingTypedIsLost() {
    Browsing keeper = Browsing.as("comms-external", port);
    Visit refused =
        keeper.submit(
            keeper.get("/subscriptions"),
            FORM,
            Map.of("kind", "ADDRESS", "subscriber", "nobody", "incident", "INC-2026-999999"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.page().select("[role=alert] li").eachText())
        .containsExactly(
            "Subscriber must be a mail address.", "Incident: there is no such incident.");
    assertThat(refused.page().select("#subscriber").val()).isEqualTo("nobody");
    assertThat(refused.page().select("#kind option[selected]").val()).isEqualTo("ADDRESS");
    assertThat(subscriptions.findAll()).isEmpty();
  }

  @Test
  void keepersSubscribeOthers() {
    Browsing keeper = Browsing.as("comms-external", port);
    keeper.submit(
        keeper.get("/subscriptions"),
        FORM,
        Map.of("kind", "ADDRESS", "subscriber", "kunde@example.net"));

    assertThat(keeper.get("/subscriptions").page().select("main table").text())
        .contains("kunde@example.net", "Updates for customers");
    assertThat(Browsing.as("reporter", port).get("/subscriptions").text())
        .doesNotContain("kunde@example.net");
  }

  @Test
  void anybodyChoosesTheLanguageOfTheirMails() {
    Browsing exec = Browsing.as("exec", port);
    Visit page = exec.get("/subscriptions");
    exec.submit(page, "form[action$=/subscriptions/language]", Map.of("language", "de"));
    try {
      assertThat(people.language("exec")).contains("de");
      assertThat(exec.get("/subscriptions").page().select("#language option[selected]").val())
          .isEqualTo("de");
      Visit refused =
          exec.submit(page, "form[action$=/subscriptions/language]", Map.of("language", "xx"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(people.language("exec")).contains("de");
    } finally {
      identity.deleteUserInfo("exec", "language");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reporter | {\"service\":\"mail\"} | 201",
        "reporter | {\"kind\":\"GROUP\",\"subscriber\":\"exec\"} | 400",
        "reporter | {\"kind\":\"PERSON\",\"subscriber\":\"exec\"} | 400",
        "comms-internal | {\"kind\":\"GROUP\",\"subscriber\":\"exec\"} | 201",
        "comms-internal | {\"kind\":\"GROUP\",\"subscriber\":\"nobody\"} | 400",
        "comms-internal | {\"kind\":\"GROUP\"} | 400",
        "comms-internal | {\"kind\":\"CHANNEL\",\"subscriber\":\"operations\"} | 201",
        "comms-internal | {\"kind\":\"CHANNEL\",\"subscriber\":\"a b\"} | 400",
        "comms-internal | {\"kind\":\"ADDRESS\",\"subscriber\":\"a@b.example\"} | 201",
        "comms-internal | {\"kind\":\"ADDRESS\",\"subscriber\":\"a@b.example\",\"audience\":\"USERS\"} | 400",
        "comms-internal | {\"kind\":\"PERSON\",\"subscriber\":\"exec\"} | 201",
        "comms-internal | {\"kind\":\"PERSON\",\"subscriber\":\"nobody\"} | 400",
        "exec | {\"service\":\"no-such\"} | 400",
        "exec | {\"priority\":\"P9\"} | 400",
        "exec | {\"kind\":\"EVERYBODY\"} | 400",
        "exec | [] | 400",
      })
  void requestsAreChecked(String login, String json, int status) {
    Api.Answer answer = Api.as(login, port).post("/api/subscriptions", json);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(subscriptions.findAll()).hasSize(status == 201 ? 1 : 0);
  }

  @Test
  void sameSubscriptionIsTakenOnce() {
    Api exec = Api.as("exec", port);
    assertThat(exec.post("/api/subscriptions", "{\"service\":\"mail\"}").status()).isEqualTo(201);
    Api.Answer again = exec.post("/api/subscriptions", "{\"service\":\"mail\"}");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text()).contains("This subscription exists already.");
    assertThat(exec.post("/api/subscriptions", "{}").status()).isEqualTo(201);
    assertThat(exec.get("/api/subscriptions").json()).hasSize(2);
  }

  @Test
  void nobodyEndsWhatIsNotTheirs() {
    Api.as("exec", port).post("/api/subscriptions", "{\"service\":\"mail\"}");
    long id = subscriptions.findAll().get(0).id();

    assertThat(Api.as("legal", port).delete("/api/subscriptions/" + id).status()).isEqualTo(404);
    assertThat(Api.as("comms-internal", port).delete("/api/subscriptions/" + id).status())
        .isEqualTo(204);
    assertThat(Api.as("comms-internal", port).delete("/api/subscriptions/" + id).status())
        .isEqualTo(404);
  }

  /** To subscribe must not tell whether a restricted incident exists. */
  @Test
  void restrictedIncidentsLookAsIfTheyWereNot() {
    String number =
        desk.reportedAndRegistered(
            "service-desk", Desk.with(journey.report(Journey.Kind.MINOR), "restricted", true));
    String request = "{\"incident\":\"" + number + "\"}";

    assertThat(Api.as("exec", port).post("/api/subscriptions", request).text())
        .contains("Incident: there is no such incident.");
    assertThat(Api.as("incident-manager", port).post("/api/subscriptions", request).status())
        .isEqualTo(201);
  }
}
