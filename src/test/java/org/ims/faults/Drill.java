package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ims.nodes.Node;
import org.ims.nodes.Reports;
import org.ims.security.Http;

/** What the drills have in common. */
final class Drill {

  private Drill() {}

  /** A node whose mails go to the postbox, and whose locks run out soon. */
  static Node node(String url, Path directory, Postbox postbox, Duration lock, String... options)
      throws IOException {
    return node(url, directory, Map.of(), postbox, lock, options);
  }

  static Node node(
      String url,
      Path directory,
      Map<String, String> environment,
      Postbox postbox,
      Duration lock,
      String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(postbox.settings()));
    all.add("--camunda.bpm.job-execution.lock-time-in-millis=" + lock.toMillis());
    all.addAll(List.of(options));
    return Node.start(url, directory, environment, all.toArray(String[]::new));
  }

  /** Waits for the first node and gives the only user an address, at which reports are answered. */
  static void welcome(Node node) {
    Reports.giveAddress(admin(node.ready()));
  }

  static Http admin(Node node) {
    return Http.basic(node.port(), "admin", node.password());
  }

  /** Reports an incident that nobody else triages, and answers its number. */
  static String reported(Node node) {
    HttpResponse<String> answer = Reports.send(admin(node), "Poison", "telephony");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Http.json(answer).get("number").asText();
  }

  private static String retries(JsonNode stuck) {
    return "{\"jobs\": %s}"
        .formatted(
            stuck.findValues("jobs").stream()
                .flatMap(jobs -> jobs.findValuesAsText("id").stream())
                .map(id -> '"' + id + '"')
                .toList());
  }

  /**
   * What got stuck is shown to administrators, who have it tried again.
   *
   * @return how many jobs
   */
  static int triedAgain(Node node) {
    Http admin = admin(node);
    JsonNode stuck = Http.json(admin.get("/api/stuck-jobs"));
    int count = stuck.get("count").asInt();
    if (count > 0) {
      System.out.println("Stuck: " + stuck);
      HttpResponse<String> again = admin.post("/api/stuck-jobs/retries", retries(stuck));
      assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    }
    return count;
  }

  /** The same when nobody works any more: it is done then, and nothing is stuck. */
  static int triedAgain(Node node, Invariants invariants) {
    int count = triedAgain(node);
    invariants.settled(Duration.ofMinutes(1));
    invariants.nothingIsStuck();
    return count;
  }
}
