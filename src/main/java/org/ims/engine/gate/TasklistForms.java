package org.ims.engine.gate;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The components of form-js 1.8.7, which Tasklist 7.24 draws with, and the properties each of them
 * knows. Tasklist shows an error in place of a form with an unknown component and ignores an
 * unknown property without a word; the Modeler's lint is silent for Camunda 7. Buttons and iframes
 * are left out on purpose: Tasklist has its own buttons, and its content security policy blocks
 * foreign pages.
 */
public final class TasklistForms {

  public static final int SCHEMA_VERSION = 16;

  public static final Set<String> FORM_PROPERTIES =
      Set.of(
          "components",
          "type",
          "id",
          "exporter.name",
          "exporter.version",
          "executionPlatform",
          "executionPlatformVersion",
          "schemaVersion");

  private static final Set<String> EVERY =
      Set.of("type", "id", "layout.row", "layout.columns", "conditional.hide");

  private static final Set<String> FIELD =
      and(
          EVERY,
          "key",
          "label",
          "description",
          "disabled",
          "readonly",
          "defaultValue",
          "validate.required");

  // properties.choices is ours: the server fills the values of such a field when it serves the form
  private static final Set<String> CHOICE =
      and(
          FIELD,
          "values.label",
          "values.value",
          "valuesKey",
          "valuesExpression",
          "properties.choices");

  private static final Set<String> CONTAINER =
      and(EVERY, "label", "path", "showOutline", "verticalAlignment", "components");

  public static final Map<String, Set<String>> COMPONENTS =
      Map.ofEntries(
          Map.entry(
              "textfield",
              and(
                  FIELD,
                  "appearance.prefixAdorner",
                  "appearance.suffixAdorner",
                  "validate.minLength",
                  "validate.maxLength",
                  "validate.pattern",
                  "validate.validationType")),
          Map.entry("textarea", and(FIELD, "validate.minLength", "validate.maxLength")),
          Map.entry(
              "number",
              and(
                  FIELD,
                  "appearance.prefixAdorner",
                  "appearance.suffixAdorner",
                  "decimalDigits",
                  "increment",
                  "serializeToString",
                  "validate.min",
                  "validate.max")),
          Map.entry(
              "datetime",
              and(
                  FIELD,
                  "subtype",
                  "dateLabel",
                  "timeLabel",
                  "timeInterval",
                  "timeSerializingFormat",
                  "use24h",
                  "disallowPassedDates")),
          Map.entry("checkbox", FIELD),
          Map.entry("checklist", CHOICE),
          Map.entry("radio", CHOICE),
          Map.entry("select", and(CHOICE, "searchable")),
          Map.entry("taglist", CHOICE),
          Map.entry("expression", and(EVERY, "key", "expression", "computeOn")),
          Map.entry("text", and(EVERY, "text")),
          Map.entry("html", and(EVERY, "content")),
          Map.entry("image", and(EVERY, "source", "alt")),
          Map.entry(
              "table",
              and(
                  EVERY,
                  "label",
                  "dataSource",
                  "rowCount",
                  "columns.key",
                  "columns.label",
                  "columnsExpression")),
          Map.entry("group", CONTAINER),
          Map.entry(
              "dynamiclist",
              and(
                  CONTAINER,
                  "isRepeating",
                  "allowAddRemove",
                  "defaultRepetitions",
                  "disableCollapse",
                  "nonCollapsedItems")),
          Map.entry("spacer", and(EVERY, "height")),
          Map.entry("separator", EVERY));

  private TasklistForms() {}

  private static Set<String> and(Set<String> properties, String... more) {
    return Stream.concat(properties.stream(), Stream.of(more)).collect(Collectors.toSet());
  }
}
