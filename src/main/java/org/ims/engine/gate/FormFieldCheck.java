package org.ims.engine.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Fields that work: Tasklist shows what is wrong with one in its place, or nothing at all. */
final class FormFieldCheck {

  /** Remarks of whoever made the form, of which only the choices mean something. */
  private static final String REMARKS = "properties.";

  private static final String LIVE = "properties.choices";

  private final Set<String> choices;
  private final Findings findings;

  /**
   * @param choices the lists that the application can fill
   */
  FormFieldCheck(Set<String> choices, Findings findings) {
    this.choices = choices;
    this.findings = findings;
  }

  void check(ModelFile file) {
    JsonNode form = file.form();
    Set<String> unknown = properties(form);
    unknown.removeAll(TasklistForms.FORM_PROPERTIES);
    if (!unknown.isEmpty()) {
      findings.add(
          file.name(), "form-property", "has properties that Tasklist does not know: %s", unknown);
    }
    JsonNode version = form.path("schemaVersion");
    if (!version.isMissingNode()
        && (!version.isInt() || version.intValue() > TasklistForms.SCHEMA_VERSION)) {
      findings.add(
          file.name(),
          "form-version",
          "is of the schema version %s, and Tasklist knows those up to %d",
          version.toString(),
          TasklistForms.SCHEMA_VERSION);
    }
    if (!form.path("components").isArray() || form.path("components").isEmpty()) {
      findings.add(file.name(), "form-empty", "shows nothing");
    }
    checkComponents(file.name(), form, "", new HashSet<>());
  }

  /**
   * Checks what is in a container.
   *
   * @param path where its values lie, with a dot at its end unless it is empty
   */
  private void checkComponents(String file, JsonNode container, String path, Set<String> keys) {
    for (JsonNode component : container.path("components")) {
      Set<String> known = TasklistForms.COMPONENTS.get(component.path("type").asText());
      if (known != null) {
        checkProperties(file, component, known);
        checkKey(file, component, path, known, keys);
        checkPattern(file, component);
        if (known.contains(LIVE)) {
          checkChoices(file, component);
        }
      }
      String inner = component.path("path").asText("");
      checkComponents(file, component, inner.isEmpty() ? path : path + inner + ".", keys);
    }
  }

  private void checkProperties(String file, JsonNode component, Set<String> known) {
    Set<String> unknown = properties(component);
    unknown.removeAll(known);
    unknown.removeIf(property -> property.startsWith(REMARKS) && !property.equals(LIVE));
    if (!unknown.isEmpty()) {
      add(
          file,
          component,
          "form-property",
          "has properties that Tasklist does not know: %s",
          unknown);
    }
  }

  private void checkKey(
      String file, JsonNode component, String path, Set<String> known, Set<String> keys) {
    boolean list = component.path("type").asText().equals("dynamiclist");
    if (!list && !known.contains("key")) {
      return;
    }
    String key = component.path(list ? "path" : "key").asText("");
    if (key.isBlank()) {
      add(file, component, "form-key", "has no key, under which its value could be kept");
    } else if (!keys.add(path + key)) {
      add(file, component, "form-key", "has the key %s, as another field", key);
    }
  }

  private void checkPattern(String file, JsonNode component) {
    String pattern = component.at("/validate/pattern").asText("");
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      add(
          file,
          component,
          "form-pattern",
          "asks for the pattern %s, which cannot be read",
          pattern);
    }
  }

  private void checkChoices(String file, JsonNode component) {
    String live = component.at("/properties/choices").asText("");
    if (!live.isEmpty()) {
      if (!choices.contains(live)) {
        add(file, component, "form-choices", "offers the list %s, which nobody fills", live);
      }
    } else if (component.path("values").isEmpty()
        && component.path("valuesKey").asText("").isBlank()
        && component.path("valuesExpression").asText("").isBlank()) {
      add(file, component, "form-choices", "offers nothing to choose from");
    }
  }

  /** The paths of all values of a form or component, without those of its components. */
  private static Set<String> properties(JsonNode node) {
    Set<String> paths = new TreeSet<>();
    node.properties()
        .forEach(
            property -> {
              if (property.getKey().equals("components")) {
                paths.add("components");
              } else {
                collect(property.getKey(), property.getValue(), paths);
              }
            });
    return paths;
  }

  private static void collect(String path, JsonNode value, Set<String> paths) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(child -> collect(path + "." + child.getKey(), child.getValue(), paths));
    } else if (value.isArray() && (value.isEmpty() || value.path(0).isObject())) {
      value.forEach(element -> collect(path, element, paths));
    } else {
      paths.add(path);
    }
  }

  private void add(String file, JsonNode component, String rule, String reason, Object... details) {
    findings.add(file, FormFields.id(component), 0, rule, reason, details);
  }
}
