package org.ims.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.ims.security.Http;

/** What an administrator does at a node, as far as these tests have it in common. */
final class Reports {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Reports() {}

  /** Reports an incident and waits until somebody can triage it; answers its number. */
  static String registered(Http admin) {
    HttpResponse<String> answer =
        admin.post(
            "/api/incidents",
            """
            {"title": "Mail is down", "description": "Nobody can send mail", "service": "mail",
             "noticedAt": "2026-03-02T08:00:00Z", "suspectedSecurity": false,
             "personalDataInvolved": "no", "peopleAtRisk": false}
            """);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String number = Http.json(answer).get("number").asText();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> tasks(admin).stream().anyMatch(task -> task.contains(number)));
    return number;
  }

  /** The names of all open tasks, in an order that does not change. */
  static List<String> tasks(Http admin) {
    return Http.json(admin.get("/engine-rest/task?sortBy=id&sortOrder=asc&maxResults=200"))
        .findValuesAsText("name");
  }
}
