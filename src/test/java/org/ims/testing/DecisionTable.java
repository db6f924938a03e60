package org.ims.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;

/** A decision table of the project on the bare DMN engine: no database, no Spring. */
public final class DecisionTable {

  private final String path;
  private final DmnModelInstance model;
  private final DmnEngine engine;
  private final DmnDecision decision;
  private final List<String> fired = new ArrayList<>();

  /**
   * What an evaluation gave.
   *
   * @param rules the ids of the rules that decided
   * @param outputs one map from output name to value for each of them; an empty cell is absent
   */
  public record Outcome(List<String> rules, List<Map<String, Object>> outputs) {

    /** The outputs of the one rule that decided. */
    public Map<String, Object> single() {
      if (outputs.size() != 1) {
        throw new AssertionError("Not exactly one rule decided but " + rules);
      }
      return outputs.get(0);
    }
  }

  /**
   * Loads a table.
   *
   * @param path component and decision id, as {@code triage/ImpactDecision}
   */
  public DecisionTable(String path) {
    this.path = path;
    this.model = read(path, Dmn::readModelFromStream);
    DmnEngineConfiguration configuration =
        DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
    configuration.setCustomPostDecisionTableEvaluationListeners(
        List.<DmnDecisionTableEvaluationListener>of(this::record));
    this.engine = configuration.buildEngine();
    String key = path.substring(path.lastIndexOf('/') + 1);
    this.decision = read(path, stream -> engine.parseDecision(key, stream));
  }

  private void record(DmnDecisionTableEvaluationEvent event) {
    event.getMatchingRules().forEach(rule -> fired.add(rule.getId()));
  }

  private static <T> T read(String path, java.util.function.Function<InputStream, T> reader) {
    String resource = "/processes/" + path + ".dmn";
    try (InputStream stream = DecisionTable.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("There is no table " + resource);
      }
      return reader.apply(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Evaluates the table with exactly these variables. */
  public Outcome evaluate(Map<String, ?> variables) {
    fired.clear();
    List<Map<String, Object>> outputs =
        engine.evaluateDecisionTable(decision, new LinkedHashMap<>(variables)).getResultList();
    return new Outcome(List.copyOf(fired), List.copyOf(outputs));
  }

  /** Component and decision id. */
  public String path() {
    return path;
  }

  /** The ids of all rules, in their order. */
  public List<String> ruleIds() {
    return model.getModelElementsByType(Rule.class).stream().map(Rule::getId).toList();
  }

  /** The variables that the table reads, with their types, in the order of the columns. */
  public Map<String, String> inputs() {
    Map<String, String> types = new LinkedHashMap<>();
    for (Input input : model.getModelElementsByType(Input.class)) {
      types.put(
          input.getInputExpression().getText().getTextContent(),
          input.getInputExpression().getTypeRef());
    }
    return types;
  }

  /** The results that the table gives, with their types, in the order of the columns. */
  public Map<String, String> outputs() {
    Map<String, String> types = new LinkedHashMap<>();
    for (Output output : model.getModelElementsByType(Output.class)) {
      types.put(output.getName(), output.getTypeRef());
    }
    return types;
  }

  /** A text as a value of one of the types that our tables use; an empty text is null. */
  static Object value(String type, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (type) {
      case "boolean" -> {
        if (!Stream.of("true", "false").toList().contains(text)) {
          throw new IllegalArgumentException(text + " is neither true nor false");
        }
        yield Boolean.valueOf(text);
      }
      case "integer" -> Integer.valueOf(text);
      // As the forms send them: a whole number as Integer, any other as Double.
      case "double" -> text.contains(".") ? (Object) Double.valueOf(text) : Integer.valueOf(text);
      case "string" -> text;
      default -> throw new IllegalArgumentException("No table uses the type " + type);
    };
  }
}
