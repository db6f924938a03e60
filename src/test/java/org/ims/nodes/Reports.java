package org.ims.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.ims.security.Http;

/** What an administrator does at a node, as far as these tests have it in common. */
public final class Reports {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The form of triage about the service {@code mail}. */
  public static final String TRIAGE =
      """
      {"variables": {"kind": {"value": "incident"}, "category": {"value": "it"},
       "service": {"value": "mail"}, "criticalFunction": {"value": false},
       "awareAt": {"value": "2026-03-02T08:00:00Z"}}}
      """;

  private Reports() {}

  /** Reports an incident and waits until somebody can triage it; answers its number. */
  static String registered(Http admin) {
    HttpResponse<String> answer = send(admin, "Mail is down", "mail");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String number = Http.json(answer).get("number").asText();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> tasks(admin).stream().anyMatch(task -> task.contains(number)));
    return number;
  }

  /**
   * Reports an incident.
   *
   * @param service which it is about
   */
  public static HttpResponse<String> send(Http reporter, String title, String service) {
    return reporter.post("/api/incidents", report(title, service));
  }

  /** A report as a program sends it. */
  public static String report(String title, String service) {
    return """
        {"title": "%s", "description": "Nobody can send mail", "service": "%s",
         "noticedAt": "2026-03-02T08:00:00Z", "suspectedSecurity": false,
         "personalDataInvolved": "no", "peopleAtRisk": false}
        """
        .formatted(title, service);
  }

  /** Whoever has no address is not written to. */
  public static void giveAddress(Http admin) {
    HttpResponse<String> answer =
        admin.put(
            "/engine-rest/user/admin/profile",
            """
            {"id": "admin", "firstName": "Ada", "lastName": "Min", "email": "admin@example.org"}
            """);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  /** Triages what was reported about the service {@code mail}, with a task that was claimed. */
  public static HttpResponse<String> triage(Http desk, String task) {
    return desk.post("/engine-rest/task/" + task + "/submit-form", TRIAGE);
  }

  /** The names of all open tasks, in an order that does not change. */
  static List<String> tasks(Http admin) {
    return Http.json(admin.get("/engine-rest/task?sortBy=id&sortOrder=asc&maxResults=200"))
        .findValuesAsText("name");
  }
}
