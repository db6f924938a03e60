package org.ims.communication.channels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.ims.communication.NoticeChannels.Post;

/**
 * A message to a workflow of Microsoft Teams that posts to a channel when a webhook request comes:
 * a message with one Adaptive Card. Its texts are text runs, which know no Markdown, so that no
 * title becomes a link.
 */
final class TeamsMessage {

  /** Teams takes 28 kB, in which a letter may need six bytes as an escape and each line a frame. */
  private static final int MOST_BYTES = 12_000;

  private static final int MOST_LINES = 80;
  private static final int SUBJECT = 400;

  private TeamsMessage() {}

  static Payload of(Post post) {
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.putObject("msteams").put("width", "Full");
    card.put("fallbackText", Texts.shortened(post.subject(), SUBJECT, TeamsMessage::width));
    ArrayNode body = card.putArray("body");
    run(body, Texts.shortened(post.subject(), SUBJECT, TeamsMessage::width))
        .put("size", "Large")
        .put("weight", "Bolder");
    run(
            body,
            post.status().isEmpty()
                ? post.incidentNumber()
                : post.incidentNumber() + " · " + post.status())
        .put("isSubtle", true);
    String text = Texts.shortened(post.text(), MOST_BYTES, TeamsMessage::width);
    String[] lines = text.split("\n", MOST_LINES);
    for (String line : lines) {
      // An empty run is no run.
      run(body, line.isEmpty() ? " " : line);
    }
    if (post.link() != null) {
      card.putArray("actions")
          .addObject()
          .put("type", "Action.OpenUrl")
          .put("title", post.linkWords())
          .put("url", post.link());
    }
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    attachment.set("content", card);
    return new Payload(
        "application/json; charset=utf-8", message.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode run(ArrayNode body, String text) {
    ObjectNode block = body.addObject();
    block.put("type", "RichTextBlock");
    return block.putArray("inlines").addObject().put("type", "TextRun").put("text", text);
  }

  /** How many bytes it takes in JSON. */
  private static int width(int character) {
    if (character == '"' || character == '\\') {
      return 2;
    }
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }
}
