package org.ims.engine.gate;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterator;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Ref;

/** Reads FEEL with the engine's own parser, which refuses functions that lie outside of it. */
final class Feel {

  private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

  /** The parser goes down a ladder of rules for each bracket, and has no limit of its own. */
  private static final int DEEPEST = 10;

  private Feel() {}

  /**
   * What an expression consists of.
   *
   * @param numbers and
   * @param texts its constants
   * @param names the variables that it names; of a path, its beginning
   */
  record Parts(
      ParsedExpression parsed, Set<BigDecimal> numbers, Set<String> texts, Set<String> names) {}

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none, with what is wrong
   */
  static Parts expression(String text) {
    refuseDepth(text);
    return parts(text, ENGINE.parseExpression(text));
  }

  /**
   * Reads the tests of a cell.
   *
   * @throws IllegalArgumentException if it holds none, with what is wrong
   */
  static Parts tests(String text) {
    refuseDepth(text);
    return parts(text, ENGINE.parseUnaryTests(text));
  }

  /** Whether tests hold of a value; empty when that depends on more than the value. */
  static Optional<Boolean> holds(Parts tests, Object value) {
    EvaluationResult result = ENGINE.evaluateWithInput(tests.parsed(), value, Map.of());
    boolean clear =
        result.isSuccess()
            && result.result() instanceof Boolean
            && result.suppressedFailures().isEmpty();
    return clear ? Optional.of((Boolean) result.result()) : Optional.empty();
  }

  private static void refuseDepth(String text) {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      open += "([{".indexOf(character) >= 0 ? 1 : ")]}".indexOf(character) >= 0 ? -1 : 0;
      if (Math.abs(open) > DEEPEST) {
        throw new IllegalArgumentException("is nested too deeply");
      }
    }
  }

  private static Parts parts(String text, ParseResult result) {
    if (result.isFailure()) {
      throw new IllegalArgumentException(
          result.failure().message().replace("'" + text + "'", "").strip());
    }
    Set<BigDecimal> numbers = new TreeSet<>();
    Set<String> texts = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    walk(result.parsedExpression().expression(), numbers, texts, names);
    return new Parts(result.parsedExpression(), numbers, texts, names);
  }

  private static void walk(
      Object node, Set<BigDecimal> numbers, Set<String> texts, Set<String> names) {
    if (node instanceof ConstNumber number) {
      numbers.add(number.value().bigDecimal());
    } else if (node instanceof ConstString text) {
      texts.add(text.value());
    } else if (node instanceof Ref reference) {
      names.add(String.valueOf(reference.names().head()));
    }
    if (node instanceof Product product) {
      Iterator<Object> parts = product.productIterator();
      while (parts.hasNext()) {
        walk(parts.next(), numbers, texts, names);
      }
    }
  }
}
