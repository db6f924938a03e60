package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every decision table: each case fires the rule it names and no other, every rule
 * has a case, and nobody adds or removes a rule unnoticed.
 *
 * <p>The cases are a table themselves. Its head names the rule, the variables and, behind {@code
 * ->}, the results; a variable left out of the head is null in every case. An empty cell is null; a
 * rule {@code -} stands for "no rule fits". Of rules that hold together, as in {@code A + B}, one
 * gives the results.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DecisionTableTest {

  private static final String NO_RULE = "-";
  private static final String RESULT = "->";

  /** The table under test. */
  protected final DecisionTable table;

  private final int numberOfRules;
  private final List<Case> cases;

  /**
   * One line of the cases.
   *
   * @param rule the id of the rule that decides, or {@code -}
   * @param variables every input of the table, most of them null
   * @param expected the results that are checked
   */
  protected record Case(String rule, Map<String, Object> variables, Map<String, Object> expected) {

    List<String> rules() {
      return rule.equals(NO_RULE) ? List.of() : List.of(rule.split(" \\+ "));
    }

    Map<String, Object> withoutNulls() {
      Map<String, Object> given = new LinkedHashMap<>(variables);
      given.values().removeIf(value -> value == null);
      return given;
    }

    @Override
    public String toString() {
      return rule + " " + withoutNulls();
    }
  }

  /**
   * Names the table and its cases.
   *
   * @param path component and decision id, as {@code triage/ImpactDecision}
   * @param numberOfRules how many rules the table has
   * @param cases the cases as described above
   */
  protected DecisionTableTest(String path, int numberOfRules, String cases) {
    this.table = new DecisionTable(path);
    this.numberOfRules = numberOfRules;
    this.cases = parse(cases);
  }

  /** The cases, for the parameterised test. */
  protected List<Case> cases() {
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void firesTheRule(Case given) {
    DecisionTable.Outcome outcome = table.evaluate(given.variables());

    assertThat(outcome.rules()).isEqualTo(given.rules());
    if (given.rules().isEmpty()) {
      assertThat(outcome.outputs()).isEmpty();
    } else {
      assertThat(outcome.outputs()).hasSameSizeAs(given.rules());
      given
          .expected()
          .forEach(
              (name, value) ->
                  assertThat(outcome.outputs())
                      .as(name)
                      .extracting(row -> row.get(name))
                      .contains(value));
    }
    assertThat(table.evaluate(given.withoutNulls()))
        .as("a variable that does not exist means the same as one that is null")
        .isEqualTo(outcome);
  }

  @Test
  void everyRuleHasACase() {
    Set<String> fired = new LinkedHashSet<>();
    cases.forEach(given -> fired.addAll(table.evaluate(given.variables()).rules()));

    assertThat(fired).containsExactlyInAnyOrderElementsOf(table.ruleIds());
  }

  /** A trip-wire: who changes the number of rules reviews the cases and changes it here too. */
  @Test
  void numberOfRulesIsTheReviewedOne() {
    assertThat(table.ruleIds()).hasSize(numberOfRules);
  }

  private List<Case> parse(String text) {
    List<List<String>> lines =
        text.lines().filter(line -> !line.isBlank()).map(DecisionTableTest::cells).toList();
    List<String> head = lines.get(0);
    List<String> names = head.subList(1, head.size());
    Map<String, String> inputs = table.inputs();
    Map<String, String> outputs = table.outputs();
    List<Case> parsed = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != head.size()) {
        throw new IllegalArgumentException("Not as many cells as the head: " + line);
      }
      Map<String, Object> variables = new LinkedHashMap<>();
      inputs.keySet().forEach(input -> variables.put(input, null));
      Map<String, Object> expected = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        String cell = line.get(i + 1);
        if (name.startsWith(RESULT)) {
          String output = name.substring(RESULT.length()).strip();
          expected.put(output, DecisionTable.value(known(outputs, output), cell));
        } else {
          variables.put(name, DecisionTable.value(known(inputs, name), cell));
        }
      }
      parsed.add(new Case(line.get(0), variables, expected));
    }
    if (parsed.isEmpty()) {
      throw new IllegalArgumentException("There are no cases for " + table.path());
    }
    return List.copyOf(parsed);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).collect(Collectors.toList());
  }

  private String known(Map<String, String> columns, String name) {
    String type = columns.get(name);
    if (type == null) {
      throw new IllegalArgumentException(table.path() + " has no column " + name);
    }
    return type;
  }
}
