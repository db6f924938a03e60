package org.ims.engine.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a diagram names exists, in this deployment or in the engine, and somebody is asked. */
final class ReferenceCheck {

  private static final Map<String, String> REFERENCES =
      Map.of("messageRef", "message", "errorRef", "error", "escalationRef", "escalation");

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
    root.all("process").forEach(process -> checkGroups(process, "candidateStarterGroups"));
    root.all("process").forEach(process -> checkPeople(process, "candidateStarterUsers"));
    root.all("businessRuleTask").forEach(this::checkDecision);
    Set<String> variables = models.variables(diagram);
    variables.removeAll(models.ownValues(diagram));
    root.all("callActivity").forEach(call -> checkCall(call, variables));
    root.all("process").forEach(this::checkMessagesOfBefore);
    root.all("message").forEach(this::checkMessage);
    Map<String, Set<String>> named = new HashMap<>();
    REFERENCES.forEach((attribute, kind) -> named.put(attribute, ids(root, kind)));
    root.all().forEach(element -> checkReferences(element, named));
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

  /** Only the application itself says in a variable what is called: a playbook that it chose. */
  private void checkCall(XmlElement element, Set<String> variables) {
    String process = element.attribute("calledElement");
    if (JuelExpression.isIn(process)) {
      if (!variables.contains(JuelExpression.variable(process))) {
        findings.add(
            element,
            "process-unknown",
            "calls %s; write a process, or one variable that only the application writes",
            process);
      }
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
    checkGroups(element, "candidateGroups");
    checkPeople(element, "candidateUsers");
    checkPeople(element, "assignee");
  }

  private void checkGroups(XmlElement element, String attribute) {
    String groupsOfTask = Vocabulary.camunda(element, attribute);
    if (groupsOfTask.isBlank()) {
      return;
    }
    for (String group : parts(groupsOfTask)) {
      if (!isGroup(group)) {
        tellUnknown(element, group);
      }
      JuelExpression.find(group).map(parsed -> parsed.onlyName(group)).stream()
          .flatMap(variable -> texts(element, variable))
          .flatMap(text -> parts(text).stream())
          .filter(written -> !isGroup(written))
          .forEach(written -> tellUnknown(element, written));
    }
  }

  private boolean isGroup(String group) {
    return JuelExpression.isIn(group)
        ? !JuelExpression.isConstant(group)
        : groups.contains(group) || !group.isEmpty() && models.deployed().hasGroup(group);
  }

  private void tellUnknown(XmlElement element, String group) {
    findings.add(
        element,
        "group-unknown",
        "is offered to the group %s, which does not exist",
        group.isEmpty() ? "without a name" : group);
  }

  /** What a diagram itself writes into a variable, where that is a text. */
  private static Stream<String> texts(XmlElement element, String variable) {
    XmlElement root = element;
    while (root.parent() != null) {
      root = root.parent();
    }
    return root.all("inputParameter", "outputParameter").stream()
        .filter(parameter -> parameter.attribute("name").equals(variable))
        .filter(parameter -> parameter.children().isEmpty())
        .map(XmlElement::text);
  }

  /** People come and go, and a model stays. */
  private void checkPeople(XmlElement element, String attribute) {
    String people = Vocabulary.camunda(element, attribute);
    if (people.isBlank()) {
      return;
    }
    for (String person : parts(people)) {
      if (!JuelExpression.isIn(person) || JuelExpression.isConstant(person)) {
        findings.add(
            element,
            "person",
            "is for the person %s; name a variable that says who it is, or a group",
            person.isEmpty() ? "without a name" : person);
      }
    }
  }

  /** As the engine reads a list, in which commas within an expression are part of it. */
  private static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    boolean inside = false;
    for (int i = 0; i < list.length(); i++) {
      char character = list.charAt(i);
      inside = inside ? character != '}' : list.startsWith("${", i) || list.startsWith("#{", i);
      if (character == ',' && !inside) {
        parts.add(list.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    parts.add(list.substring(begin).strip());
    return parts;
  }

  private static Set<String> ids(XmlElement root, String kind) {
    return root.children(kind).stream().map(XmlElement::id).collect(Collectors.toSet());
  }

  private void checkReferences(XmlElement element, Map<String, Set<String>> named) {
    if (!element.namespace().equals(Vocabulary.BPMN)) {
      return;
    }
    named.forEach(
        (attribute, ids) -> {
          String id = element.attribute(attribute);
          if (!id.isEmpty() && !ids.contains(id)) {
            findings.add(element, "reference-unknown", "refers to %s, which does not exist", id);
          }
        });
    boolean catches =
        element.is("messageEventDefinition")
            && element.parent().is("startEvent", "intermediateCatchEvent", "boundaryEvent");
    boolean ends = element.parent() != null && element.parent().is("endEvent");
    boolean raises = element.parent() != null && element.parent().is("intermediateThrowEvent");
    if ((catches || element.is("receiveTask")) && element.attribute("messageRef").isEmpty()) {
      findings.add(element, "reference-unknown", "waits for a message and does not say which");
    } else if (element.is("errorEventDefinition")
        && ends
        && element.attribute("errorRef").isEmpty()) {
      findings.add(element, "reference-unknown", "ends with an error and does not say which");
    } else if (element.is("escalationEventDefinition")
        && (ends || raises)
        && element.attribute("escalationRef").isEmpty()) {
      findings.add(element, "reference-unknown", "escalates and does not say what");
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
