package org.ims.engine.gate;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.Comparison;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstInputValue$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.InputGreaterOrEqual;
import org.camunda.feel.syntaxtree.InputGreaterThan;
import org.camunda.feel.syntaxtree.InputInRange;
import org.camunda.feel.syntaxtree.InputLessOrEqual;
import org.camunda.feel.syntaxtree.InputLessThan;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.UnaryTestExpression;

/** Reads FEEL with the engine's own parser, which refuses functions that lie outside of it. */
final class Feel {

  /** As many are read of one deployment, in some seconds; others wait until it is checked. */
  static final int MOST_CHARACTERS = 1_000_000;

  private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

  /** The parser goes down a ladder of rules for each bracket, and has no limit of its own. */
  private static final int DEEPEST = 10;

  /**
   * The nodes of the parser's tree that take no longer than they are written. Loops, filters,
   * functions of one's own and powers are none of them: the engine evaluates without a limit, and a
   * short text can keep it busy for hours.
   */
  private static final Set<String> BOUNDED =
      Set.of(
          "Addition",
          "ArithmeticNegation",
          "AtLeastOne",
          "Conjunction",
          "ConstBool",
          "ConstContext",
          "ConstDate",
          "ConstDateTime",
          "ConstDayTimeDuration",
          "ConstInputValue",
          "ConstList",
          "ConstLocalDateTime",
          "ConstLocalTime",
          "ConstNull",
          "ConstNumber",
          "ConstRange",
          "ConstString",
          "ConstTime",
          "ConstYearMonthDuration",
          "Disjunction",
          "Division",
          "Equal",
          "FunctionInvocation",
          "GreaterOrEqual",
          "GreaterThan",
          "If",
          "In",
          "InputEqualTo",
          "InputGreaterOrEqual",
          "InputGreaterThan",
          "InputInRange",
          "InputLessOrEqual",
          "InputLessThan",
          "InstanceOf",
          "LessOrEqual",
          "LessThan",
          "Multiplication",
          "Not",
          "PathExpression",
          "Ref",
          "Subtraction",
          "UnaryTestExpression");

  /** The same of functions: none with a pattern, whose search can take for ever. */
  private static final Set<String> BOUNDED_FUNCTIONS =
      Set.of(
          "abs",
          "ceiling",
          "contains",
          "count",
          "date",
          "date and time",
          "day of week",
          "day of year",
          "duration",
          "ends with",
          "even",
          "floor",
          "get or else",
          "is defined",
          "list contains",
          "lower case",
          "max",
          "mean",
          "min",
          "modulo",
          "month of year",
          "not",
          "now",
          "odd",
          "starts with",
          "string",
          "string length",
          "substring",
          "substring after",
          "substring before",
          "sum",
          "time",
          "today",
          "upper case",
          "week of year",
          "years and months duration");

  /** Nothing that means more in a pattern than itself, or the end of a line or a cell. */
  private static final Pattern PLAIN = Pattern.compile("(\\\\[nt]|[^\\\\.*+?()\\[\\]{}|^$])+");

  private Feel() {}

  /**
   * What an expression consists of.
   *
   * @param numbers and
   * @param texts its constants
   * @param names the variables that it names; of a path, its beginning
   * @param unbounded what in it may take longer than it is written
   */
  record Parts(
      ParsedExpression parsed,
      Set<BigDecimal> numbers,
      Set<String> texts,
      Set<String> names,
      Set<String> unbounded) {

    private Parts(ParsedExpression parsed) {
      this(
          parsed,
          new TreeSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>(),
          new LinkedHashSet<>());
    }
  }

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

  /**
   * Whether tests hold of a value; empty when that depends on more than the value, or when they do
   * more than compare it with constants: nothing else is evaluated here.
   */
  static Optional<Boolean> holds(Parts tests, Object value) {
    if (!comparesWithConstants(tests)) {
      return Optional.empty();
    }
    EvaluationResult result = ENGINE.evaluateWithInput(tests.parsed(), value, Map.of());
    boolean clear =
        result.isSuccess()
            && result.result() instanceof Boolean
            && result.suppressedFailures().isEmpty();
    return clear ? Optional.of((Boolean) result.result()) : Optional.empty();
  }

  /** Whether tests only name constants and stretches of numbers, or exclude them. */
  static boolean comparesWithConstants(Parts tests) {
    return isComparison(tests.parsed().expression());
  }

  private static boolean isComparison(Exp test) {
    if (test instanceof AtLeastOne any) {
      return children(any.xs()).stream().allMatch(one -> isComparison((Exp) one));
    } else if (test instanceof Not not) {
      return isComparison(not.x());
    } else if (test instanceof UnaryTestExpression single) {
      return isConstant(single.exp()) || isComparison(single.exp());
    } else if (test instanceof InputEqualTo equal) {
      return isConstant(equal.x());
    } else if (test instanceof InputInRange range) {
      return isNumber(range.range().start().value()) && isNumber(range.range().end().value());
    }
    // Texts have an order too, but which ones lie between two of them nobody can list.
    return test instanceof InputLessThan less && isNumber(less.x())
        || test instanceof InputLessOrEqual most && isNumber(most.x())
        || test instanceof InputGreaterThan greater && isNumber(greater.x())
        || test instanceof InputGreaterOrEqual least && isNumber(least.x());
  }

  /**
   * The constants that tests compare their value with, or that an expression gives. One of time
   * stands for itself.
   */
  static List<Object> constants(Parts parts) {
    List<Object> constants = new ArrayList<>();
    collect(parts.parsed().expression(), constants);
    return constants;
  }

  private static void collect(Object node, List<Object> constants) {
    if (node instanceof ConstNumber number) {
      constants.add(number.value().bigDecimal());
    } else if (node instanceof ArithmeticNegation negative
        && negative.x() instanceof ConstNumber number) {
      constants.add(number.value().bigDecimal().negate());
    } else if (node instanceof ConstString text) {
      constants.add(text.value());
    } else if (node instanceof ConstBool truth) {
      constants.add(truth.value());
    } else if (node instanceof If choice) {
      collect(choice.statement(), constants);
      collect(choice.elseStatement(), constants);
    } else if (kind(node).matches("Const(Local)?(Date|Time|DateTime)|Const.*Duration")) {
      constants.add(node);
    } else if (node instanceof InputInRange range) {
      collect(range.range().start().value(), constants);
      collect(range.range().end().value(), constants);
    } else if (node instanceof AtLeastOne
        || node instanceof Not
        || node instanceof UnaryTestExpression
        || node instanceof Iterable<?>
        || kind(node).startsWith("Input")
        || node instanceof Comparison comparison && comparison.x() == ConstInputValue$.MODULE$) {
      children(node).forEach(child -> collect(child, constants));
    }
  }

  /** An object of Scala, as the null of FEEL, has a class whose name ends with a dollar. */
  private static String kind(Object node) {
    return node.getClass().getSimpleName().replaceFirst("\\$$", "");
  }

  private static boolean isConstant(Exp node) {
    return isNumber(node) || node instanceof ConstString || node instanceof ConstBool;
  }

  private static boolean isNumber(Exp node) {
    return node instanceof ConstNumber
        || node instanceof ArithmeticNegation negative && negative.x() instanceof ConstNumber;
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
    Parts parts = new Parts(result.parsedExpression());
    walk(result.parsedExpression().expression(), parts);
    return parts;
  }

  private static void walk(Object node, Parts parts) {
    if (node instanceof Exp && !BOUNDED.contains(kind(node)) && !takesOne(node)) {
      parts.unbounded().add(kind(node));
    }
    if (node instanceof ArithmeticNegation negative && negative.x() instanceof ConstNumber number) {
      parts.numbers().add(number.value().bigDecimal().negate());
      return;
    } else if (node instanceof ConstNumber number) {
      parts.numbers().add(number.value().bigDecimal());
    } else if (node instanceof ConstString text) {
      parts.texts().add(text.value());
    } else if (node instanceof Ref reference) {
      parts.names().add(String.valueOf(reference.names().head()));
    } else if (node instanceof FunctionInvocation call
        && !BOUNDED_FUNCTIONS.contains(call.function())
        && !splits(call)) {
      parts.unbounded().add(call.function());
    }
    children(node).forEach(child -> walk(child, parts));
  }

  /** A filter that is but a place in a list. */
  private static boolean takesOne(Object node) {
    return node instanceof Filter filter && isNumber(filter.filter());
  }

  /** Whether a text is split where another one stands, and not by a pattern. */
  private static boolean splits(FunctionInvocation call) {
    List<Object> given =
        children(call.params()).stream().flatMap(all -> children(all).stream()).toList();
    return call.function().equals("split")
        && given.size() == 2
        && given.get(1) instanceof ConstString separator
        && PLAIN.matcher(separator.value()).matches();
  }

  /** What a node is made of: a list or map of others is no product of them. */
  private static List<Object> children(Object node) {
    List<Object> children = new ArrayList<>();
    Iterator<?> parts = null;
    if (node instanceof Iterable<?> all) {
      parts = all.iterator();
    } else if (node instanceof Product product) {
      parts = product.productIterator();
    }
    while (parts != null && parts.hasNext()) {
      children.add(parts.next());
    }
    return children;
  }
}
