package org.ims.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the mistake that it is there for: a good form is spoilt in one place. */
class FormRulesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("Contain", "form", "id is", form -> form.put("id", "Form_1")),
        mistake("Contain", "form", "schema is", form -> form.put("schemaVersion", 19)),
        mistake("Contain", "form", "platform is", form -> form.put("executionPlatform", "Cloud")),
        mistake("Contain", "form", "unknown properties", form -> form.put("versionTag", "1")),
        at("Contain", "Field_target", "unknown type", "type", "filepicker"),
        at("Contain", "Field_target", "unknown properties [placeholder]", "placeholder", "x"),
        at("Contain", "Field_target", "unknown properties [validate.max]", "validate.max", "x"),
        at("Contain", "Field_target", "id is Field_0x1", "id", "Field_0x1"),
        at("Contain", "Field_target", "id is used twice", "id", "Field_action"),
        at("Contain", "Field_target", "key is used twice", "key", "action"),
        at("Contain", "Field_target", "key is not one camel-case word", "key", "a.target"),
        at("Contain", "Group_action", "nests its fields", "path", "action"),
        at("Contain", "Group_action", "id is not Group_", "id", "Group1"),
        at("Contain", "Field_target", "no label", "label", ""),
        at("Contain", "Field_target", "no help text", "description", " "),
        at("Contain", "Field_startedAt", "no dateLabel", "dateLabel", null),
        at("Contain", "Field_startedAt", "no timeLabel", "timeLabel", null),
        at(
            "Contain",
            "Field_target",
            "is too narrow",
            "label",
            "The system that it was done to, and where"),
        at(
            "ReportIncident",
            "Field_peopleAtRisk",
            "is too narrow",
            "values.label",
            "Yes, somebody is injured or was in danger"),
        at(
            "Contain",
            "Field_outcome",
            "not lower-case-kebab: Not done",
            "values.value",
            "Not done"),
        at("Contain", "Field_outcome", "no label for done", "values.label", ""),
        at("Contain", "Field_outcome", "a value is offered twice", "values.value", "failed"),
        at("Contain", "Field_outcome", "no values", "values", null),
        at("ReportIncident", "Field_service", "nobody fills", "properties.choices", "planets"),
        at("ReportIncident", "Field_service", "fewer than two", "properties", null),
        at("Contain", "Field_target", "maxLength is neither", "validate.maxLength", "5000"),
        at("Contain", "Field_action", "maxLength is 0", "validate.maxLength", null),
        at("AssessImpact", "Field_usersAffected", "min is", "validate.min", null),
        at("AssessImpact", "Field_usersAffected", "no decimalDigits", "decimalDigits", null),
        at("AssessImpact", "Field_usersAffectedPct", "max is", "validate.max", "1000"),
        at("Contain", "Field_startedAt", "subtype time", "subtype", "time"),
        at("Contain", "Field_startedAt", "format is", "timeSerializingFormat", "utc_normalized"),
        at("Contain", "Field_startedAt", "24 hour clock", "use24h", null),
        at("Contain", "Field_undoPlan", "is no expression", "conditional.hide", "temporary"),
        at("Contain", "Field_undoPlan", "unknown choice temporal", "conditional.hide", "=temporal"),
        at("Contain", "Field_undoPlan", "asks for no field", "conditional.hide", "=1 = 1"),
        at(
            "Contain",
            "Field_undoPlan",
            "not offered: temporary != \"true\"",
            "conditional.hide",
            "=temporary != \"true\""),
        at("Contain", "Row_target", "is 17 columns wide", "layout.columns", 9, "Field_target"),
        at("Contain", "Field_target", "18 columns wide", "layout.columns", 18),
        at("Contain", "Field_target", "row has no chosen name", "layout.row", "Row1"),
        at("Contain", "Field_temporary", "Row_target in two groups", "layout.row", "Row_target"),
        at("Contain", "form", "does not start with", "id", "Group_facts", "Group_known"),
        at("Contain", "Field_knownFacts", "is not a disabled", "disabled", null),
        at("ReportIncident", "form", "nothing is known", "key", "knownFacts", "Field_title"),
        at("Contain", "Field_outcome", "has a default", "defaultValue", "done"),
        at("Contain", "Field_outcome", "may be left out", "validate.required", null),
        at("Contain", "form", "has no field outcome", "key", "result", "Field_outcome"),
        at(
            "Contain",
            "Field_target",
            "Enter in this line",
            "validate.required",
            null,
            "Field_outcome",
            "Field_temporary"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void findsTheMistake(Form form, String where, String what) {
    assertThat(FormRules.violations(form))
        .as(where + ": " + what)
        .anyMatch(line -> line.startsWith(where + ": ") && line.contains(what));
  }

  private static Arguments mistake(
      String form, String where, String what, Consumer<ObjectNode> change) {
    Form good = Form.named(form);
    ObjectNode schema = good.schema().deepCopy();
    change.accept(schema);
    Form spoilt = new Form(good.component(), good.name(), schema);
    return Arguments.of(Named.of(form + ": " + what, spoilt), where, what);
  }

  /** Spoils one property of the named components, or of the component that the rule names. */
  private static Arguments at(
      String form, String where, String what, String path, Object value, String... components) {
    return mistake(
        form,
        path.equals("id") && components.length == 0 ? value.toString() : where,
        what,
        schema -> {
          for (String id : components.length == 0 ? new String[] {where} : components) {
            set(find(schema, id), path, value);
          }
        });
  }

  private static void set(JsonNode component, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot > 0) {
      JsonNode child = component.path(path.substring(0, dot));
      set(child.isArray() ? child.path(0) : child, path.substring(dot + 1), value);
    } else if (value == null) {
      ((ObjectNode) component).remove(path);
    } else {
      ((ObjectNode) component).set(path, JSON.valueToTree(value));
    }
  }

  private static JsonNode find(JsonNode parent, String id) {
    for (JsonNode child : parent.path("components")) {
      if (child.path("id").asText().equals(id)) {
        return child;
      }
      JsonNode found = find(child, id);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return parent.path("no such component");
  }
}
