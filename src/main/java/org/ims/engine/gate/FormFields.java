package org.ims.engine.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The components of a form. */
final class FormFields {

  private FormFields() {}

  /** Every component, a container before its children. */
  static List<JsonNode> components(JsonNode form) {
    List<JsonNode> found = new ArrayList<>();
    collect(form, found);
    return found;
  }

  private static void collect(JsonNode container, List<JsonNode> found) {
    for (JsonNode component : container.path("components")) {
      found.add(component);
      collect(component, found);
    }
  }

  /** What a component is called when something is wrong with it. */
  static String id(JsonNode component) {
    String type = component.path("type").asText();
    return component.path("id").asText(component.path("key").asText(type));
  }

  /** The variables that the fields read and write. */
  static Set<String> keys(JsonNode form) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode component : components(form)) {
      String list = component.path("type").asText().equals("dynamiclist") ? "path" : "key";
      keys.add(component.path(list).asText());
    }
    keys.remove("");
    return keys;
  }
}
