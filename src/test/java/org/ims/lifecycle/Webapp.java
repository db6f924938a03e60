package org.ims.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ims.security.DemoUsers;

/** A person of the demo at Tasklist or Cockpit: what the browser sends, without a browser. */
final class Webapp {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENGINE = "/camunda/api/engine/engine/default";

  private final String base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(5)).build();

  private Webapp(int port) {
    base = "http://127.0.0.1:" + port;
  }

  /** Logs in to one of the web applications. */
  static Webapp login(int port, String application, String login) {
    Webapp webapp = new Webapp(port);
    webapp.send("GET", "/camunda/app/" + application + "/default/", "", "text/plain", 200);
    webapp.send(
        "POST",
        "/camunda/api/admin/auth/user/default/login/" + application,
        "username=" + login + "&password=" + DemoUsers.PASSWORD,
        "application/x-www-form-urlencoded",
        200);
    // The session is another after login, and so is the token that each change must carry.
    webapp.send("GET", "/camunda/app/" + application + "/default/", "", "text/plain", 200);
    return webapp;
  }

  /** Submits the start form. */
  void report(Map<String, Object> form) {
    send(
        "POST",
        ENGINE + "/process-definition/key/IncidentLifecycle/submit-form",
        json(Map.of("variables", variables(form))),
        "application/json",
        200);
  }

  /** The ids of the tasks of the incident at an element that this person may see. */
  List<String> tasks(String number, String elementId) {
    List<String> ids = new ArrayList<>();
    get("/task?maxResults=10&processInstanceBusinessKey="
            + number
            + "&taskDefinitionKey="
            + elementId)
        .forEach(task -> ids.add(task.path("id").asText()));
    return ids;
  }

  /** Claims the task and submits its form. */
  void complete(String taskId, String login, Map<String, Object> form) {
    send(
        "POST",
        ENGINE + "/task/" + taskId + "/claim",
        json(Map.of("userId", login)),
        "application/json",
        204);
    send(
        "POST",
        ENGINE + "/task/" + taskId + "/submit-form",
        json(Map.of("variables", variables(form))),
        "application/json",
        204);
  }

  JsonNode get(String path) {
    return read(send("GET", ENGINE + path, "", "application/json", 200));
  }

  void put(String path, Map<String, Object> body) {
    send("PUT", ENGINE + path, json(body), "application/json", 204);
  }

  private static Map<String, Object> variables(Map<String, Object> form) {
    Map<String, Object> variables = new TreeMap<>();
    form.forEach((name, value) -> variables.put(name, Map.of("value", value)));
    return variables;
  }

  private String send(String method, String path, String body, String type, int status) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", type)
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .map(HttpCookie::getValue)
        .findFirst()
        .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new AssertionError(
            "%s %s gave %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
