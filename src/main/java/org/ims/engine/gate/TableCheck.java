package org.ims.engine.gate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.xml.ModelException;
import org.ims.engine.gate.TableCover.Column;
import org.ims.engine.gate.TableCover.Rule;

/** Each decision is a table whose cells can be read, and which answers everything, and once. */
final class TableCheck {

  private static final Set<String> POLICIES =
      Set.of("UNIQUE", "FIRST", "COLLECT", "RULE ORDER", "");

  /** Each pair of rules is compared. */
  private static final int MOST_UNIQUE_RULES = 300;

  private final GateSettings limits;
  private final Findings findings;

  TableCheck(GateSettings limits, Findings findings) {
    this.limits = limits;
    this.findings = findings;
  }

  void check(ModelFile file) {
    for (XmlElement decision : file.root().children("decision")) {
      List<XmlElement> tables = decision.children("decisionTable");
      if (tables.size() == 1) {
        checkTable(tables.get(0));
      } else {
        findings.add(decision, "table-none", "is no decision table");
      }
    }
    if (!findings.concern(file.name())) {
      checkSchema(file);
    }
  }

  private void checkTable(XmlElement table) {
    List<Column> columns = new ArrayList<>();
    for (XmlElement input : table.children("input")) {
      columns.add(column(input));
    }
    for (XmlElement output : table.children("output")) {
      if (output.attribute("name").isBlank()) {
        findings.add(output, "table-cell", "has no name");
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
    } else if (rules.stream().allMatch(Rule::isRead)) {
      checkCover(table, columns, rules);
    }
  }

  private boolean isTooLarge(XmlElement table) {
    int columns = table.children("input", "output").size();
    return table.children("rule").size() > limits.maxRules() || columns > limits.maxColumns();
  }

  private Column column(XmlElement input) {
    List<XmlElement> expressions = input.children("inputExpression");
    String type = "";
    for (XmlElement expression : expressions) {
      type = expression.attribute("typeRef").toLowerCase(Locale.ROOT);
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
    try {
      if (policy.isEmpty() || policy.equals("UNIQUE")) {
        checkUnique(table, columns, rules);
      } else if (policy.equals("FIRST")) {
        checkFirst(table, columns, rules);
      }
    } catch (TableCover.TooManyStepsException e) {
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
    checkGap(table, new TableCover(columns, rules));
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
    TableCover cover = new TableCover(columns, rules);
    if (cover.unclear().isPresent()) {
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
  }

  /** Nothing but the schema is left that the engine could stumble over. */
  private void checkSchema(ModelFile file) {
    try {
      Dmn.readModelFromStream(
          new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8)));
    } catch (ModelException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      findings.add(
          file.name(), "xml-schema", "is no valid table: %s", String.valueOf(cause.getMessage()));
    }
  }

  private static String text(XmlElement cell) {
    return cell.children("text").stream().map(XmlElement::text).findFirst().orElse("");
  }
}
