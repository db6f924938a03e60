package org.ims.engine.gate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstParameters;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Parser;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * What an expression names, as the parser of the engine reads it.
 *
 * @param names variables and beans
 * @param functions called without an object before them
 * @param members properties and methods, read or called of something
 * @param computed whether it asks for a member whose name is only known when it is evaluated
 */
record JuelExpression(
    Set<String> names, Set<String> functions, List<Member> members, boolean computed) {

  /** An expression inside brackets of brackets serves nobody and exhausts who reads it. */
  private static final int DEEPEST = 20;

  /**
   * A property or a method.
   *
   * @param path what stands before it, when that is a name or a path of names; otherwise empty
   */
  record Member(String path, String name) {}

  static boolean isIn(String text) {
    return text.contains("${") || text.contains("#{");
  }

  /**
   * Parses a text with expressions in it.
   *
   * @throws IllegalArgumentException if it is none, with what is wrong
   */
  static JuelExpression parse(String text) {
    refuseDepth(text);
    Recorder recorder = new Recorder();
    try {
      recorder.build(text);
    } catch (TreeBuilderException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new JuelExpression(
        recorder.names, recorder.functions, recorder.members, recorder.computed);
  }

  /** The same, where it does not matter why a text cannot be parsed. */
  static Optional<JuelExpression> find(String text) {
    try {
      return isIn(text) ? Optional.of(parse(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether there is an expression that names nothing, and so says nothing that a text does not.
   */
  static boolean isConstant(String text) {
    return find(text)
        .filter(expression -> expression.names.isEmpty() && expression.functions.isEmpty())
        .isPresent();
  }

  /** The parser goes one step deeper for each of these, and has no limit of its own. */
  private static void refuseDepth(String text) {
    int open = 0;
    int signs = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      open += "([{?".indexOf(character) >= 0 ? 1 : ")]}:".indexOf(character) >= 0 ? -1 : 0;
      if (!Character.isWhitespace(character)) {
        signs = "!-".indexOf(character) >= 0 ? signs + 1 : 0;
      }
      if (open > DEEPEST || signs > DEEPEST) {
        throw new IllegalArgumentException("is nested too deeply");
      }
    }
  }

  /** The name of the bean or variable that is all there is in the expression; otherwise empty. */
  String onlyName(String text) {
    return names.size() == 1
            && functions.isEmpty()
            && members.isEmpty()
            && !computed
            && text.strip().matches("[$#]\\{\\s*" + names.iterator().next() + "\\s*}")
        ? names.iterator().next()
        : "";
  }

  /** The name of the variable that a text consists of as an expression; otherwise empty. */
  static String variable(String text) {
    return find(text).map(expression -> expression.onlyName(text)).orElse("");
  }

  private static final class Recorder extends Builder {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> names = new LinkedHashSet<>();
    private final transient Set<String> functions = new LinkedHashSet<>();
    private final transient List<Member> members = new ArrayList<>();
    private boolean computed;

    Recorder() {
      super(Feature.METHOD_INVOCATIONS, Feature.VARARGS);
    }

    @Override
    protected Parser createParser(String expression) {
      return new RecordingParser(this, expression);
    }
  }

  private static final class RecordingParser extends Parser {

    private final Recorder recorder;
    private final Map<AstNode, String> paths = new IdentityHashMap<>();

    RecordingParser(Recorder recorder, String expression) {
      super(recorder, expression);
      this.recorder = recorder;
    }

    @Override
    protected AstIdentifier createAstIdentifier(String name, int index) {
      AstIdentifier identifier = super.createAstIdentifier(name, index);
      recorder.names.add(name);
      paths.put(identifier, name);
      return identifier;
    }

    @Override
    protected AstFunction createAstFunction(String name, int index, AstParameters parameters) {
      recorder.functions.add(name);
      return super.createAstFunction(name, index, parameters);
    }

    @Override
    protected AstDot createAstDot(AstNode base, String property, boolean lvalue) {
      AstDot dot = super.createAstDot(base, property, lvalue);
      record(dot, base, property);
      return dot;
    }

    @Override
    protected AstBracket createAstBracket(
        AstNode base, AstNode property, boolean lvalue, boolean strict) {
      AstBracket bracket = super.createAstBracket(base, property, lvalue, strict);
      if (property instanceof AstString name) {
        record(bracket, base, name.eval(null, null).toString());
      } else if (!(property instanceof AstNumber)) {
        recorder.computed = true;
      }
      return bracket;
    }

    private void record(AstNode node, AstNode base, String property) {
      String path = paths.getOrDefault(base, "");
      recorder.members.add(new Member(path, property));
      if (!path.isEmpty()) {
        paths.put(node, path + "." + property);
      }
    }
  }
}
