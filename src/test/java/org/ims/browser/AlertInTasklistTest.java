package org.ims.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the service desk meets when a monitoring system says that it is over. */
@Tag("browser")
@ExtendWith(Chromium.class)
@ImsHttpTest
class AlertInTasklistTest {

  @LocalServerPort int port;
  @Autowired Desk desk;
  @Autowired Jobs jobs;

  @Test
  void personConsidersWhetherItIsOver(Browser browser) throws Exception {
    String token =
        Api.as("admin", port)
            .post(
                "/api/webhook-sources",
                "{\"name\":\"watchman\",\"kind\":\"alertmanager\",\"authentication\":\"bearer\","
                    + "\"defaultService\":\"mail\"}")
            .json()
            .get("secret")
            .asText();
    String number = send(token, "firing");
    jobs.run(number, "ServiceTask_RecordReport");
    send(token, "resolved");

    try (Tasklist serviceDesk = Tasklist.signIn(browser, port, "service-desk")) {
      serviceDesk.claim("Consider resolution: " + number);
      assertThat(serviceDesk.knownFacts())
          .contains("Alert: Mail queue is full, severity critical, over since")
          .contains("Suggested: impact 1, urgency 1");
      serviceDesk.choose("verdict", 0);
      serviceDesk.fill("verdictComment", "The queue is empty again.");
      serviceDesk.picture("consider-resolution");
      serviceDesk.complete();
    }

    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
    assertThat((String) desk.variable(number, "UserTask_TriageIncident", "knownFacts"))
        .contains("Is it over?: Yes, says service-desk: The queue is empty again.");
  }

  private String send(String token, String status) throws IOException, InterruptedException {
    String json =
        """
        {"version":"4","status":"%1$s","groupKey":"{}:{n=1}","commonLabels":{"alertname":\
        "MailQueueFull","severity":"critical"},"alerts":[{"status":"%1$s","labels":{"alertname":\
        "MailQueueFull"},"annotations":{"summary":"Mail queue is full"},"startsAt":\
        "2026-03-02T07:55:03Z","endsAt":"2026-03-02T08:55:03Z","fingerprint":"1"}]}"""
            .formatted(status);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/webhooks/alertmanager"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new Api.Answer(answer).json().get("number").asText();
  }
}
