package org.ims.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ims.security.Http;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one database, of which one is killed while it works: nothing is lost, nothing
 * doubled, and people stay signed in.
 */
class TwoNodesTest {

  private static final int REPORTS = 24;

  /** The other node takes over what the dead one had locked. */
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  /** In earnest a minute; here nobody wants to wait so long. */
  private static final String LOCK = "--camunda.bpm.job-execution.lock-time-in-millis=15000";

  @TempDir private Path folder;

  @Test
  void whatOneNodeBeganTheOtherEndsWhenItDies() throws IOException {
    String url = TestPostgres.newDatabase();
    try (Node first = Node.start(url, folder.resolve("first"), LOCK);
        // Both at once, as an orchestrator does it: they share the work of the first start.
        Node second = Node.start(url, folder.resolve("second"), LOCK)) {
      first.ready();
      second.ready();
      Reports.giveAddress(Http.basic(first.port(), "admin", Node.PASSWORD));
      Http person = Http.webapp(first.port(), "admin", Node.PASSWORD, "tasklist");
      assertThat(whoIsSignedIn(person.at(second.port()))).isEqualTo("admin");

      Map<String, String> acknowledged = new LinkedHashMap<>();
      for (int report = 0; report < REPORTS; report++) {
        if (report == REPORTS / 2) {
          first.kill();
        }
        String title = "Report " + report;
        acknowledged.put(title, number(title, report % 2 == 0 ? first : second, second));
      }

      assertThat(whoIsSignedIn(person.at(second.port()))).isEqualTo("admin");
      Http admin = Http.basic(second.port(), "admin", Node.PASSWORD);
      await()
          .atMost(RECOVERY)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                assertThat(titles(admin))
                    .containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
                assertThat(triages(admin))
                    .containsExactlyInAnyOrderElementsOf(acknowledged.values());
              });
      await()
          .atMost(RECOVERY)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  // What the dead one had sent and not yet ticked off is sent again as the same
                  // message, by whose identifier mail servers know it.
                  assertThat(acknowledgements(first, second).values())
                      .containsExactlyInAnyOrderElementsOf(acknowledged.values()));
      JsonNode verification = json(admin.get("/api/journal/verification"));
      assertThat(verification.get("intact").asBoolean()).as(verification.toString()).isTrue();
      assertThat(json(admin.get("/engine-rest/incident/count")).get("count").asInt()).isZero();
    }
  }

  /** Sent until somebody takes it, always with the same key. */
  private static String number(String title, Node node, Node other) {
    try {
      return sent(title, node);
    } catch (UncheckedIOException e) {
      return sent(title, other);
    }
  }

  private static String sent(String title, Node node) {
    HttpResponse<String> answer =
        Reports.send(
            Http.basic(node.port(), "admin", Node.PASSWORD).with("Idempotency-Key", title),
            title,
            "mail");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).get("number").asText();
  }

  private static String whoIsSignedIn(Http person) {
    HttpResponse<String> answer = person.get("/camunda/api/admin/auth/user/default");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).get("userId").asText();
  }

  private static List<String> titles(Http admin) {
    return json(admin.get("/api/incidents?size=100")).findValuesAsText("title");
  }

  private static List<String> triages(Http admin) {
    List<String> numbers = new ArrayList<>();
    json(admin.get("/engine-rest/task?taskDefinitionKey=UserTask_TriageIncident&maxResults=200"))
        .forEach(
            task ->
                numbers.add(task.get("name").asText().replaceAll(".*(INC-[0-9-]+\\d).*", "$1")));
    return numbers;
  }

  /** Of which incidents somebody was told that the report is here, by the message's identifier. */
  private static Map<String, String> acknowledgements(Node... nodes) {
    Map<String, String> told = new HashMap<>();
    for (Node node : nodes) {
      for (String mail : node.mails()) {
        String subject = header(mail, "Subject");
        if (subject.contains("we have your report")) {
          told.put(header(mail, "Message-ID"), subject.replaceAll(".*(INC-[0-9-]+\\d).*", "$1"));
        }
      }
    }
    return told;
  }

  private static String header(String mail, String name) {
    return mail.lines()
        .filter(line -> line.startsWith(name + ": "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + name + " in " + mail));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Http.json(answer);
  }
}
