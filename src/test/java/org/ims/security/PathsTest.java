package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

/** Every path falls into the chain that was meant for it, and only health is open to the world. */
@ImsHttpTest
class PathsTest {

  @Autowired private ApplicationContext context;
  @Autowired private FilterChainProxy proxy;
  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource({
    "/, webapps",
    "/favicon.ico, webapps",
    "/camunda, webapps",
    "/camunda/, webapps",
    "/camunda/app/tasklist/default/, webapps",
    "/camunda/api/engine/engine/default/task, webapps",
    "/camunda/api/admin/setup/default/user/create, webapps",
    "/engine-rest, engineRest",
    "/engine-rest/, engineRest",
    "/engine-rest/engine/default/task, engineRest",
    "/api, api",
    "/api/incidents, api",
    "/api/incidents/INC-2026-000001, api",
    "/api/services, api",
    "/api/status, api",
    "/api/webhook-sources, api",
    "/api/channels, api",
    "/api/webhooks/alertmanager, webhooks",
    "/api/webhooks/nothing, webhooks",
    "/v3/api-docs, api",
    "/v3/api-docs/swagger-config, api",
    "/v3/api-docs.yaml, api",
    "/swagger-ui.html, api",
    "/swagger-ui/index.html, api",
    "/actuator, operations",
    "/actuator/health, operations",
    "/actuator/env, operations",
    "/actuator/prometheus, operations",
    "/login, pages",
    "/login/refused, pages",
    "/logout, pages",
    "/pages/ims.css, pages",
    "/report, pages",
    "/report/follow/x, pages",
    "/status, pages",
    "/status/feed.atom, pages",
    "/services/mail, pages",
    "/subscriptions, pages",
    "/messages, pages",
    "/reports, remainder",
    "/error, remainder",
    "/anything, remainder",
    "/camundax, remainder",
    "/apis, remainder",
  })
  void eachPathFallsIntoItsChain(String path, String chain) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    SecurityFilterChain expected = context.getBean(chain, SecurityFilterChain.class);
    SecurityFilterChain found =
        proxy.getFilterChains().stream()
            .filter(candidate -> candidate.matches(request))
            .findFirst()
            .orElseThrow();
    assertThat(found).isSameAs(expected);
    assertThat(found.getFilters()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine-rest/engine",
        "/engine-rest/process-definition",
        "/engine-rest/version",
        "/api/incidents",
        "/api/services",
        "/api/status",
        "/api/nothing",
        "/v3/api-docs",
        "/swagger-ui.html",
        "/swagger-ui/index.html",
        "/actuator",
        "/actuator/env",
        "/actuator/prometheus",
        "/error",
        "/nothing",
        "/webjars/swagger-ui/index.html",
      })
  void withoutALoginEverythingElseIs401(String path) {
    HttpResponse<String> answer = Http.anonymous(port).get(path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"IMS\", charset=\"UTF-8\"");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(Http.json(answer).path("status").asInt()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void healthIsOpenAndTellsNothingMore() {
    HttpResponse<String> answer = Http.anonymous(port).get("/actuator/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    // What other tests left behind may have made it less than well.
    assertThat(Http.json(answer).path("status").asText()).isIn("UP", "DEGRADED");
    assertThat(Http.json(answer).has("components")).isFalse();
    assertThat(Http.anonymous(port).send("POST", "/actuator/health", "", "text/plain").statusCode())
        .isEqualTo(401);
  }

  /** The engine's pages are served, as a login form has to be; its data are not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/engine/engine/default/task",
        "/camunda/api/engine/engine/default/user",
        "/camunda/api/engine/engine/default/process-definition",
        "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
        "/camunda/api/tasklist/plugin/tasklistPlugins/default/nothing",
      })
  void theWebApplicationsGiveNoDataWithoutALogin(String path) {
    assertThat(Http.anonymous(port).get(path).statusCode()).isIn(401, 403, 404);
  }

  @Test
  void theRootLeadsToTheWebApplications() {
    HttpResponse<String> answer = Http.anonymous(port).get("/");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).contains("/camunda/");
  }

  @Test
  void aLoginSees404WhereNothingIs() {
    assertThat(Http.basic(port, "reporter").get("/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> answer = Http.basic(port, "reporter").get("/api/nothing");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Http.json(answer).path("status").asInt()).isEqualTo(404);
  }

  /**
   * The engine's filter compares paths as they are sent and opens those that it does not know,
   * while the web server decodes them: each of these was the engine's API without a login.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/%61pi/engine/engine/default/user/count",
        "/camunda/ap%69/engine/engine/default/user/count",
        "/camunda/api/engin%65/engine/default/user/count",
        "/camunda/api/%65ngine/engine/default/user/count",
        "/c%61munda/api/engine/engine/default/user/count",
        "/%63amunda/api/engine/engine/default/user/count",
        "/camunda//api/engine/engine/default/user/count",
        "//camunda/api/engine/engine/default/user/count",
        "/camunda/api;x=1/engine/engine/default/user/count",
        "/camunda/./api/engine/engine/default/user/count",
        "/camunda/app/../api/engine/engine/default/user/count",
        "/camunda/api/admin/%73etup/default/user/create",
        "/engine%2drest/user/count",
        "/%65ngine-rest/user/count",
        "//engine-rest/user/count",
        "/api/..;/camunda",
        "/api/%2e%2e/actuator",
      })
  void pathsThatAreMeantToConfuseAreRefused(String path) {
    assertThat(Http.anonymous(port).get(path).statusCode()).isEqualTo(400);
    assertThat(Http.basic(port, "admin").get(path).statusCode()).isEqualTo(400);
  }

  @Test
  void aDefinitionsIdMayStillBeEncoded() {
    assertThat(
            Http.basic(port, "admin")
                .get("/engine-rest/process-definition/IncidentLifecycle%3A1%3Ax")
                .statusCode())
        .isEqualTo(404);
  }

  /** Whatever the engine's own filter thinks of the path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/engine/engine/default/user/count",
        "/camunda/api/unknown",
        "/camunda/api/welcome/anything",
        "/camunda/api/engine/engine/default/identity/verify",
      })
  void theWebApplicationsApiWantsALogin(String path) {
    HttpResponse<String> answer = Http.anonymous(port).get(path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  @Test
  void answersCarryTheSecurityHeaders() {
    for (String path : List.of("/api/services", "/engine-rest/version", "/nothing")) {
      HttpResponse<String> answer = Http.anonymous(port).get(path);
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
    HttpResponse<String> page = Http.anonymous(port).get("/camunda/app/tasklist/default/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void aPageThatAsksInTheBackgroundGetsNoLoginDialog() {
    HttpResponse<String> answer =
        Http.anonymous(port).with("X-Requested-With", "XMLHttpRequest").get("/api/services");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  /** Such a description names the version of its maker, to strangers too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/admin/auth/user/default",
        "/camunda/api/engine/engine/",
        "/engine-rest/task",
        "/engine-rest/application.wadl"
      })
  void theEnginesInterfacesDescribeThemselvesToNobody(String path) {
    HttpResponse<String> answer =
        Http.basic(port, "admin")
            .with("X-Forwarded-Host", "evil.example")
            .send("OPTIONS", path, null, null);
    assertThat(answer.body()).doesNotContain("wadl", "Jersey", "evil.example");
    assertThat(Http.anonymous(port).send("OPTIONS", path, null, null).body())
        .doesNotContain("wadl", "Jersey");
  }

  @Test
  void aChangeFromAPageOfAnotherSiteIsRefused() {
    assertThat(
            Http.basic(port, "process-owner")
                .with("Origin", "https://evil.example")
                .post("/engine-rest/task/count", "{}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            Http.basic(port, "process-owner")
                .with("Sec-Fetch-Site", "cross-site")
                .post("/engine-rest/task/count", "{}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            Http.basic(port, "process-owner")
                .with("Sec-Fetch-Site", "same-site")
                .post("/engine-rest/task/count", "{}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            Http.basic(port, "process-owner")
                .with("Origin", "http://127.0.0.1:" + port)
                .with("Sec-Fetch-Site", "same-origin")
                .post("/engine-rest/task/count", "{}")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
  void theEngineNeverMakesAnAdministratorForAStranger(String method) {
    for (String path :
        List.of(
            "/camunda/api/admin/setup/default/user/create",
            "/camunda/api/admin/setup/default/anything",
            "/camunda/app/admin/default/setup/")) {
      String body =
          "{\"profile\":{\"id\":\"mallory\"},\"credentials\":{\"password\":\"Mallory-123456\"}}";
      assertThat(Http.anonymous(port).send(method, path, body, "application/json").statusCode())
          .as(method + " " + path)
          .isEqualTo(403);
    }
    Http admin = Http.webapp(port, "admin", "admin");
    assertThat(
            admin
                .send(
                    method,
                    "/camunda/api/admin/setup/default/user/create",
                    "{}",
                    "application/json")
                .statusCode())
        .isEqualTo(403);
  }
}
