package org.ims.communication.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Open pages hear that there is something new, and nothing that they may not know. */
@ImsHttpTest
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatusEventsTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @LocalServerPort private int port;
  @Autowired private StatusEvents statusEvents;
  @Autowired private StatusSettings settings;
  @Autowired private StatusVersions versions;
  @Autowired private Journey journey;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private PlatformTransactionManager transactions;
  private final HttpClient client = HttpClient.newHttpClient();
  private Told told;

  @BeforeEach
  void showMail() {
    told = new Told(jdbc, events, transactions);
    hangUp();
    told.show("mail");
  }

  @AfterEach
  void hangUp() {
    statusEvents.stop();
    statusEvents.start();
    told.forgetAll();
  }

  @Test
  void whoListensHearsWhatIsPublishedAndWhoComesBackWhatWasMissed() throws Exception {
    String number = journey.toTriage(SEVERE);
    long version = versions.current().get(Readers.OUTSIDE);
    BufferedReader stream = open("?since=" + version, null);
    assertThat(block(stream)).containsExactly("retry: 5000", "id: " + version);

    told.tell(number, "users", "IDENTIFIED", "For colleagues.", MONDAY);
    told.tell(number, "customers", "IDENTIFIED", "For customers.", MONDAY);
    assertThat(block(stream))
        .as("one change for those outside, without a word of it")
        .containsExactly("id: " + (version + 1), "event: status", "data: " + (version + 1));

    jdbc.sql("update status_version set version = version + 1 where readers = 'OUTSIDE'").update();
    assertThat(block(stream))
        .as("as another node counts")
        .containsExactly("id: " + (version + 2), "event: status", "data: " + (version + 2));

    assertThat(block(open("?since=" + (version + 2), String.valueOf(version))))
        .contains("event: status", "data: " + (version + 2));
    assertThat(block(open("", "nonsense"))).contains("event: status");
    assertThat(block(open("", null))).doesNotContain("event: status");
  }

  @Test
  void addressHasSoManyListenersAndThoseWhoHangUpMakeRoom() throws Exception {
    List<BufferedReader> streams = new ArrayList<>();
    long threads = threads();
    for (int i = 0; i < settings.listenersPerAddress(); i++) {
      streams.add(open("", null));
    }
    for (BufferedReader stream : streams) {
      block(stream);
    }
    assertThat(statusEvents.size()).isEqualTo(settings.listenersPerAddress());

    HttpResponse<String> refused =
        client.send(request("", null), HttpResponse.BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(threads()).as("one thread for all of them").isEqualTo(threads).isPositive();

    statusEvents.stop();
    for (BufferedReader stream : streams) {
      assertThat(stream.readLine()).as("the end").isNull();
    }
    assertThat(statusEvents.size()).isZero();
    statusEvents.start();
    assertThat(block(open("", null))).isNotEmpty();
  }

  /** Other applications that tests keep running in this process have one too. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("status-events"))
        .count();
  }

  @Test
  void streamIsKeptByNobodyOnTheWay() throws Exception {
    HttpResponse<InputStream> answer = answer("", null);

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(uri(""))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .as("a question without an answer does not hang")
        .isEqualTo(200);
    assertThat(
            client
                .send(request("?since=x", null), HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(400);
  }

  private BufferedReader open(String query, String last) throws Exception {
    return new BufferedReader(
        new InputStreamReader(answer(query, last).body(), StandardCharsets.UTF_8));
  }

  private HttpResponse<InputStream> answer(String query, String last) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request(query, last), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private HttpRequest request(String query, String last) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(query)).header("Accept", "text/event-stream");
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    return request.build();
  }

  private URI uri(String query) {
    return URI.create("http://127.0.0.1:" + port + "/status/events" + query);
  }

  /** The next event, without heartbeats. */
  private static List<String> block(BufferedReader stream) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      if (!line.isEmpty() && !line.startsWith(":")) {
        lines.add(line);
      }
    }
    throw new IOException("The stream has ended after " + lines);
  }
}
