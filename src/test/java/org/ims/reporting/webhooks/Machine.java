package org.ims.reporting.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ims.testing.Api;

/** A monitoring system that sends to the running application. */
public final class Machine {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final int port;
  private final String path;
  private final List<String> headers = new ArrayList<>();

  private Machine(int port, String kind) {
    this.port = port;
    this.path = "/api/webhooks/" + kind;
  }

  static Machine unknown(int port, String kind) {
    return new Machine(port, kind);
  }

  public static Machine withToken(int port, String kind, String token) {
    return new Machine(port, kind).with("Authorization", "Bearer " + token);
  }

  Machine with(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  public Api.Answer send(String json) {
    return send(json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  public Api.Answer send(byte[] body, String type) {
    return send(body, type, List.of());
  }

  /** As Standard Webhooks has it. */
  Api.Answer sendSigned(String source, String id, Instant at, String secret, String json) {
    String timestamp = String.valueOf(at.getEpochSecond());
    return send(
        json.getBytes(StandardCharsets.UTF_8),
        "application/json",
        List.of(
            "webhook-source", source,
            "webhook-id", id,
            "webhook-timestamp", timestamp,
            "webhook-signature", "v1," + sign(secret, id + "." + timestamp + "." + json)));
  }

  private Api.Answer send(byte[] body, String type, List<String> more) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(more);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!all.isEmpty()) {
      request.headers(all.toArray(new String[0]));
    }
    try {
      return new Api.Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sign(String secret, String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Alertmanager 0.25 sends for one alert. */
  public static String alertmanager(String name, String status, String severity) {
    return """
        {"receiver":"ims","status":"%2$s","alerts":[{"status":"%2$s","labels":{"alertname":"%1$s",\
        "instance":"mail-1:9100","service":"mail","severity":"%3$s"},"annotations":{"description":\
        "No mail for 5 minutes","summary":"%1$s on mail-1"},"startsAt":"2026-03-02T07:55:03.413Z",\
        "endsAt":"%4$s","generatorURL":"http://prometheus:9090/graph?g0.expr=up","fingerprint":\
        "c6eadffa33fcdf37"}],"groupLabels":{"alertname":"%1$s"},"commonLabels":{"alertname":"%1$s",\
        "instance":"mail-1:9100","service":"mail","severity":"%3$s"},"commonAnnotations":\
        {"description":"No mail for 5 minutes","summary":"%1$s on mail-1"},"externalURL":\
        "http://alertmanager:9093","version":"4","groupKey":"{}:{alertname=\\"%1$s\\"}",\
        "truncatedAlerts":0}"""
        .formatted(
            name,
            status,
            severity,
            status.equals("firing") ? "0001-01-01T00:00:00Z" : "2026-03-02T07:59:03.413Z");
  }
}
