package org.ims.engine.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a diagram names exists, in this deployment or in the engine, and somebody is asked. */
final class ReferenceCheck {

  /** What is a group by its name, in contrast to an expression or a part of one. */
  private static final Pattern GROUP = Pattern.compile("[\\w.-]+");

  private final Models models;
  private final Set<String> groups;
  private final Set<String> messages;
  private final Findings findings;

  /**
   * @param groups those that the application itself has, besides those of the engine
   * @param messages those that the application sends
   */
  ReferenceCheck(Models models, Set<String> groups, Set<String> messages, Findings findings) {
    this.models = models;
    this.groups = groups;
    this.messages = messages;
    this.findings = findings;
  }

  void check(ModelFile diagram) {
    XmlElement root = diagram.root();
    root.all("userTask", "startEvent").forEach(this::checkForm);
    root.all("userTask").forEach(this::checkOffered);
    root.all("businessRuleTask").forEach(this::checkDecision);
    root.all("callActivity").forEach(this::checkCall);
    root.all("process").forEach(this::checkMessagesOfBefore);
    root.all("message").forEach(this::checkMessage);
  }

  private void checkForm(XmlElement element) {
    String form = Vocabulary.camunda(element, "formRef");
    if (form.isEmpty()) {
      return;
    }
    if (models.form(form).isEmpty()) {
      findings.add(element, "form-unknown", "has the form %s, which does not exist", form);
      return;
    }
    checkBinding(element, "formRefBinding", models::bringsForm, form, "");
  }

  private void checkDecision(XmlElement element) {
    String decision = Vocabulary.camunda(element, "decisionRef");
    if (decision.isEmpty()) {
      boolean delegate = !Vocabulary.camunda(element, "delegateExpression").isEmpty();
      if (!delegate) {
        findings.add(element, "decision-unknown", "names no decision");
      }
      return;
    }
    if (models.decision(decision).isEmpty()) {
      findings.add(
          element, "decision-unknown", "asks the decision %s, which does not exist", decision);
      return;
    }
    checkBinding(element, "decisionRefBinding", models::bringsDecision, decision, "latest");
  }

  private void checkCall(XmlElement element) {
    String process = element.attribute("calledElement");
    if (JuelExpression.isIn(process)) {
      return;
    }
    if (process.isEmpty() || models.process(process).isEmpty()) {
      findings.add(
          element, "process-unknown", "calls the process %s, which does not exist", process);
      return;
    }
    checkBinding(element, "calledElementBinding", models::bringsProcess, process, "latest");
  }

  /** A version that is named now is not there any more when the engine is set up anew. */
  private void checkBinding(
      XmlElement element,
      String attribute,
      Predicate<String> brought,
      String name,
      String otherwise) {
    String binding = Vocabulary.camunda(element, attribute);
    String effective = binding.isEmpty() ? otherwise : binding;
    boolean fits =
        effective.equals("latest") || effective.equals("deployment") && brought.test(name);
    if (!fits) {
      findings.add(
          element,
          "binding",
          "takes %s by the binding %s; take the latest, or one of the same deployment",
          name,
          effective);
    }
  }

  private void checkOffered(XmlElement element) {
    List<String> offers =
        Stream.of("candidateGroups", "candidateUsers", "assignee")
            .map(attribute -> Vocabulary.camunda(element, attribute))
            .filter(value -> !value.isBlank())
            .toList();
    if (offers.isEmpty()) {
      findings.add(element, "nobody", "is offered to no group and no person");
    }
    for (String candidate : Vocabulary.camunda(element, "candidateGroups").split(",")) {
      String group = candidate.strip();
      if (GROUP.matcher(group).matches()
          && !groups.contains(group)
          && !models.deployed().hasGroup(group)) {
        findings.add(
            element, "group-unknown", "is offered to the group %s, which does not exist", group);
      }
    }
  }

  private void checkMessage(XmlElement element) {
    String name = element.attribute("name");
    if (!messages.contains(name)) {
      findings.add(
          element, "message-unknown", "is the message %s, which the application never sends", name);
    }
  }

  /** Whoever sends a message of the application gets an error when nobody catches it any more. */
  private void checkMessagesOfBefore(XmlElement process) {
    Optional<XmlElement> before = models.presentProcess(process.id());
    if (before.isEmpty()) {
      return;
    }
    Set<String> lost = caught(before.get());
    lost.retainAll(messages);
    models.processes().forEach(present -> lost.removeAll(caught(present)));
    if (!lost.isEmpty()) {
      findings.add(
          process,
          "message-lost",
          "does not catch %s any more, which the application sends to it",
          lost);
    }
  }

  private static Set<String> caught(XmlElement process) {
    Set<String> references =
        process.all("messageEventDefinition", "receiveTask").stream()
            .filter(found -> !found.parent().is("endEvent", "intermediateThrowEvent"))
            .map(found -> found.attribute("messageRef"))
            .collect(Collectors.toSet());
    return process.parent().children("message").stream()
        .filter(message -> references.contains(message.id()))
        .map(message -> message.attribute("name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
