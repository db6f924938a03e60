package org.ims.communication.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.ims.communication.NoticeChannels.Post;
import org.junit.jupiter.api.Test;

/** What the formats of others look like, and that no text of a stranger means anything in them. */
class PayloadsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final String HOSTILE = "<!channel> <https://evil.example|click> & *bold* \"x\"";

  @Test
  void slackGetsATextAndBlocks() throws Exception {
    JsonNode message = JSON.readTree(SlackMessage.of(post(HOSTILE, "Line 1\n<@U1> & more")).body());

    String escaped = "&lt;!channel&gt; &lt;https://evil.example|click&gt; &amp; *bold* \"x\"";
    assertThat(message.get("text").asText()).isEqualTo(escaped);
    assertThat(message.get("blocks").findValuesAsText("type"))
        .containsExactly(
            "header",
            "plain_text",
            "section",
            "mrkdwn",
            "context",
            "mrkdwn",
            "actions",
            "button",
            "plain_text");
    assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo(escaped);
    assertThat(message.at("/blocks/1/text/text").asText())
        .isEqualTo("Line 1\n&lt;@U1&gt; &amp; more");
    assertThat(message.at("/blocks/1/text/verbatim").asBoolean()).isTrue();
    assertThat(message.at("/blocks/2/elements/0/text").asText())
        .isEqualTo("INC-2026-000042 · On hold");
    assertThat(message.at("/blocks/3/elements/0/url").asText())
        .isEqualTo("https://ims.example.org/x");
  }

  @Test
  void slackTakesNoMoreThanItsLimits() throws Exception {
    JsonNode message =
        JSON.readTree(SlackMessage.of(post("&".repeat(400), "<😀".repeat(9000))).body());

    assertThat(message.at("/blocks/0/text/text").asText())
        .hasSizeLessThanOrEqualTo(150)
        .endsWith("…");
    assertThat(message.get("blocks").size()).isLessThanOrEqualTo(50);
    for (JsonNode block : message.get("blocks")) {
      assertThat(block.at("/text/text").asText()).hasSizeLessThanOrEqualTo(3000);
      assertThat(block.at("/text/text").asText()).doesNotContain("?");
    }
  }

  @Test
  void teamsGetsACardThatKnowsNoMarkup() throws Exception {
    JsonNode message =
        JSON.readTree(TeamsMessage.of(post("[click](https://evil.example)", "a\n\nb")).body());

    assertThat(message.get("type").asText()).isEqualTo("message");
    JsonNode attachment = message.at("/attachments/0");
    assertThat(attachment.get("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(attachment.get("contentUrl").isNull()).isTrue();
    JsonNode card = attachment.get("content");
    assertThat(card.get("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.get("version").asText()).isEqualTo("1.4");
    assertThat(card.get("body").findValuesAsText("type")).doesNotContain("TextBlock");
    assertThat(card.at("/body/0/inlines/0/text").asText())
        .isEqualTo("[click](https://evil.example)");
    assertThat(card.at("/actions/0/type").asText()).isEqualTo("Action.OpenUrl");
  }

  @Test
  void teamsTakesNoMoreThan28Kilobytes() {
    assertThat(TeamsMessage.of(post("ü".repeat(400), "\"\n".repeat(9000))).body())
        .hasSizeLessThan(28_000);
    assertThat(TeamsMessage.of(post("x", "😀".repeat(9000))).body()).hasSizeLessThan(28_000);
  }

  @Test
  void webhookGetsACloudEventThatTheLibraryReads() throws Exception {
    Payload payload = WebhookEvent.of(post("Down", "Text"), "msg_1");
    CloudEvent event = new JsonFormat().deserialize(payload.body());

    assertThat(payload.contentType()).isEqualTo("application/cloudevents+json");
    assertThat(event.getId()).isEqualTo("msg_1");
    assertThat(event.getType()).isEqualTo("org.ims.notice");
    assertThat(event.getSubject()).isEqualTo("INC-2026-000042");
    assertThat(event.getTime().toInstant()).isEqualTo(MONDAY);
    JsonNode data = JSON.readTree(event.getData().toBytes());
    assertThat(data.get("state").asText()).isEqualTo("on-hold");
    assertThat(data.get("subject").asText()).isEqualTo("Down");
    assertThat(data.get("link").asText()).isEqualTo("https://ims.example.org/x");
  }

  /** Computed by OpenSSL: printf 'msg_1.1772438400.{}' | openssl dgst -sha256 -mac HMAC ... */
  @Test
  void signatureIsTheOneOfStandardWebhooks() {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    byte[] old = "ffffffffffffffffffffffffffffffff".getBytes(StandardCharsets.UTF_8);

    assertThat(
            WebhookSignature.headers(
                "msg_1", MONDAY, "{}".getBytes(StandardCharsets.UTF_8), List.of(key, old)))
        .containsEntry("webhook-id", "msg_1")
        .containsEntry("webhook-timestamp", "1772438400")
        .hasEntrySatisfying(
            "webhook-signature",
            signature ->
                assertThat(signature)
                    .isEqualTo(
                        "v1,ZXQpfLjE3nRlOTG0+pjETezV0hf6PU9mK/jYX+qAjoc= v1,BSmPIU8rWX9Wk+p3Wo7JQZLWTpoE0tnVJg4W1DtJG0k="));
  }

  private static Post post(String subject, String text) {
    return new Post(
        "ops",
        "key",
        "INC-2026-000042",
        "state-on-hold",
        "ON_HOLD",
        "On hold",
        subject,
        text,
        "https://ims.example.org/x",
        "Open in IMS",
        MONDAY);
  }
}
