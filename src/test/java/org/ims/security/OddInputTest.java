package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What no honest client sends is refused as bad input, and tells nothing of our inside. */
@ImsHttpTest
class OddInputTest {

  private static final String TASKLIST = "/camunda/api/engine/engine/default";

  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/tokens | {'name':'a\\u0000'} | name",
        "/api/tokens | {'name':'\\ud800'} | name",
        "/api/tokens | {'name':'x','scopes':['\\u0000']} | scopes[0]",
        "/api/subscriptions | {'service':'\\u0000','channel':'mail'} | service",
        "/api/incidents | {'title':'a','service':'mail\\u0000'} | service",
      })
  void textsThatCannotBeKeptAreNamed(String path, String body, String field) {
    Api.Answer answer = Api.as("exec", port).post(path, body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asText()).isEqualTo(field);
    assertThat(answer.json().get("errors").get(0).get("rule").asText()).isEqualTo("characters");
  }

  @Test
  void nothingIsNoScope() {
    Api.Answer answer =
        Api.as("exec", port).post("/api/tokens", "{\"name\":\"x\",\"scopes\":[null]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("Scopes must be among");
  }

  @Test
  void aTokenLivesForASecondAtLeast() {
    Api.Answer answer =
        Api.as("exec", port)
            .post("/api/tokens", "{\"name\":\"x\",\"lifetime\":\"PT0.000000001S\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("Lifetime must be between PT1S and");
  }

  @Test
  void aLoginThatNobodyCanHaveIsRefused() {
    String odd = Base64.getEncoder().encodeToString("a\0b:c".getBytes(StandardCharsets.ISO_8859_1));
    HttpResponse<String> basic =
        Http.anonymous(port).with("Authorization", "Basic " + odd).get("/api/incidents");
    assertThat(basic.statusCode()).as(basic.body()).isEqualTo(400);
    HttpResponse<String> form = Http.anonymous(port).login("a%00", "c", "tasklist");
    assertThat(form.statusCode()).as(form.body()).isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/history/process-instance?maxResults=9&processInstanceBusinessKey=%00",
        "/history/process-instance?maxResults=9&firstResult=-5",
        "/history/process-instance/count?startedAfter=999999999-01-01T00:00:00.000%2B0000",
      })
  void whatTheDatabaseCannotBeAskedForIsRefused(String path) {
    HttpResponse<String> answer = Http.basic(port, "auditor").get("/engine-rest" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  /** Mails are believed by their sender's address. */
  @Test
  void nobodyTakesSomebodyElsesAddress() {
    Http exec = Http.webapp(port, "exec", "tasklist");
    String profile = TASKLIST + "/user/exec/profile";
    String own = exec.get(profile).body();
    String email = Http.json(exec.get(profile)).path("email").asText();

    assertThat(exec.put(profile, own).statusCode()).isEqualTo(204);
    HttpResponse<String> answer = exec.put(profile, own.replace(email, "reporter@example.org"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("an administrator changes yours");
    assertThat(Http.json(exec.get(profile)).path("email").asText()).isEqualTo(email);
  }

  @Test
  void aFaultOfTheEngineTellsNothingOfItsInside() {
    HttpResponse<String> answer =
        Http.webapp(port, "reporter", "tasklist").get(TASKLIST + "/task/nope/deployed-form");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("the log has details under reference")
        .doesNotContain("NullPointerException", "org.camunda", "Cannot invoke");
  }

  @Test
  void jsonThatCannotBeReadIsRefusedWithoutTheReadersInside() {
    HttpResponse<String> answer =
        Http.webapp(port, "reporter", "tasklist").post(TASKLIST + "/task/count", "{");

    assertThat(answer.statusCode()).isEqualTo(400);
    // Two parts of the engine's interface know such a failure, and chance decides which answers.
    assertThat(answer.body())
        .containsAnyOf("cannot be read as JSON", "InvalidRequestException")
        .doesNotContain("Source", "Stream", "fasterxml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/journal/entries?foo=1", "/api/messages?page=-1"})
  void aParameterThatThereIsNotIsNamed(String path) {
    Api.Answer answer = Api.as("auditor", port).get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("There is no such parameter.");
  }
}
