package org.ims.engine.gate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.xml.ModelException;
import org.ims.engine.gate.TableCover.Column;
import org.ims.engine.gate.TableCover.Rule;

/** Each decision is a table whose cells can be read, and which answers everything, and once. */
final class TableCheck {

  private static final Set<String> POLICIES =
      Set.of("UNIQUE", "FIRST", "COLLECT", "RULE ORDER", "");

  /** What the engine calls the value that a cell tests, unless the column says otherwise. */
  private static final String INPUT = "cellInput";

  /** Each pair of rules is compared. */
  private static final int MOST_UNIQUE_RULES = 300;

  /** Of all tables of a deployment: others wait until it is checked. */
  private static final long MOST_STEPS = 3_000_000;

  private static final DmnEngine ENGINE =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  private final Models models;
  private final GateSettings limits;
  private final Findings findings;
  private final Map<XmlElement, Feel.Parts> read = new IdentityHashMap<>();
  private long steps;
  private long characters;

  TableCheck(Models models, GateSettings limits, Findings findings) {
    this.models = models;
    this.limits = limits;
    this.findings = findings;
  }

  void check(ModelFile file) {
    for (XmlElement decision : file.root().children("decision")) {
      List<XmlElement> tables = decision.children("decisionTable");
      if (tables.size() == 1) {
        checkTable(tables.get(0));
        checkIds(tables.get(0));
        checkCells(decision, tables.get(0));
      } else {
        findings.add(decision, "table-none", "is no decision table");
      }
    }
    new RequirementCheck(findings).check(file);
    if (!findings.concern(file.name())) {
      checkSchema(file);
    }
  }

  private void checkTable(XmlElement table) {
    List<Column> columns = new ArrayList<>();
    for (XmlElement input : table.children("input")) {
      columns.add(column(input));
    }
    Set<String> names = new HashSet<>();
    for (XmlElement output : table.children("output")) {
      String name = output.attribute("name");
      if (name.isBlank()) {
        findings.add(output, "table-cell", "has no name");
      } else if (!names.add(name)) {
        findings.add(output, "table-cell", "has the name %s, as another output", name);
      }
    }
    List<Rule> rules = new ArrayList<>();
    for (XmlElement rule : table.children("rule")) {
      rules.add(rule(rule, columns.size(), table.children("output").size()));
    }
    if (columns.isEmpty() || rules.isEmpty() || table.children("output").isEmpty()) {
      findings.add(table, "table-empty", "needs an input, an output and a rule");
    } else if (isTooLarge(table)) {
      findings.add(
          table,
          "table-size",
          "has more than %d rules or %d columns",
          limits.maxRules(),
          limits.maxColumns());
    } else if (rules.stream().allMatch(Rule::isRead)
        && columns.stream().allMatch(column -> ColumnType.isKnown(column.type()))) {
      checkCover(table, columns, rules);
    }
  }

  /** The engine and its history name what fired by these ids. */
  private void checkIds(XmlElement table) {
    for (XmlElement part : table.children("input", "output", "rule")) {
      if (part.id().isBlank()) {
        findings.add(part, "id", "has a %s without an id", part.name());
      }
    }
  }

  /** What is misspelt, or a text without quotes, silently becomes null in the engine. */
  private void checkCells(XmlElement decision, XmlElement table) {
    Set<String> known = models.variablesOf(decision);
    List<XmlElement> inputs = table.children("input");
    List<XmlElement> outputs = table.children("output");
    for (XmlElement input : inputs) {
      for (XmlElement expression : input.children("inputExpression")) {
        checkType(expression);
        find(expression).ifPresent(parts -> checkNames(expression, parts, known));
        for (XmlElement values : input.children("inputValues")) {
          find(values).ifPresent(parts -> checkCell(values, parts, expression, known));
        }
      }
    }
    for (XmlElement output : outputs) {
      checkType(output);
      for (XmlElement values : output.children("outputValues")) {
        read(values, text(values), Feel::tests);
        find(values).ifPresent(parts -> checkCell(values, parts, output, known));
      }
    }
    for (XmlElement rule : table.children("rule")) {
      List<XmlElement> tests = rule.children("inputEntry");
      for (int i = 0; i < Math.min(tests.size(), inputs.size()); i++) {
        XmlElement cell = tests.get(i);
        XmlElement input = inputs.get(i);
        Set<String> names = new HashSet<>(known);
        names.add(input.find(Vocabulary.CAMUNDA_DMN, "inputVariable").orElse(INPUT));
        for (XmlElement expression : input.children("inputExpression")) {
          find(cell).ifPresent(parts -> checkCell(cell, parts, expression, names));
        }
      }
      List<XmlElement> results = rule.children("outputEntry");
      for (int i = 0; i < Math.min(results.size(), outputs.size()); i++) {
        XmlElement cell = results.get(i);
        XmlElement output = outputs.get(i);
        find(cell).ifPresent(parts -> checkCell(cell, parts, output, known));
      }
    }
  }

  private void checkType(XmlElement clause) {
    String type = ColumnType.of(clause);
    // A result without a type is taken as it is; what is compared has to be something.
    boolean none = type.isEmpty() && clause.is("output");
    if (type.isEmpty() && !none) {
      findings.add(clause, "table-type", "has no type");
    } else if (!none && !ColumnType.isKnown(type)) {
      findings.add(clause, "table-type", "has the type %s, which the engine does not know", type);
    }
  }

  private void checkCell(
      XmlElement cell, Feel.Parts parts, XmlElement clause, Set<String> variables) {
    checkNames(cell, parts, variables);
    String type = ColumnType.of(clause);
    Feel.constants(parts).stream()
        .filter(constant -> !ColumnType.fits(constant, type))
        .findFirst()
        .ifPresent(
            constant ->
                findings.add(
                    cell, "table-type", "holds %s in a column of %s", constant.toString(), type));
  }

  private void checkNames(XmlElement cell, Feel.Parts parts, Set<String> variables) {
    for (String name : parts.names()) {
      if (!variables.contains(name)) {
        findings.add(
            cell,
            "table-variable",
            "names %s, which is no variable that it can read; a text stands in quotes",
            name);
      }
    }
  }

  /** What a cell holds; empty where there is nothing, or what is found to be wrong elsewhere. */
  private Optional<Feel.Parts> find(XmlElement cell) {
    return Optional.ofNullable(read.get(cell));
  }

  private boolean isTooLarge(XmlElement table) {
    int columns = table.children("input", "output").size();
    return table.children("rule").size() > limits.maxRules() || columns > limits.maxColumns();
  }

  private Column column(XmlElement input) {
    List<XmlElement> expressions = input.children("inputExpression");
    String type = "";
    for (XmlElement expression : expressions) {
      type = ColumnType.of(expression);
      read(expression, text(expression), Feel::expression);
    }
    String variable = expressions.stream().map(TableCheck::text).findFirst().orElse("");
    if (variable.isEmpty()) {
      findings.add(input, "table-cell", "reads nothing");
    }
    Feel.Parts values = null;
    for (XmlElement list : input.children("inputValues")) {
      values = read(list, text(list), Feel::tests);
    }
    return new Column(input, variable, type, values);
  }

  private Rule rule(XmlElement rule, int inputs, int outputs) {
    List<Feel.Parts> tests = new ArrayList<>();
    boolean complete = true;
    for (XmlElement entry : rule.children("inputEntry")) {
      String text = text(entry);
      boolean any = text.isEmpty() || text.equals("-");
      Feel.Parts parts = any ? null : read(entry, text, Feel::tests);
      complete &= any || parts != null;
      tests.add(parts);
    }
    for (XmlElement entry : rule.children("outputEntry")) {
      if (!text(entry).isEmpty()) {
        read(entry, text(entry), Feel::expression);
      }
    }
    if (tests.size() != inputs || rule.children("outputEntry").size() != outputs) {
      findings.add(rule, "table-cell", "has not one cell for each column");
      complete = false;
    }
    return new Rule(rule, tests, complete);
  }

  private Feel.Parts read(XmlElement element, String text, Function<String, Feel.Parts> reader) {
    if (text.length() > limits.maxExpression()) {
      findings.add(element, "feel", "has more than %d characters", limits.maxExpression());
      return null;
    }
    characters += text.length();
    if (characters > Feel.MOST_CHARACTERS) {
      findings.add(element, "table-size", "is one of too many cells to be read in one deployment");
      return null;
    }
    try {
      Feel.Parts parts = reader.apply(text);
      if (!parts.unbounded().isEmpty()) {
        findings.add(
            element,
            "feel-unbounded",
            "uses what may take for ever or is no function of a table: %s",
            parts.unbounded());
        return null;
      }
      read.put(element, parts);
      return parts;
    } catch (IllegalArgumentException e) {
      findings.add(element, "feel", "cannot be read: %s", e.getMessage());
      return null;
    }
  }

  private void checkCover(XmlElement table, List<Column> columns, List<Rule> rules) {
    String policy = table.attribute("hitPolicy");
    if (!POLICIES.contains(policy)) {
      findings.add(table, "table-policy", "has the hit policy %s, which is not accepted", policy);
      return;
    }
    if (!table.attribute("aggregation").isEmpty()
        && (!policy.equals("COLLECT") || table.children("output").size() > 1)) {
      findings.add(
          table, "table-policy", "aggregates, which only COLLECT with a single output can");
    }
    try {
      if (policy.isEmpty() || policy.equals("UNIQUE")) {
        checkUnique(table, columns, rules);
      } else if (policy.equals("FIRST")) {
        checkFirst(table, columns, rules);
      }
    } catch (TableCover.TooManyStepsException e) {
      steps += TableCover.MOST_STEPS;
      findings.add(
          table, "table-size", "tells more values apart than can be tried with all of its rules");
    }
  }

  private void checkFirst(XmlElement table, List<Column> columns, List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).appliesAlways()) {
        int dead = rules.size() - 1 - i;
        if (dead > 0) {
          findings.add(
              rules.get(i).element(),
              "table-dead",
              "applies always, so that %d rules after it never do",
              dead);
        }
        return;
      }
    }
    checkGap(table, new TableCover(columns, rules, MOST_STEPS - steps));
  }

  private void checkUnique(XmlElement table, List<Column> columns, List<Rule> rules) {
    if (rules.size() > MOST_UNIQUE_RULES) {
      findings.add(
          table,
          "table-unclear",
          "has more than %d rules of which only one may apply; let the first one win (FIRST)",
          MOST_UNIQUE_RULES);
      return;
    }
    TableCover cover = new TableCover(columns, rules, MOST_STEPS - steps);
    if (cover.unclear().isPresent()) {
      steps += cover.steps();
      TableCover.Unclear cell = cover.unclear().get();
      findings.add(
          cell.rule(),
          "table-unclear",
          "tests %s by more than constants, so that nobody can tell whether two rules apply at"
              + " once; let the first one win (FIRST)",
          cell.column());
      return;
    }
    cover
        .overlaps()
        .forEach(
            pair ->
                findings.add(
                    pair.second(),
                    "table-overlap",
                    "applies at once with %s, if %s",
                    pair.first().place(),
                    pair.example()));
    checkGap(table, cover);
  }

  private void checkGap(XmlElement table, TableCover cover) {
    cover
        .gap()
        .ifPresent(gap -> findings.add(table, "table-gap", "has no rule that applies if %s", gap));
    steps += cover.steps();
  }

  /** Little but the schema is left that the engine could stumble over: it is asked itself. */
  private void checkSchema(ModelFile file) {
    try {
      ENGINE.parseDecisionRequirementsGraph(
          Dmn.readModelFromStream(
              new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8))));
    } catch (ModelException e) {
      findings.add(file.name(), "xml-schema", "is no valid table: %s", cause(e));
    } catch (DmnEngineException e) {
      findings.add(file.name(), "table-broken", "cannot be taken by the engine: %s", cause(e));
    }
  }

  private static String cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String text(XmlElement cell) {
    return cell.children("text").stream().map(XmlElement::text).findFirst().orElse("");
  }
}
