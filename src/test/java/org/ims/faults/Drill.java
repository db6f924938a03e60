package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ims.nodes.Node;
import org.ims.nodes.Reports;
import org.ims.security.Http;

/** What the drills have in common. */
final class Drill {

  /** The assessment of an incident that disturbs nobody. */
  static final String MINOR =
      """
      {"serviceState": {"value": "ok"}, "dataClass": {"value": "none"},
       "spreading": {"value": "no"}, "workaround": {"value": "full"}}
      """;

  private Drill() {}

  /**
   * A node whose mails go to the postbox, and whose locks run out soon.
   *
   * @param directory which nodes of one database share, with the keys that are in it
   */
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
    return reported(node, "telephony");
  }

  static String reported(Node node, String service) {
    HttpResponse<String> answer = Reports.send(admin(node), "Apart", service);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Http.json(answer).get("number").asText();
  }

  /**
   * Triages and assesses what was reported about a service.
   *
   * @param variables of the assessment
   */
  static void assess(
      Node node,
      String number,
      String category,
      String subcategory,
      String service,
      String variables) {
    submit(
        node,
        number,
        "UserTask_TriageIncident",
        """
        {"kind": {"value": "incident"}, "category": {"value": "%s"},
         "subcategory": {"value": "%s"}, "service": {"value": "%s"},
         "criticalFunction": {"value": false}, "awareAt": {"value": "2026-03-02T08:00:00Z"}}
        """
            .formatted(category, subcategory, service));
    submit(node, number, "UserTask_AssessImpact", variables);
    submit(node, number, "UserTask_ConfirmAssessment", "{\"decision\": {\"value\": \"confirm\"}}");
  }

  /** Waits for a task, and completes it with a form. */
  static void submit(Node node, String number, String task, String variables) {
    Http admin = admin(node);
    String list =
        "/engine-rest/task?maxResults=1&taskDefinitionKey=%s&processInstanceBusinessKey=%s"
            .formatted(task, number);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !Http.json(admin.get(list)).isEmpty());
    JsonNode found = Http.json(admin.get(list)).get(0);
    String path = "/engine-rest/task/" + found.get("id").asText();
    if (found.path("assignee").isNull()) {
      admin.post(path + "/claim", "{\"userId\": \"admin\"}");
    }
    HttpResponse<String> done =
        admin.post(path + "/submit-form", "{\"variables\": %s}".formatted(variables));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
  }

  /** Has all of it done at the same moment, and answers what came of each. */
  static <T> List<T> atOnce(ExecutorService people, List<Callable<T>> work)
      throws InterruptedException, ExecutionException {
    CountDownLatch all = new CountDownLatch(work.size());
    List<Future<T>> begun = new ArrayList<>();
    for (Callable<T> one : work) {
      begun.add(
          people.submit(
              () -> {
                all.countDown();
                all.await();
                return one.call();
              }));
    }
    List<T> done = new ArrayList<>();
    for (Future<T> one : begun) {
      done.add(one.get());
    }
    return done;
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

  /**
   * What a drill leaves behind.
   *
   * @param verdict on what people were told
   * @param triedAgain how many jobs an administrator had to try again
   */
  record End(Invariants.Verdict verdict, int triedAgain) {}

  /**
   * What a drill is played with.
   *
   * @param node which answers when the fault is over
   */
  record Stage(Node node, Invariants invariants, Postbox postbox) {

    /**
     * Waits until all work is done that was left behind, compares what people were told with what
     * there is, and writes the figures.
     *
     * @param recoveries how long it took each time until a report was taken again
     * @param most how long the work may take
     */
    End end(String fault, Load load, List<Duration> recoveries, Duration most) {
      long begin = System.nanoTime();
      AtomicInteger again = new AtomicInteger();
      await()
          .atMost(most)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                again.addAndGet(triedAgain(node));
                invariants.allIsDone();
              });
      Duration settled = Duration.ofNanos(System.nanoTime() - begin);
      Invariants.Verdict verdict = invariants.check(load, postbox, node);
      Figures.write(fault, verdict, recoveries, settled, load.answers());
      return new End(verdict, again.get());
    }
  }
}
