package org.ims.engine.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No token gets lost or stops: every choice has a way on, and every event something to wait for.
 */
final class FlowCheck {

  private static final String[] WAITED_FOR = {
    "timerEventDefinition", "messageEventDefinition", "linkEventDefinition"
  };
  private static final String[] ATTACHED = {
    "timerEventDefinition",
    "messageEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "compensateEventDefinition"
  };

  private final Findings findings;

  FlowCheck(Findings findings) {
    this.findings = findings;
  }

  void check(XmlElement process, Map<String, XmlElement> nodes) {
    List<XmlElement> flows = process.all("sequenceFlow");
    Map<String, List<XmlElement>> leaving = by("sourceRef", flows);
    Map<String, List<XmlElement>> arriving = by("targetRef", flows);
    Map<String, Set<String>> unjoined = unjoined(process, nodes, arriving);
    for (XmlElement node : nodes.values()) {
      checkFork(node, leaving.getOrDefault(node.id(), List.of()), unjoined);
      checkChoice(node, leaving.getOrDefault(node.id(), List.of()));
      if (node.is("parallelGateway")) {
        checkJoin(node, nodes, leaving, arriving);
      } else if (node.is("intermediateCatchEvent")) {
        checkEvent(node, WAITED_FOR);
      } else if (node.is("boundaryEvent")) {
        checkEvent(node, ATTACHED);
      }
    }
  }

  /** What follows each step, except where ways are joined. */
  private static Map<String, Set<String>> unjoined(
      XmlElement process, Map<String, XmlElement> nodes, Map<String, List<XmlElement>> arriving) {
    Map<String, Set<String>> next = PathCheck.flowsOnly(process, nodes);
    for (XmlElement node : nodes.values()) {
      if (node.is("parallelGateway", "inclusiveGateway")
          && arriving.getOrDefault(node.id(), List.of()).size() > 1) {
        next.remove(node.id());
      } else if (node.is("boundaryEvent")) {
        next.computeIfAbsent(node.attribute("attachedToRef"), key -> new HashSet<>())
            .add(node.id());
      }
    }
    return next;
  }

  /** Whoever comes back to where the ways part, by two of them, doubles with each round. */
  private void checkFork(
      XmlElement node, List<XmlElement> leaving, Map<String, Set<String>> unjoined) {
    if (node.is("parallelGateway", "inclusiveGateway")
        && leaving.size() > 1
        && unjoined.containsKey(node.id())) {
      long back =
          leaving.stream()
              .filter(flow -> comesTo(node.id(), flow.attribute("targetRef"), unjoined))
              .count();
      if (back > 1) {
        findings.add(
            node, "path-fork", "is come back to by %d ways, and begins all of them again", back);
      }
    } else if (node.is("boundaryEvent")
        && node.has("timerEventDefinition")
        && node.attribute("cancelActivity").equals("false")) {
      String host = node.attribute("attachedToRef");
      if (comesTo(host, node.id(), unjoined)) {
        findings.add(
            node,
            "path-fork",
            "leads back to %s, which goes on all the same, and doubles it",
            host);
      }
    }
  }

  private static boolean comesTo(String node, String from, Map<String, Set<String>> next) {
    return PathCheck.closure(Set.of(from), next).contains(node);
  }

  private static Map<String, List<XmlElement>> by(String end, List<XmlElement> flows) {
    return flows.stream().collect(Collectors.groupingBy(flow -> flow.attribute(end)));
  }

  private void checkChoice(XmlElement node, List<XmlElement> leaving) {
    String otherwise = node.attribute("default");
    if (!otherwise.isEmpty() && leaving.stream().noneMatch(flow -> flow.id().equals(otherwise))) {
      findings.add(
          node, "path-default", "has the default flow %s, which does not leave it", otherwise);
      return;
    }
    boolean chooses = !leaving.isEmpty() && !node.is("parallelGateway", "eventBasedGateway");
    if (chooses
        && otherwise.isEmpty()
        && leaving.stream().allMatch(flow -> flow.has("conditionExpression"))) {
      findings.add(node, "path-default", "has no default flow for when no condition holds");
    }
  }

  /** The simple case: all that the join waits for comes from one gateway, which takes one way. */
  private void checkJoin(
      XmlElement join,
      Map<String, XmlElement> nodes,
      Map<String, List<XmlElement>> leaving,
      Map<String, List<XmlElement>> arriving) {
    List<XmlElement> branches = arriving.getOrDefault(join.id(), List.of());
    Set<XmlElement> splits = new HashSet<>();
    for (XmlElement branch : branches) {
      splits.add(split(branch, nodes, leaving, arriving));
    }
    if (branches.size() > 1 && splits.size() == 1) {
      XmlElement split = splits.iterator().next();
      if (split != null && split.is("exclusiveGateway", "eventBasedGateway")) {
        findings.add(
            join,
            "path-join",
            "waits for all ways from %s, which takes only one of them",
            split.id());
      }
    }
  }

  /** Where the ways part before a flow; null if ways meet before, or it begins elsewhere. */
  private static XmlElement split(
      XmlElement branch,
      Map<String, XmlElement> nodes,
      Map<String, List<XmlElement>> leaving,
      Map<String, List<XmlElement>> arriving) {
    Set<String> passed = new HashSet<>();
    XmlElement node = nodes.get(branch.attribute("sourceRef"));
    while (node != null && passed.add(node.id())) {
      if (leaving.getOrDefault(node.id(), List.of()).size() > 1) {
        return node;
      }
      List<XmlElement> before = arriving.getOrDefault(node.id(), List.of());
      node = before.size() == 1 ? nodes.get(before.get(0).attribute("sourceRef")) : null;
    }
    return null;
  }

  private void checkEvent(XmlElement event, String... definitions) {
    List<XmlElement> found = new ArrayList<>(event.children());
    found.removeIf(child -> !child.name().endsWith("EventDefinition"));
    // A definition that is not accepted is told as such.
    if (found.isEmpty()) {
      findings.add(event, "path-event", "waits for nothing: it has no timer and no message");
    } else if (found.size() > 1 || !found.get(0).is(definitions) && isAccepted(found.get(0))) {
      findings.add(event, "path-event", "cannot wait for %s", names(found));
    }
  }

  private static boolean isAccepted(XmlElement definition) {
    return Vocabulary.knowsElement(definition);
  }

  private static List<String> names(List<XmlElement> elements) {
    return elements.stream().map(XmlElement::name).toList();
  }
}
