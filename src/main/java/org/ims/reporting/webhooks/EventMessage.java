package org.ims.reporting.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.ims.incident.InvalidInputException;

/**
 * An event of another tool. What it is about stands in its attributes, or in these fields of its
 * data if that is a JSON object: title, description, severity, service, status.
 */
final class EventMessage {

  private static final int DEPTH = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
  }

  private final CloudEvent event;
  private final JsonNode data;

  private EventMessage(CloudEvent event, JsonNode data) {
    this.event = event;
    this.data = data;
  }

  /**
   * @throws InvalidInputException when its data is said to be JSON and is not
   */
  static EventMessage of(CloudEvent event) {
    JsonNode data = JSON.createObjectNode();
    String type = event.getDataContentType();
    if (event.getData() != null && (type == null || type.contains("json"))) {
      try {
        data = JSON.readTree(event.getData().toBytes());
      } catch (JsonProcessingException e) {
        throw new InvalidInputException("data", "json", "The data of the event is not JSON.");
      } catch (IOException e) {
        throw new InvalidInputException("data", "utf-8", "The data of the event is not UTF-8.");
      }
    }
    return new EventMessage(event, data);
  }

  /** The same event has the same source and identifier, as the standard promises. */
  String deliveryId() {
    return AlertNotice.hash(event.getSource() + "\n" + event.getId());
  }

  /**
   * @param now stands in for the time of an event that has none
   */
  AlertNotice read(Instant now) {
    boolean firing = !"resolved".equals(word("status")) && !event.getType().endsWith(".resolved");
    String key =
        event.getSource()
            + "\n"
            + (event.getSubject() == null ? event.getId() : event.getSubject());
    String title = word("title");
    if (title.isBlank()) {
      title =
          event.getSubject() == null
              ? event.getType()
              : event.getType() + ": " + event.getSubject();
    }
    Instant at = event.getTime() == null ? now : event.getTime().toInstant();
    return new AlertNotice(
        key,
        firing,
        AlertNotice.line(event.getType(), AlertNotice.WORD),
        AlertNotice.line(word("severity"), AlertNotice.WORD),
        AlertNotice.line(word("service"), AlertNotice.WORD),
        AlertNotice.line(title, AlertNotice.TITLE),
        description(at),
        List.of(
            new AlertNotice.Alert(
                AlertNotice.hash(key),
                firing,
                at,
                firing ? null : at,
                AlertNotice.text(title, AlertNotice.TEXT),
                attributes())));
  }

  private String description(Instant at) {
    StringJoiner lines = new StringJoiner("\n");
    if (!word("description").isBlank()) {
      lines.add(word("description"));
    }
    lines.add("Event of " + at);
    attributes().forEach((name, value) -> lines.add(name + " = " + value));
    return AlertNotice.text(lines.toString(), AlertNotice.TEXT);
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("id", AlertNotice.line(event.getId(), AlertNotice.TEXT));
    attributes.put("source", AlertNotice.line(event.getSource().toString(), AlertNotice.TEXT));
    attributes.put("type", AlertNotice.line(event.getType(), AlertNotice.TEXT));
    if (event.getSubject() != null) {
      attributes.put("subject", AlertNotice.line(event.getSubject(), AlertNotice.TEXT));
    }
    return attributes;
  }

  /** From the data, or from an extension attribute of that name. */
  private String word(String name) {
    JsonNode value = data.path(name);
    if (value.isTextual()) {
      return value.asText();
    }
    Object extension = event.getExtension(name);
    return extension == null ? "" : extension.toString();
  }
}
