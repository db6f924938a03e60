package org.ims.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A storm: 8 clients send 10,000 alerts of 10,000 groups over HTTP as fast as they are answered.
 * Prints how many a second and the times of answers; fails when one is lost.
 */
@Tag("benchmark")
@ImsHttpTest
class AlertStormBenchmark {

  private static final int ALERTS = 10_000;
  private static final int CLIENTS = 8;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Test
  void stormOfTenThousandAlertsLosesNone() throws Exception {
    Api.Answer created =
        Api.as("admin", port)
            .post(
                "/api/webhook-sources",
                "{\"name\":\"storm\",\"kind\":\"alertmanager\",\"authentication\":\"bearer\","
                    + "\"defaultService\":\"network\",\"ratePerMinute\":100000}");
    String token = created.json().get("secret").asText();
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    AtomicInteger next = new AtomicInteger();
    long[] nanos = new long[ALERTS];
    Map<Integer, Integer> statuses = new TreeMap<>();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    long begin = System.nanoTime();
    List<Future<Void>> running = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      Callable<Void> sending =
          () -> {
            for (int i = next.getAndIncrement(); i < ALERTS; i = next.getAndIncrement()) {
              long sent = System.nanoTime();
              int status =
                  http.send(request(token, i), HttpResponse.BodyHandlers.ofString()).statusCode();
              nanos[i] = System.nanoTime() - sent;
              synchronized (statuses) {
                statuses.merge(status, 1, Integer::sum);
              }
            }
            return null;
          };
      running.add(clients.submit(sending));
    }
    for (Future<Void> client : running) {
      client.get();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    clients.shutdown();
    Arrays.sort(nanos);
    System.out.printf(
        "%d alerts by %d clients in %.1f s: %.0f a second, answers p50 %.0f ms, p95 %.0f ms, p99"
            + " %.0f ms, by status %s; %d incidents, %d alert groups%n",
        ALERTS,
        CLIENTS,
        seconds,
        ALERTS / seconds,
        nanos[ALERTS / 2] / 1e6,
        nanos[ALERTS * 95 / 100] / 1e6,
        nanos[ALERTS * 99 / 100] / 1e6,
        statuses,
        count("select count(*) from incident where reporter = 'storm'"),
        count("select count(*) from alert_group where source = 'storm'"));
    assertThat(count("select count(*) from alert_group where source = 'storm'")).isEqualTo(ALERTS);
    assertThat(
            count(
                "select count(*) from alert_group where source = 'storm'"
                    + " and incident_number is null"))
        .isZero();
  }

  private HttpRequest request(String token, int number) {
    String json =
        """
        {"version":"4","status":"firing","groupKey":"{}:{n=%1$d}","commonLabels":{"alertname":\
        "Storm%1$d","severity":"warning"},"alerts":[{"status":"firing","labels":{"alertname":\
        "Storm%1$d"},"annotations":{"summary":"Number %1$d"},"startsAt":"2026-03-02T07:55:03Z",\
        "fingerprint":"%1$d"}]}"""
            .formatted(number);
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/api/webhooks/alertmanager"))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(60))
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
