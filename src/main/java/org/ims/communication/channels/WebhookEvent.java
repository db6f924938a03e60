package org.ims.communication.channels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;
import org.ims.communication.NoticeChannels.Post;

/** A notice as an event that any program understands: CloudEvents 1.0, structured JSON. */
final class WebhookEvent {

  private static final URI SOURCE = URI.create("/ims/notices");
  private static final String TYPE = "org.ims.notice";

  private WebhookEvent() {}

  /**
   * @param id the same for each attempt to deliver the same notice
   */
  static Payload of(Post post, String id) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("incident", post.incidentNumber());
    data.put("kind", post.kind());
    if (post.state() != null) {
      data.put("state", post.state().toLowerCase(Locale.ROOT).replace('_', '-'));
      data.put("status", post.status());
    }
    data.put("subject", post.subject());
    data.put("text", post.text());
    if (post.link() != null) {
      data.put("link", post.link());
    }
    return new Payload(
        JsonFormat.CONTENT_TYPE,
        new JsonFormat()
            .serialize(
                CloudEventBuilder.v1()
                    .withId(id)
                    .withSource(SOURCE)
                    .withType(TYPE)
                    .withSubject(post.incidentNumber())
                    .withTime(post.writtenAt().atOffset(ZoneOffset.UTC))
                    .withData("application/json", JsonCloudEventData.wrap(data))
                    .build()));
  }
}
