package org.ims.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.ims.security.DemoUsers;

/** Speaks to the JSON API of the running application over HTTP, as one user of the demo. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String base;
  private final String login;
  private final String password;

  private Api(int port, String login, String password) {
    this.base = "http://127.0.0.1:" + port;
    this.login = login;
    this.password = password;
  }

  /** The API as the user with this login sees it. */
  public static Api as(String login, int port) {
    return as(login, DemoUsers.PASSWORD, port);
  }

  /** The API as somebody else than a user of the demo sees it. */
  public static Api as(String login, String password, int port) {
    return new Api(port, login, password);
  }

  /** A problem without its trace, which is another for each request. */
  public static String untraced(String problem) {
    return problem.replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
  }

  /** An answer, whatever its status. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public String text() {
      return response.body();
    }

    /** The text without the trace, which is another for each request. */
    public String untraced() {
      return Api.untraced(text());
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException("Not JSON: " + response.body(), e);
      }
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** Deletes with a body of JSON, which says why. */
  public Answer delete(String path, String json) {
    return send(
        request(path)
            .method("DELETE", HttpRequest.BodyPublishers.ofString(json))
            .header("Content-Type", "application/json"));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Sends JSON; further headers as name and value in turn. */
  public Answer post(String path, String json, String... headers) {
    return post(path, json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
  }

  /** Sends JSON; further headers as name and value in turn. */
  public Answer put(String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends any bytes under any content type. */
  public Answer post(String path, byte[] body, String contentType, String... headers) {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    String credentials = login + ":" + password;
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
