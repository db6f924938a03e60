package org.ims.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Speaks to the running application as a client does: anonymous, with HTTP Basic, or logged in. */
public final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();

  private String base;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, String> headers = new TreeMap<>();

  private Http(int port) {
    base = "http://127.0.0.1:" + port;
  }

  public static Http anonymous(int port) {
    return new Http(port);
  }

  public static Http basic(int port, String login, String password) {
    Http http = new Http(port);
    byte[] credentials = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
    http.headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    return http;
  }

  /** One of the demo's users, with HTTP Basic. */
  public static Http basic(int port, String login) {
    return basic(port, login, DemoUsers.PASSWORD);
  }

  /** One of the demo's users, logged in to a web application as a browser does. */
  public static Http webapp(int port, String login, String application) {
    return webapp(port, login, DemoUsers.PASSWORD, application);
  }

  /** Anybody, logged in to a web application as a browser does. */
  public static Http webapp(int port, String login, String password, String application) {
    Http http = new Http(port);
    HttpResponse<String> answer = http.login(login, password, application);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "Login of %s to %s gave %d %s"
              .formatted(login, application, answer.statusCode(), answer.body()));
    }
    // The login begins a new session, which has a new token against forged requests.
    http.get("/camunda/api/admin/auth/user/default");
    return http;
  }

  HttpResponse<String> login(String login, String password, String application) {
    get("/camunda/app/" + application + "/default/");
    return send(
        "POST",
        "/camunda/api/admin/auth/user/default/login/" + application,
        "username=" + login + "&password=" + password,
        "application/x-www-form-urlencoded");
  }

  /** The value of a cookie, or null. */
  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  /** From now on with another node. */
  public Http at(int port) {
    base = "http://127.0.0.1:" + port;
    return this;
  }

  public Http with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, null, null);
  }

  public HttpResponse<String> post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  public HttpResponse<String> put(String path, String json) {
    return send("PUT", path, json, "application/json");
  }

  /** Any method without a body. */
  public HttpResponse<String> send(String method, String path) {
    return send(method, path, null, null);
  }

  public HttpResponse<String> send(String method, String path, String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .map(HttpCookie::getValue)
        .reduce((earlier, later) -> later)
        .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON: " + answer.body(), e);
    }
  }
}
