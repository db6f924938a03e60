package org.ims.communication.channels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.ims.communication.NoticeChannels.Post;

/**
 * A message to an incoming webhook of Slack: a text for notifications, and blocks. The three
 * characters of Slack's own markup are escaped, so that no title calls a whole channel.
 */
final class SlackMessage {

  private static final int HEADER = 150;
  private static final int SECTION = 3000;
  private static final int CONTEXT = 2000;

  /** Fifty blocks are allowed; what is longer is read elsewhere. */
  private static final int MOST_SECTIONS = 10;

  private SlackMessage() {}

  static Payload of(Post post) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("text", escaped(post.subject(), SECTION));
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    ArrayNode blocks = message.putArray("blocks");
    blocks.addObject().put("type", "header").set("text", plain(escaped(post.subject(), HEADER)));
    String rest = post.text();
    for (int i = 0; i < MOST_SECTIONS && !rest.isEmpty(); i++) {
      String part = Texts.head(rest, SECTION, SlackMessage::width);
      blocks.addObject().put("type", "section").set("text", section(escape(part)));
      rest = rest.substring(part.length());
    }
    context(blocks, post);
    if (post.link() != null) {
      ObjectNode button =
          blocks.addObject().put("type", "actions").putArray("elements").addObject();
      button.put("type", "button");
      button.set("text", plain(escaped(post.linkWords(), 75)));
      button.put("url", post.link());
    }
    return new Payload(
        "application/json; charset=utf-8", message.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void context(ArrayNode blocks, Post post) {
    String words =
        post.status().isEmpty()
            ? post.incidentNumber()
            : post.incidentNumber() + " · " + post.status();
    ObjectNode context = blocks.addObject();
    context.put("type", "context");
    context.putArray("elements").add(section(escaped(words, CONTEXT)));
  }

  private static ObjectNode plain(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "plain_text")
        .put("text", text)
        .put("emoji", false);
  }

  /** Verbatim: names of channels and people in it stay words. */
  private static ObjectNode section(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "mrkdwn")
        .put("text", text)
        .put("verbatim", true);
  }

  private static String escaped(String text, int most) {
    return escape(Texts.shortened(text, most, SlackMessage::width));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** How many characters it takes when escaped. */
  private static int width(int character) {
    return switch (character) {
      case '&' -> 5;
      case '<', '>' -> 4;
      default -> Character.charCount(character);
    };
  }
}
