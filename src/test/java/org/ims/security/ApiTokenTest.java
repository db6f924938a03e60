package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.ims.engine.EngineClock;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A machine works with a token in the name of a user, and with no more than that. */
@ImsHttpTest
class ApiTokenTest {

  private static final String OWNER = "owner-of-tokens";
  private static final String ANY = "{\"name\":\"Nightly export\"}";

  @Autowired private IdentityService identities;
  @Autowired private EngineClock clock;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  @BeforeEach
  void anOwner() {
    User user = identities.newUser(OWNER);
    user.setPassword(DemoUsers.PASSWORD);
    identities.saveUser(user);
    identities.createMembership(OWNER, Roles.INCIDENT_MANAGER);
  }

  @AfterEach
  void noOwner() {
    identities.deleteUser(OWNER);
  }

  @Test
  void itIsShownOnceAndWorksAsItsOwner() {
    HttpResponse<String> answer = owner().post("/api/tokens", ANY);
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode made = Http.json(answer);
    String text = made.path("secret").asText();
    assertThat(text).matches("ims_api_[0-9A-Za-z]{49}");
    assertThat(made.at("/token/owner").asText()).isEqualTo(OWNER);

    Http machine = bearer(text);
    assertThat(machine.get("/api/messages").statusCode()).isEqualTo(200);
    assertThat(machine.get("/api/channels").statusCode()).isEqualTo(403);
    assertThat(machine.get("/engine-rest/version").statusCode()).isEqualTo(403);

    HttpResponse<String> list = owner().get("/api/tokens");
    assertThat(list.body()).contains("Nightly export").doesNotContain(text);
    assertThat(Http.json(list).at("/0/lastUsedAt").asText()).endsWith(":00:00Z");
    assertThat(
            jdbc.sql("select count(*) from api_token where encode(digest, 'escape') like '%ims_%'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql("select digest from api_token where id = ?")
                .param(made.at("/token/id").asLong())
                .query(byte[].class)
                .single())
        .isEqualTo(ApiTokenText.digest(text));
  }

  @Test
  void itsRightsFollowThoseOfItsOwner() {
    Http machine = bearer(token(ANY));
    assertThat(machine.get("/api/messages").statusCode()).isEqualTo(200);
    identities.deleteMembership(OWNER, Roles.INCIDENT_MANAGER);
    assertThat(machine.get("/api/messages").statusCode()).isEqualTo(403);
    identities.createMembership(OWNER, Roles.PROCESS_OWNER);
    assertThat(machine.get("/engine-rest/process-definition/count").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "incidents:read, GET, /api/incidents, 200",
    "incidents:read, POST, /api/incidents, 403",
    "incidents:read, GET, /api/messages, 403",
    "incidents:read, GET, /engine-rest/process-definition/count, 403",
    "incidents:report, POST, /api/incidents, 400",
    "incidents:report, GET, /api/incidents, 403",
    "messages:read, GET, /api/messages, 200",
    "messages:read, POST, /api/messages/1/retry, 403",
    "engine, GET, /engine-rest/process-definition/count, 200",
    "engine, GET, /api/incidents, 403",
  })
  void aNarrowedOneMayOnlyThat(String scope, String method, String path, int expected) {
    identities.createMembership(OWNER, Roles.PROCESS_OWNER);
    Http machine = bearer(token("{\"name\":\"x\",\"scopes\":[\"" + scope + "\"]}"));
    String body = method.equals("POST") ? "{}" : null;
    assertThat(
            machine.send(method, path, body, body == null ? null : "application/json").statusCode())
        .isEqualTo(expected);
  }

  @Test
  void itMakesNoTokensAndBeginsNoSessions() {
    String text = token(ANY);
    assertThat(bearer(text).get("/api/messages").headers().firstValue("Set-Cookie")).isEmpty();
    Http machine = bearer(text);
    assertThat(machine.post("/api/tokens", ANY).statusCode()).isEqualTo(403);
    assertThat(machine.get("/api/tokens").statusCode()).isEqualTo(403);
    assertThat(machine.send("DELETE", "/api/tokens/1").statusCode()).isEqualTo(403);
    assertThat(machine.get("/camunda/api/engine/engine/default/task?maxResults=1").statusCode())
        .isEqualTo(401);
    assertThat(machine.get("/report/mine").statusCode()).isEqualTo(401);
    assertThat(machine.get("/actuator/env").statusCode()).isEqualTo(401);
  }

  @Test
  void aRevokedOneIsRefusedAtOnce() {
    JsonNode made = Http.json(owner().post("/api/tokens", ANY));
    Http machine = bearer(made.path("secret").asText());
    String address = "/api/tokens/" + made.at("/token/id").asText();
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(200);
    assertThat(Http.basic(port, "legal").send("DELETE", address).statusCode()).isEqualTo(404);
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(200);
    assertThat(owner().send("DELETE", address).statusCode()).isEqualTo(204);
    HttpResponse<String> answer = machine.get("/api/incidents");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\"");
    assertThat(entries("api-token-created", OWNER)).isPositive();
    assertThat(entries("api-token-revoked", OWNER)).isEqualTo(1);
  }

  @Test
  void anAdministratorSeesAndRevokesThoseOfAll() {
    JsonNode made = Http.json(owner().post("/api/tokens", ANY));
    Http admin = Http.basic(port, "admin");
    assertThat(admin.get("/api/tokens").body()).contains("\"owner\":\"" + OWNER + "\"");
    assertThat(Http.basic(port, "legal").get("/api/tokens").body()).doesNotContain(OWNER);
    assertThat(admin.send("DELETE", "/api/tokens/" + made.at("/token/id").asText()).statusCode())
        .isEqualTo(204);
    assertThat(bearer(made.path("secret").asText()).get("/api/incidents").statusCode())
        .isEqualTo(401);
  }

  @Test
  void itExpires() {
    clock.stopAt(clock.instant());
    Http machine = bearer(token("{\"name\":\"x\",\"lifetime\":\"P1D\"}"));
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(200);
    clock.stopAt(clock.instant().plus(Duration.ofDays(1)));
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(401);
  }

  @Test
  void itEndsWithItsOwnerEvenWhenTheLoginComesBack() {
    Http machine = bearer(token(ANY));
    identities.deleteUser(OWNER);
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(401);
    anOwner();
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(401);
  }

  @Test
  void itStopsWhileItsOwnerIsLocked() {
    Http machine = bearer(token(ANY));
    jdbc.sql(
            "update act_id_user set attempts_ = 1, lock_exp_time_ = now() + interval '1 hour' where id_ = ?")
        .param(OWNER)
        .update();
    assertThat(machine.get("/api/incidents").statusCode())
        .as("a wrong password somewhere does not stop machines")
        .isEqualTo(200);
    jdbc.sql("update act_id_user set attempts_ = 10 where id_ = ?").param(OWNER).update();
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(401);
    identities.unlockUser(OWNER);
    assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(200);
  }

  /** Who has left the provider comes by single sign-on no more, and must not stay by a token. */
  @Test
  void itRestsWhenNobodyVouchedForItsOwnerForLong() {
    Http machine = bearer(token(ANY));
    jdbc.sql(
            "insert into oidc_user (issuer, subject, user_id, last_visit) values ('https://x', 'y',"
                + " ?, now() - interval '31 days')")
        .param(OWNER)
        .update();
    try {
      assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(401);
      jdbc.sql("update oidc_user set last_visit = now() - interval '29 days' where user_id = ?")
          .param(OWNER)
          .update();
      assertThat(machine.get("/api/incidents").statusCode()).isEqualTo(200);
    } finally {
      jdbc.sql("delete from oidc_user where user_id = ?").param(OWNER).update();
    }
  }

  @Test
  void oneThatNobodyMadeIsRefused() {
    String good = token(ANY);
    for (String bad :
        List.of(
            good.substring(0, good.length() - 1) + (good.endsWith("a") ? "b" : "a"),
            good + "a",
            "ims_api_",
            ApiTokenText.random(new SecureRandom()))) {
      assertThat(bearer(bad).get("/api/incidents").statusCode()).as(bad).isEqualTo(401);
    }
    assertThat(bearer("eyJhbGciOiJub25lIn0.e30.").get("/api/incidents").statusCode())
        .isEqualTo(401);
    assertThat(
            jdbc.sql("select count(*) from sign_in_count where kind = 'token' and person = ''")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                        | name",
        "{'name':'  '}                             | name",
        "{'name':'x','scopes':['all']}             | scopes",
        "{'name':'x','lifetime':'P366D'}           | lifetime",
        "{'name':'x','lifetime':'PT0S'}            | lifetime",
        "{'name':'x','lifetime':'soon'}            | lifetime",
      })
  void whatBreaksRulesIsNamed(String body, String field) {
    HttpResponse<String> answer = owner().post("/api/tokens", body.replace('\'', '"'));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Http.json(answer).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void nobodyHasTooMany() {
    for (int i = 0; i < 20; i++) {
      assertThat(owner().post("/api/tokens", ANY).statusCode()).isEqualTo(201);
    }
    HttpResponse<String> answer = owner().post("/api/tokens", ANY);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Http.json(answer).at("/errors/0/rule").asText()).isEqualTo("max-tokens");
  }

  private Http owner() {
    return Http.basic(port, OWNER);
  }

  private String token(String request) {
    return Http.json(owner().post("/api/tokens", request)).path("secret").asText();
  }

  private Http bearer(String token) {
    return Http.anonymous(port).with("Authorization", "Bearer " + token);
  }

  private int entries(String kind, String owner) {
    return OrganisationJournal.newest(port, kind, owner).size();
  }
}
