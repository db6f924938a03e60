package org.ims.forms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A form file and its components, in the order in which a person meets them.
 *
 * @param component the folder under forms/, which is the name of the component
 * @param name the file's name without its ending
 * @param schema the file's content
 */
record Form(String component, String name, JsonNode schema) {

  private static final Path FORMS = Path.of("forms");

  static List<Form> all() {
    try (Stream<Path> files = Files.walk(FORMS)) {
      return files
          .filter(file -> file.toString().endsWith(".form"))
          .sorted()
          .map(Form::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Form named(String name) {
    return all().stream()
        .filter(form -> form.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no form " + name));
  }

  private static Form read(Path file) {
    try {
      String name = file.getFileName().toString().replaceFirst("\\.form$", "");
      String component = FORMS.relativize(file.getParent()).toString();
      return new Form(component, name, new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Every component, a container before its children. */
  List<Component> components() {
    List<Component> found = new ArrayList<>();
    collect(schema, null, found);
    return found;
  }

  private static void collect(JsonNode parent, Component container, List<Component> found) {
    for (JsonNode node : parent.path("components")) {
      Component component = new Component(node, container);
      found.add(component);
      collect(node, component, found);
    }
  }

  @Override
  public String toString() {
    return component + "/" + name;
  }

  /**
   * One component of a form.
   *
   * @param node its JSON
   * @param container the group or list that it lies in; null at the top of the form
   */
  record Component(JsonNode node, Component container) {

    String type() {
      return node.path("type").asText();
    }

    String id() {
      return node.path("id").asText();
    }

    boolean is(String... types) {
      return List.of(types).contains(type());
    }

    boolean isField() {
      return node.has("key");
    }

    /** The name of the variable that the component reads and writes; empty when there is none. */
    String key() {
      return node.path(is("dynamiclist") ? "path" : "key").asText("");
    }

    boolean isRequired() {
      return node.at("/validate/required").asBoolean();
    }

    boolean isDisabled() {
      return node.path("disabled").asBoolean();
    }

    /** The list whose lines the component belongs to. */
    Optional<Component> list() {
      if (container == null) {
        return Optional.empty();
      }
      return container.is("dynamiclist") ? Optional.of(container) : container.list();
    }

    /** The conditions that hide the component: its own and those of what it lies in. */
    List<String> hideConditions() {
      List<String> conditions =
          container == null ? new ArrayList<>() : new ArrayList<>(container.hideConditions());
      if (node.has("conditional")) {
        conditions.add(node.at("/conditional/hide").asText());
      }
      return conditions;
    }

    List<String> choices() {
      List<String> values = new ArrayList<>();
      node.path("values").forEach(choice -> values.add(choice.path("value").asText()));
      return values;
    }
  }
}
