package org.ims.communication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.ims.testing.Api;
import org.ims.testing.Browsing;
import org.ims.testing.Browsing.Visit;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages as those who keep them see them, on the page and by the API. */
@ImsHttpTest
class MessagesPageTest {

  @LocalServerPort private int port;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private JdbcClient jdbc;

  @Test
  void undeliveredMessageIsSentAgainFromThePage() {
    String number = undelivered(false);
    Browsing manager = Browsing.as("incident-manager", port);

    Visit page = manager.get("/messages");
    assertThat(page.text()).contains(number, "The mail server does not answer.");
    String retry = "form[action$=/messages/" + id(number) + "/retry]";
    assertThat(manager.submit(page, retry, Map.of()).location()).endsWith("/messages");
    jobs.run(number, "ServiceTask_SendNotice");

    assertThat(message(number).get("state").asText()).isEqualTo("SENT");
  }

  @Test
  void undeliveredMessageIsDiscardedWithAReason() {
    String number = undelivered(false);
    Api manager = Api.as("incident-manager", port);
    String path = "/api/messages/" + id(number) + "/discard";

    assertThat(manager.post(path, "{\"reason\":\" \"}").status()).isEqualTo(400);
    assertThat(manager.post(path, "{\"reason\":\"Told on the telephone\"}").status())
        .isEqualTo(204);
    assertThat(message(number).get("state").asText()).isEqualTo("DISCARDED");
    assertThat(message(number).get("reason").asText()).isEqualTo("Told on the telephone");
    assertThat(manager.post(path, "{\"reason\":\"Again\"}").status()).isEqualTo(400);
    assertThat(manager.post("/api/messages/987654321/retry", "").status()).isEqualTo(404);
  }

  @Test
  void allUndeliveredMessagesAreSentAgainAtOnce() {
    String first = undelivered(false);
    String second = undelivered(false);

    Api.Answer answer = Api.as("admin", port).post("/api/messages/retry", "");

    assertThat(answer.json().get("messages").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(message(first).get("state").asText()).isEqualTo("PENDING");
    assertThat(message(second).get("state").asText()).isEqualTo("PENDING");
  }

  @ParameterizedTest
  @CsvSource({
    "admin, 200, 204",
    "incident-manager, 200, 204",
    "comms-external, 200, 204",
    "auditor, 200, 403",
    "service-desk, 403, 403",
    "reporter, 403, 403",
  })
  void onlyKeepersDecide(String login, int reading, int deciding) {
    String number = undelivered(false);
    Api person = Api.as(login, port);

    assertThat(person.get("/api/messages").status()).isEqualTo(reading);
    assertThat(Browsing.as(login, port).get("/messages").status()).isEqualTo(reading);
    assertThat(person.post("/api/messages/" + id(number) + "/retry", "").status())
        .isEqualTo(deciding);
  }

  /** Who may not see a restricted incident learns nothing of its messages. */
  @Test
  void messagesOfRestrictedIncidentsStayWithTheirPeople() {
    String number = undelivered(true);
    Api outsider = Api.as("comms-external", port);

    assertThat(outsider.get("/api/messages?incident=" + number).json()).isEmpty();
    assertThat(outsider.post("/api/messages/" + id(number) + "/retry", "").status()).isEqualTo(404);
    assertThat(outsider.get("/api/incidents/" + number + "/timeline").status()).isEqualTo(404);
    JsonNode timeline =
        Api.as("incident-manager", port).get("/api/incidents/" + number + "/timeline").json();
    assertThat(timeline.findValuesAsText("kind")).contains("message-undelivered");
  }

  @Test
  void reportersDoNotReadTheTimeline() {
    String number = undelivered(false);

    assertThat(Api.as("reporter", port).get("/api/incidents/" + number + "/timeline").status())
        .isEqualTo(404);
    assertThat(Api.as("service-desk", port).get("/api/incidents/" + number + "/timeline").status())
        .isEqualTo(200);
  }

  /** As after the last attempt; the way there is the process test's matter. */
  private String undelivered(boolean restricted) {
    String number =
        desk.reportedAndRegistered(
            "reporter", Desk.with(journey.report(Journey.Kind.MINOR), "restricted", restricted));
    jdbc.sql("update notice set address = 'no address' where incident_number = :number")
        .param("number", number)
        .update();
    jobs.run(number, "ServiceTask_SendNotice");
    jdbc.sql(
            """
            update notice set address = 'reporter@example.org',
                last_error = 'The mail server does not answer.'
            where incident_number = :number
            """)
        .param("number", number)
        .update();
    return number;
  }

  private JsonNode message(String number) {
    return Api.as("admin", port).get("/api/messages?incident=" + number).json().get(0);
  }

  private long id(String number) {
    return message(number).get("id").asLong();
  }
}
