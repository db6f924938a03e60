package org.ims.forms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.engine.gate.ShownVariables;
import org.ims.engine.gate.TasklistForms;
import org.ims.forms.Form.Component;

/** The rules that every form keeps. Each answers with what is wrong, naming the component. */
final class FormRules {

  /** The field that says how a task ends, or that has to be filled before it may end. */
  static final Map<String, String> DECISIVE =
      Map.ofEntries(
          Map.entry("ReportIncident", "personalDataInvolved"),
          Map.entry("TriageIncident", "kind"),
          Map.entry("AnswerQuestion", "answer"),
          Map.entry("AssessImpact", "spreading"),
          Map.entry("ConfirmAssessment", "decision"),
          Map.entry("Investigate", "findings"),
          Map.entry("Contain", "outcome"),
          Map.entry("Recover", "outcome"),
          Map.entry("VerifyResolution", "verified"),
          Map.entry("ResumeIncident", "resumeNote"),
          Map.entry("LiftLegalHold", "releaseNote"),
          Map.entry("ChangeIncident", "change"),
          Map.entry("DoAdHocTask", "outcome"),
          Map.entry("ConsiderResolution", "verdict"),
          Map.entry("PlaybookStep", "stepOutcome"),
          Map.entry("PlaybookQuestion", "stepAnswer"),
          Map.entry("RemoveCountermeasure", "outcome"),
          Map.entry("AcceptRisk", "decision"),
          Map.entry("ReviewPersonalData", "decision"),
          Map.entry("DecideMajorIncident", "decision"),
          Map.entry("FormResponseTeam", "commander"),
          Map.entry("CommandIncident", "next"),
          Map.entry("LeadSubTeam", "outcome"),
          Map.entry("KeepLog", "logState"),
          Map.entry("WriteReview", "timelineConfirmed"),
          Map.entry("HoldReviewMeeting", "outcome"),
          Map.entry("ApproveReview", "decision"),
          Map.entry("ImplementAction", "outcome"),
          Map.entry("WriteUpdate", "updateOutcome"),
          Map.entry("ApproveUpdate", "decision"),
          Map.entry("CloseIncident", "outcome"));

  static final Set<String> START_FORMS = Set.of("ReportIncident", "ChangeIncident");

  /** The lists that the server can fill. */
  static final Set<String> LIVE_CHOICES =
      Set.of("services", "users", "teams", "playbooks", "incidents");

  /** Lists that a task brings along, each with the choice that is always in it. */
  static final Map<String, String> BROUGHT_CHOICES = Map.of("similarChoices", "other");

  private static final String[] INPUTS = {
    "textfield",
    "textarea",
    "number",
    "datetime",
    "checkbox",
    "checklist",
    "radio",
    "select",
    "taglist"
  };
  private static final int LONGEST_LABEL = 32;
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern CHOICE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> FEEL_WORDS =
      Set.of(
          "if", "then", "else", "and", "or", "not", "null", "true", "false", "loop", "split",
          "this");

  private FormRules() {}

  static List<String> violations(Form form) {
    Report report = new Report();
    frame(form, report);
    Set<String> ids = new HashSet<>();
    Map<String, Set<String>> keys = new HashMap<>();
    for (Component component : form.components()) {
      known(component, report);
      named(component, ids, keys, report);
      explained(component, report);
      fitting(component, report);
      choices(component, report);
      limited(component, report);
      conditions(form, component, report);
    }
    rows(form, report);
    facts(form, report);
    decisive(form, report);
    return report.lines;
  }

  /** The id is what formRef names; the platform makes the Modeler offer what Tasklist can draw. */
  private static void frame(Form form, Report report) {
    JsonNode schema = form.schema();
    Set<String> properties = new TreeSet<>();
    schema
        .properties()
        .forEach(
            property -> {
              if (property.getKey().equals("components")) {
                properties.add("components");
              } else {
                paths(property.getKey(), property.getValue(), properties);
              }
            });
    properties.removeAll(TasklistForms.FORM_PROPERTIES);
    report.check(properties.isEmpty(), "form", "unknown properties " + properties);
    report.equal(form.name(), schema.path("id").asText(), "form", "id");
    report.equal("default", schema.path("type").asText(), "form", "type");
    report.equal(
        "" + TasklistForms.SCHEMA_VERSION, schema.path("schemaVersion").asText(), "form", "schema");
    report.equal("Camunda Platform", schema.path("executionPlatform").asText(), "form", "platform");
    report.equal(
        "7.24.0", schema.path("executionPlatformVersion").asText(), "form", "platform version");
    report.equal("Camunda Modeler", schema.at("/exporter/name").asText(), "form", "exporter");
  }

  private static void known(Component component, Report report) {
    Set<String> allowed = TasklistForms.COMPONENTS.get(component.type());
    if (allowed == null) {
      report.add(component.id(), "unknown type " + component.type());
      return;
    }
    Set<String> used = new TreeSet<>();
    component
        .node()
        .properties()
        .forEach(
            property -> {
              if (property.getKey().equals("components")) {
                used.add("components");
              } else {
                paths(property.getKey(), property.getValue(), used);
              }
            });
    used.removeAll(allowed);
    report.check(used.isEmpty(), component.id(), "unknown properties " + used);
  }

  private static void paths(String path, JsonNode value, Set<String> found) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(child -> paths(path + "." + child.getKey(), child.getValue(), found));
    } else if (value.isArray() && value.path(0).isObject()) {
      value.forEach(element -> paths(path, element, found));
    } else if (!value.isArray() || !path.equals("values")) {
      found.add(path);
    }
  }

  /** Chosen ids, and flat keys: what a group with a path would bundle is lost when it is saved. */
  private static void named(
      Component component, Set<String> ids, Map<String, Set<String>> keys, Report report) {
    String id = component.id();
    report.check(ids.add(id), id, "id is used twice");
    String list = component.list().map(Component::key).orElse("");
    if (component.isField() || component.is("dynamiclist")) {
      String key = component.key();
      report.check(NAME.matcher(key).matches(), id, "key is not one camel-case word: " + key);
      boolean unused = keys.computeIfAbsent(list, name -> new HashSet<>()).add(key);
      report.check(unused, id, "key is used twice: " + key);
      if (component.is("dynamiclist")) {
        report.equal("List_" + key, id, id, "id");
      } else if (list.isEmpty()) {
        report.equal("Field_" + key, id, id, "id");
      } else {
        String inList = "Field_" + list + "_" + key;
        report.equal(inList, id, id, "id");
      }
    } else {
      String prefix =
          component.type().substring(0, 1).toUpperCase() + component.type().substring(1);
      report.check(
          id.matches(prefix + "_" + NAME.pattern()), id, "id is not " + prefix + "_<name>");
      report.check(!component.node().has("path"), id, "a group with a path nests its fields");
    }
  }

  private static void explained(Component component, Report report) {
    JsonNode node = component.node();
    String id = component.id();
    if (component.is("datetime")) {
      report.check(node.hasNonNull("dateLabel"), id, "no dateLabel");
      if (node.path("subtype").asText().equals("datetime")) {
        report.check(node.hasNonNull("timeLabel"), id, "no timeLabel");
      }
    } else if (component.is(INPUTS) || component.is("group", "dynamiclist")) {
      report.check(!node.path("label").asText().isBlank(), id, "no label");
    }
    if (component.is(INPUTS) && !component.isDisabled()) {
      report.check(!node.path("description").asText().isBlank(), id, "no help text");
    }
  }

  /** form-js cuts off a label that does not fit; half a row holds this much in a 560 pixel pane. */
  private static void fitting(Component component, Report report) {
    if (component.node().at("/layout/columns").asInt() > 8) {
      return;
    }
    List<String> labels = new ArrayList<>();
    for (String property : List.of("label", "dateLabel", "timeLabel")) {
      labels.add(component.node().path(property).asText(""));
    }
    if (component.is("radio", "checklist")) {
      component.node().path("values").forEach(choice -> labels.add(choice.path("label").asText()));
    }
    for (String label : labels) {
      report.check(label.length() <= LONGEST_LABEL, component.id(), "is too narrow for: " + label);
    }
  }

  private static void choices(Component component, Report report) {
    if (!component.is("select", "radio", "checklist", "taglist")) {
      return;
    }
    String id = component.id();
    JsonNode node = component.node();
    String live = node.at("/properties/choices").asText("");
    String brought = node.path("valuesKey").asText("");
    List<String> values = component.choices();
    if (!brought.isEmpty()) {
      report.check(BROUGHT_CHOICES.containsKey(brought), id, "no task brings " + brought);
      report.check(values.isEmpty() && live.isEmpty(), id, "choices have two sources");
      return;
    }
    report.check(node.path("values").isArray(), id, "no values");
    if (live.isEmpty()) {
      report.check(values.size() > 1, id, "fewer than two choices");
    } else {
      report.check(LIVE_CHOICES.contains(live), id, "nobody fills the choices " + live);
      report.check(values.isEmpty(), id, "choices are both static and live");
    }
    report.check(new HashSet<>(values).size() == values.size(), id, "a value is offered twice");
    for (JsonNode choice : node.path("values")) {
      String value = choice.path("value").asText();
      report.check(CHOICE.matcher(value).matches(), id, "value is not lower-case-kebab: " + value);
      report.check(!choice.path("label").asText().isBlank(), id, "no label for " + value);
    }
  }

  /**
   * The same limits as the columns of the tables, so that the browser says it before the server.
   */
  private static void limited(Component component, Report report) {
    if (component.isDisabled()) {
      return;
    }
    String id = component.id();
    JsonNode node = component.node();
    int longest = node.at("/validate/maxLength").asInt();
    switch (component.type()) {
      case "textfield" ->
          report.check(longest == 120 || longest == 255, id, "maxLength is neither 120 nor 255");
      case "textarea" -> report.equal("4000", "" + longest, id, "maxLength");
      case "number" -> {
        report.equal("0", node.at("/validate/min").asText(), id, "min");
        report.check(node.has("decimalDigits"), id, "no decimalDigits");
        if (node.at("/appearance/suffixAdorner").asText().equals("%")) {
          report.equal("100", node.at("/validate/max").asText(), id, "max");
        }
      }
      case "datetime" -> {
        String subtype = node.path("subtype").asText();
        report.check(Set.of("date", "datetime").contains(subtype), id, "subtype " + subtype);
        if (subtype.equals("datetime")) {
          // utc_normalized of form-js 1.8.7 slips by a day where local time falls on UTC midnight
          report.equal("utc_offset", node.path("timeSerializingFormat").asText(), id, "format");
          report.check(node.path("use24h").asBoolean(), id, "not on a 24 hour clock");
        }
      }
      default -> {}
    }
  }

  /** A condition on a misspelt key would hide its field for ever. */
  private static void conditions(Form form, Component component, Report report) {
    JsonNode hide = component.node().at("/conditional/hide");
    if (hide.isMissingNode()) {
      return;
    }
    String id = component.id();
    report.check(hide.asText().startsWith("="), id, "condition is no expression: " + hide);
    Map<String, Component> choices = choiceFields(form);
    Set<String> names = names(hide.asText());
    report.check(!names.isEmpty(), id, "condition asks for no field");
    for (String name : names) {
      report.check(
          choices.containsKey(name) || ShownVariables.choicesOf(form.name()).contains(name),
          id,
          "condition on unknown choice " + name);
    }
    Matcher literal = Pattern.compile("(\\w+) !?= \"([^\"]*)\"").matcher(hide.asText());
    while (literal.find() && choices.containsKey(literal.group(1))) {
      report.check(
          choices.get(literal.group(1)).choices().contains(literal.group(2))
              || literal
                  .group(2)
                  .equals(
                      BROUGHT_CHOICES.get(
                          choices.get(literal.group(1)).node().path("valuesKey").asText())),
          id,
          "condition on a value that is not offered: " + literal.group());
    }
  }

  /** Fields with a closed set of values; live choices are data of the organisation, not ours. */
  private static Map<String, Component> choiceFields(Form form) {
    Map<String, Component> fields = new HashMap<>();
    for (Component component : form.components()) {
      boolean closed =
          component.is("checkbox")
              || !component.choices().isEmpty()
              || component.node().has("valuesKey");
      if (closed && component.list().isEmpty()) {
        fields.put(component.key(), component);
      }
    }
    return fields;
  }

  private static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher word = WORD.matcher(expression.replaceAll("\"[^\"]*\"", " "));
    while (word.find()) {
      names.add(word.group());
    }
    names.removeAll(FEEL_WORDS);
    return names;
  }

  /** A row is 16 columns wide; what does not fit is squeezed. */
  private static void rows(Form form, Report report) {
    Map<String, Integer> widths = new HashMap<>();
    Map<String, Component> containers = new HashMap<>();
    for (Component component : form.components()) {
      String row = component.node().at("/layout/row").asText();
      int columns = component.node().at("/layout/columns").asInt();
      report.check(row.matches("Row_[a-z]\\w*"), component.id(), "row has no chosen name: " + row);
      report.check(columns >= 4 && columns <= 16, component.id(), columns + " columns wide");
      widths.merge(row, columns, Integer::sum);
      if (containers.containsKey(row)) {
        report.check(
            containers.get(row) == component.container(), component.id(), row + " in two groups");
      }
      containers.put(row, component.container());
    }
    widths.forEach((row, width) -> report.check(width <= 16, row, "is " + width + " columns wide"));
  }

  /** A task opens with what is already known, read-only: a disabled field is not submitted. */
  private static void facts(Form form, Report report) {
    List<Component> components = form.components();
    boolean start = START_FORMS.contains(form.name());
    List<Component> facts =
        components.stream().filter(field -> field.key().equals("knownFacts")).toList();
    if (start) {
      report.check(facts.isEmpty(), "form", "nothing is known before the report");
      return;
    }
    boolean first =
        components.size() > 2
            && components.get(0).id().equals("Group_known")
            && components.get(0).node().path("components").size() == 1
            && components.get(1).key().equals("knownFacts");
    report.check(first, "form", "does not start with the known facts");
    for (Component field : facts) {
      report.check(
          field.is("textarea") && field.isDisabled(), field.id(), "is not a disabled text area");
    }
  }

  /**
   * Enter in a line of text completes the task once nothing required is open. So the field that
   * decides has no default, and any line that is always there stands before a required choice.
   */
  private static void decisive(Form form, Report report) {
    String key = DECISIVE.get(form.name());
    report.check(key != null, "form", "no decisive field is known");
    boolean choiceFollows = false;
    boolean found = false;
    List<Component> components = new ArrayList<>(form.components());
    Collections.reverse(components);
    for (Component component : components) {
      boolean always = component.hideConditions().isEmpty() && component.list().isEmpty();
      boolean choice = component.is("radio", "select", "checkbox");
      if (component.isRequired()) {
        report.check(!component.node().has("defaultValue"), component.id(), "has a default");
      }
      if (always && choice && component.isRequired()) {
        choiceFollows = true;
      }
      if (component.key().equals(key) && component.list().isEmpty()) {
        found = true;
        report.check(always && component.isRequired(), component.id(), "may be left out");
      }
      boolean line = component.is("textfield", "number") && component.hideConditions().isEmpty();
      report.check(!line || choiceFollows, component.id(), "Enter in this line completes the task");
    }
    report.check(found, "form", "has no field " + key);
  }

  private static final class Report {
    private final List<String> lines = new ArrayList<>();

    void add(String where, String what) {
      lines.add(where + ": " + what);
    }

    void check(boolean kept, String where, String what) {
      if (!kept) {
        add(where, what);
      }
    }

    void equal(String expected, String actual, String where, String what) {
      check(expected.equals(actual), where, what + " is " + actual + ", not " + expected);
    }
  }
}
