package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every kind of answer says to browsers what they may do with it, and to nobody what runs here. */
@ImsHttpTest
class AnswerHeadersTest {

  private static final List<String> INSIDE =
      List.of("Tomcat", "Apache", "Jersey", "Jetty", "org.spring", "java.", "\tat ", "Caused by");

  @LocalServerPort private int port;

  /** Who asks for what, and what the answer is; {@code *} stands for a login to Tasklist. */
  @ParameterizedTest
  @CsvSource({
    // The engine's web applications: redirects, pages, static files, data, refusals
    "-, GET, /, 302",
    "-, GET, /favicon.ico, 404",
    "-, GET, /camunda/app/tasklist/default/, 200",
    "-, GET, /camunda/app/cockpit/default/, 200",
    "-, GET, /camunda/app/admin/default/, 200",
    "-, GET, /camunda/app/tasklist/camunda-tasklist-bootstrap.js, 200",
    "-, GET, /camunda/app/tasklist/styles/user-styles.css, 200",
    "-, GET, /camunda/lib/deps.js, 200",
    "-, GET, /camunda/app/nothing.js, 404",
    "-, GET, /camunda/api/engine/engine/default/task, 401",
    "-, POST, /camunda/api/admin/auth/user/default/login/tasklist, 403",
    "-, POST, /camunda/api/admin/setup/default/user/create, 403",
    "*, GET, /camunda/api/engine/engine/default/task/count, 200",
    "*, GET, /camunda/api/engine/engine/default/task/nothing, 404",
    // The engine's REST API
    "-, GET, /engine-rest/version, 401",
    "reporter, GET, /engine-rest/version, 403",
    "admin, GET, /engine-rest/version, 200",
    "admin, GET, /engine-rest/process-definition/nothing, 404",
    "admin, PATCH, /engine-rest/version, 405",
    // Our own API and its description
    "-, GET, /api/services, 401",
    "reporter, GET, /api/services, 200",
    "reporter, GET, /api/services.csv, 200",
    "reporter, GET, /api/incidents?sort=nonsense, 400",
    "reporter, GET, /api/journal/entries, 403",
    "reporter, GET, /api/nothing, 404",
    "reporter, POST, /api/incidents, 415",
    "-, GET, /api/status, 401",
    "-, POST, /api/webhooks/alertmanager, 401",
    "reporter, GET, /v3/api-docs, 200",
    "reporter, GET, /swagger-ui.html, 302",
    "reporter, GET, /swagger-ui/index.html, 200",
    "reporter, GET, /swagger-ui/swagger-ui.css, 200",
    // The pages
    "-, GET, /login, 200",
    "-, GET, /login?error, 200",
    "-, GET, /report, 401",
    "-, GET, /pages/ims.css, 200",
    "-, GET, /pages/nothing.css, 404",
    "-, GET, /pages/, 404",
    "-, POST, /logout, 403",
    "reporter, GET, /report, 200",
    "reporter, GET, /services, 200",
    "reporter, GET, /status, 200",
    // The operator's interface, and the rest
    "-, GET, /actuator/health, 200",
    "-, GET, /actuator/prometheus, 401",
    "reporter, GET, /actuator/prometheus, 403",
    "admin, GET, /actuator/prometheus, 200",
    "-, GET, /error, 401",
    "-, GET, /nothing, 401",
    "reporter, GET, /nothing, 404",
    "reporter, GET, /webjars/swagger-ui/index.html, 200",
    // Before any chain of filters is asked
    "-, GET, /camunda/%61pi/engine, 400",
    "-, GET, /api//services, 400",
    "-, PROPFIND, /api/services, 400",
  })
  void eachAnswerSaysWhatBrowsersMayDo(String who, String method, String path, int status) {
    HttpResponse<String> answer = as(who).send(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertHardened(answer);
    if (!answer.body().isEmpty()) {
      assertThat(only(answer, "Content-Type")).contains("/");
    }
    if (status >= 400) {
      assertThat(answer.body()).doesNotContain(INSIDE);
    }
    if (path.matches("/(api|engine-rest|camunda/api)/.*") || status >= 400) {
      assertThat(only(answer, "Cache-Control")).contains("no-store");
    }
  }

  private Http as(String who) {
    return switch (who) {
      case "-" -> Http.anonymous(port);
      case "*" -> Http.webapp(port, "responder", "tasklist");
      default -> Http.basic(port, who);
    };
  }

  private static void assertHardened(HttpResponse<String> answer) {
    AnswerHeaders.ALWAYS.forEach(
        (name, value) -> {
          if (name.equals("Content-Security-Policy")) {
            assertThat(only(answer, name))
                .contains("default-src", "frame-ancestors 'none'", "form-action", "base-uri")
                .doesNotContain("*", "https:", "script-src 'unsafe-inline'");
          } else {
            assertThat(only(answer, name)).as(name).isEqualTo(value);
          }
        });
    assertThat(answer.headers().map().keySet())
        .extracting(name -> name.toLowerCase(Locale.ROOT))
        .doesNotContain("server", "x-powered-by", "x-application-context", "via")
        .doesNotContain("access-control-allow-origin", "strict-transport-security");
    assertThat(answer.headers().firstValue("Location").orElse("/")).startsWith("/");
  }

  private static String only(HttpResponse<String> answer, String name) {
    assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
    return answer.headers().firstValue(name).orElseThrow();
  }

  @Test
  void aLargeBodyIsRefusedWithTheSameHeaders() {
    HttpResponse<String> answer =
        Http.basic(port, "reporter").post("/api/incidents", "x".repeat(1_100_000));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertHardened(answer);
  }

  /** What Tomcat refuses itself, in a problem detail without its name. */
  @Test
  void theWebServersOwnRefusalsSayNothingOfIt() throws IOException {
    for (String request :
        List.of(
            "TRACE / HTTP/1.1\r\nHost: ims\r\n\r\n",
            "GET /a|b HTTP/1.1\r\nHost: ims\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: bad host\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET /api/services HTTP/1.1\r\nHost: ims\r\nX: " + "x".repeat(17_000) + "\r\n\r\n")) {
      String answer = raw(request);
      String asked = request.substring(0, 18);
      assertThat(answer).as(asked).matches("(?s)HTTP/1.1 (400|405|431) .*");
      assertThat(answer).as(asked).contains("\"status\":").doesNotContain(INSIDE);
      AnswerHeaders.ALWAYS.forEach(
          (name, value) -> assertThat(answer).as(asked).contains(name + ": " + value + "\r\n"));
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      String closing = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Tests come from this machine, whose word as a proxy is taken. */
  @ParameterizedTest
  @ValueSource(strings = {"/camunda/app/tasklist/default/", "/login", "/api/services", "/nothing"})
  void behindAProxyWithTlsBrowsersStayWithTlsAndSoDoCookies(String path) {
    HttpResponse<String> answer = Http.anonymous(port).with("X-Forwarded-Proto", "https").get(path);
    assertThat(only(answer, "Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .allSatisfy(
            cookie -> assertThat(cookie).containsOnlyOnce("Secure").contains("SameSite=Lax"));
  }

  @Test
  void cookiesOfALoginAreOutOfReachOfScriptsAndOfOtherSites() {
    HttpResponse<String> page =
        Http.anonymous(port)
            .with("X-Forwarded-Proto", "https")
            .get("/camunda/app/tasklist/default/");
    HttpResponse<String> login = Http.anonymous(port).get("/login");
    List<String> sessions =
        Stream.of(page, login)
            .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
            .filter(cookie -> cookie.startsWith("JSESSIONID="))
            .toList();
    assertThat(sessions)
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    assertThat(page.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("XSRF-TOKEN=").endsWith("; Secure"));
  }

  /** Links and redirects lead where the operator says, or stay relative. */
  @Test
  void noAnswerRepeatsAHostThatTheClientNamed() throws IOException {
    for (String path : List.of("/", "/camunda", "/report", "/swagger-ui.html")) {
      String answer =
          raw(
              "GET "
                  + path
                  + " HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\n"
                  + "X-Forwarded-Host: evil.example\r\n\r\n");
      assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
    }
  }

  /** A form cannot turn into another method. */
  @Test
  void theMethodIsTheOneOfTheRequest() {
    HttpResponse<String> answer =
        Http.basic(port, "admin")
            .with("X-HTTP-Method-Override", "DELETE")
            .with("X-Method-Override", "DELETE")
            .send(
                "POST",
                "/api/webhook-sources/nothing",
                "_method=DELETE",
                "application/x-www-form-urlencoded");
    assertThat(answer.statusCode()).isEqualTo(405);
  }
}
