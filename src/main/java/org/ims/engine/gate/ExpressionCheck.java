package org.ims.engine.gate;

import java.util.Set;
import org.ims.engine.gate.AllowedExpressions.Part;
import org.ims.engine.gate.JuelExpression.Member;

/**
 * Expressions name known variables, and beans only where one is called: whatever could reach
 * further is refused before it is stored, by what its parser reads and not by how it looks.
 */
final class ExpressionCheck {

  /** What the engine itself offers in an expression. */
  private static final Set<String> OF_THE_ENGINE =
      Set.of(
          "execution",
          "task",
          "loopCounter",
          "nrOfInstances",
          "nrOfActiveInstances",
          "nrOfCompletedInstances");

  private static final Set<String> FUNCTIONS = Set.of("now", "dateTime");

  private static final String RESULT = "decisionResult";
  private static final Set<String> ROWS = Set.of(RESULT + ".singleResult", RESULT + ".firstResult");

  private final AllowedExpressions allowed;
  private final DelegateOwners owners;
  private final Models models;
  private final GateSettings limits;
  private final Findings findings;

  ExpressionCheck(
      AllowedExpressions allowed,
      DelegateOwners owners,
      Models models,
      GateSettings limits,
      Findings findings) {
    this.allowed = allowed;
    this.owners = owners;
    this.models = models;
    this.limits = limits;
    this.findings = findings;
  }

  void check(ModelFile diagram) {
    Set<String> variables = models.variables(diagram);
    diagram
        .root()
        .all()
        .filter(element -> !Vocabulary.isDrawing(element))
        .forEach(element -> check(element, variables));
  }

  private void check(XmlElement element, Set<String> variables) {
    for (XmlElement.Attribute attribute : element.attributes()) {
      if (attribute.name().equals("delegateExpression")) {
        checkDelegate(element, attribute.value());
      } else if (JuelExpression.isIn(attribute.value())) {
        checkExpression(element, attribute.value(), variables);
      }
    }
    if (JuelExpression.isIn(element.text())) {
      checkExpression(element, element.text(), variables);
    }
  }

  private void checkDelegate(XmlElement element, String text) {
    JuelExpression expression = parse(element, text);
    if (expression == null) {
      return;
    }
    String bean = expression.onlyName(text);
    Part part =
        element.is("executionListener")
            ? Part.EXECUTION_LISTENER
            : element.is("taskListener") ? Part.TASK_LISTENER : Part.SERVICE;
    if (!allowed.isDelegate(bean, part)) {
      findings.add(
          element,
          "delegate-unknown",
          "calls %s, which is no %s of the application",
          text,
          part == Part.SERVICE ? "delegate" : "listener");
    } else if (part == Part.SERVICE) {
      checkOwner(element, bean);
    }
  }

  private void checkOwner(XmlElement element, String delegate) {
    XmlElement process = element;
    while (process != null && !process.is("process")) {
      process = process.parent();
    }
    Set<String> processes = owners.of(delegate);
    if (process != null && !processes.isEmpty() && !processes.contains(process.id())) {
      findings.add(
          element,
          "delegate-foreign",
          "calls the delegate %s, which works in %s alone",
          delegate,
          String.join(", ", processes));
    }
  }

  private void checkExpression(XmlElement element, String text, Set<String> variables) {
    JuelExpression expression = parse(element, text);
    if (expression == null) {
      return;
    }
    if (expression.computed()) {
      findings.add(element, "expression-member", "asks in %s for a member that is computed", text);
    }
    for (String function : expression.functions()) {
      if (!FUNCTIONS.contains(function)) {
        findings.add(element, "expression-function", "calls the function %s", function);
      }
    }
    boolean result = isResultOfTable(element);
    for (String name : expression.names()) {
      boolean known =
          OF_THE_ENGINE.contains(name) || variables.contains(name) || result && name.equals(RESULT);
      if (!known || allowed.isBean(name)) {
        findings.add(
            element,
            "expression-variable",
            "names %s, which is no variable of this or any process of the application",
            name);
      }
    }
    expression.members().forEach(member -> checkMember(element, member, result));
  }

  private void checkMember(XmlElement element, Member member, boolean result) {
    if (result && ROWS.contains(member.path())) {
      Set<String> outputs = models.outputs(Vocabulary.camunda(table(element), "decisionRef"));
      if (!outputs.contains(member.name())) {
        findings.add(
            element, "decision-output", "reads %s, which the table does not give", member.name());
      }
    } else if (!allowed.isMember(member.path(), member.name())) {
      findings.add(
          element, "expression-member", "uses %s, which expressions may not use", member.name());
    }
  }

  private JuelExpression parse(XmlElement element, String text) {
    if (text.length() > limits.maxExpression()) {
      // A long documentation may hold a short expression: it is evaluated as a whole.
      findings.add(
          element,
          "expression-broken",
          "holds an expression and more than %d characters",
          limits.maxExpression());
      return null;
    }
    try {
      return JuelExpression.parse(text);
    } catch (IllegalArgumentException e) {
      findings.add(element, "expression-broken", "cannot be read: %s", e.getMessage());
      return null;
    }
  }

  private static boolean isResultOfTable(XmlElement element) {
    return element.is("outputParameter") && table(element) != null;
  }

  private static XmlElement table(XmlElement element) {
    XmlElement found = element;
    while (found != null && !found.is("businessRuleTask")) {
      found = found.parent();
    }
    return found;
  }
}
