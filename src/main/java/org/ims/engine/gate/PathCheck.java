package org.ims.engine.gate;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Every step lies on a way from the start to an end, and no timer comes round too soon. */
final class PathCheck {

  private static final Set<String> NODES =
      Set.of(
          "startEvent",
          "endEvent",
          "intermediateCatchEvent",
          "intermediateThrowEvent",
          "boundaryEvent",
          "userTask",
          "serviceTask",
          "sendTask",
          "receiveTask",
          "businessRuleTask",
          "manualTask",
          "task",
          "callActivity",
          "subProcess",
          "exclusiveGateway",
          "parallelGateway",
          "inclusiveGateway",
          "eventBasedGateway");

  /** What waits for somebody or something, or has steps of its own to wait in. */
  private static final Set<String> WAITING =
      Set.of("userTask", "receiveTask", "callActivity", "subProcess", "eventBasedGateway");

  private final CircleCheck circles;
  private final FlowCheck ways;
  private final Duration shortestCycle;
  private final Findings findings;

  PathCheck(Models models, Duration shortestCycle, Findings findings) {
    this.circles = new CircleCheck(models, findings);
    this.ways = new FlowCheck(findings);
    this.shortestCycle = shortestCycle;
    this.findings = findings;
  }

  void check(ModelFile diagram) {
    diagram.root().all("process").forEach(this::checkProcess);
  }

  private void checkProcess(XmlElement process) {
    Map<String, XmlElement> nodes = nodes(process);
    Map<String, Set<String>> next = flows(process, nodes);
    Set<String> reached = closure(starts(process), next);
    Map<String, Set<String>> back = reversed(flowsOnly(process, nodes));
    Set<String> ending = closure(ends(nodes.values()), back);
    checkLoops(nodes, withoutWaiting(process, nodes));
    circles.check(process, nodes);
    ways.check(process, nodes);
    if (starts(process).isEmpty()) {
      findings.add(process, "path-start", "has no start event");
    }
    for (XmlElement node : nodes.values()) {
      if (!reached.contains(node.id())) {
        findings.add(node, "path-unreachable", "cannot be reached from a start");
      } else if (!ending.contains(node.id())) {
        findings.add(node, "path-end", "leads to no end event");
      }
    }
  }

  /** A short timer to which the process comes back at once is a cycle that is too short. */
  private void checkLoops(Map<String, XmlElement> nodes, Map<String, Set<String>> next) {
    for (XmlElement node : nodes.values()) {
      if (hasShortTimer(node)
          && closure(next.getOrDefault(node.id(), Set.of()), next).contains(node.id())) {
        findings.add(
            node,
            "timer-loop",
            "comes back to itself after less than %s",
            shortestCycle.toString());
      }
    }
  }

  /** What follows a step at once; what is attached to it may do so however long it takes itself. */
  private Map<String, Set<String>> withoutWaiting(
      XmlElement process, Map<String, XmlElement> nodes) {
    Map<String, Set<String>> next = flowsOnly(process, nodes);
    nodes.values().stream().filter(this::waits).forEach(node -> next.remove(node.id()));
    for (XmlElement node : nodes.values()) {
      if (node.is("boundaryEvent")) {
        connect(next, node.attribute("attachedToRef"), node.id());
      }
    }
    return next;
  }

  private boolean waits(XmlElement node) {
    if (node.is("intermediateCatchEvent", "boundaryEvent")) {
      return !hasShortTimer(node);
    }
    return WAITING.contains(node.name());
  }

  private boolean hasShortTimer(XmlElement node) {
    return node.is("intermediateCatchEvent", "boundaryEvent")
        && node.all("timeDuration").stream().anyMatch(this::isShort);
  }

  private boolean isShort(XmlElement duration) {
    try {
      return TimerCheck.length(duration.text()).compareTo(shortestCycle) < 0;
    } catch (DateTimeException e) {
      // A variable, or told by the check of timers.
      return false;
    }
  }

  static Map<String, XmlElement> nodes(XmlElement process) {
    Map<String, XmlElement> nodes = new LinkedHashMap<>();
    process.all().filter(PathCheck::isNode).forEach(node -> nodes.put(node.id(), node));
    return nodes;
  }

  private static boolean isNode(XmlElement element) {
    return element.namespace().equals(Vocabulary.BPMN)
        && NODES.contains(element.name())
        && !element.id().isEmpty();
  }

  /** Sequence flows, and links, whose two halves bear one name. */
  static Map<String, Set<String>> flowsOnly(XmlElement process, Map<String, XmlElement> nodes) {
    Map<String, Set<String>> next = new HashMap<>();
    for (XmlElement flow : process.all("sequenceFlow")) {
      connect(next, flow.attribute("sourceRef"), flow.attribute("targetRef"));
    }
    for (XmlElement thrown : nodes.values()) {
      if (thrown.is("intermediateThrowEvent") && thrown.has("linkEventDefinition")) {
        for (XmlElement caught : nodes.values()) {
          if (caught.is("intermediateCatchEvent") && link(caught).equals(link(thrown))) {
            connect(next, thrown.id(), caught.id());
          }
        }
      }
    }
    return next;
  }

  private static String link(XmlElement event) {
    return event.children("linkEventDefinition").stream()
        .map(definition -> definition.attribute("name"))
        .findFirst()
        .orElse("");
  }

  /** What can follow a step: besides flows, what is attached to it, lies in it or undoes it. */
  private static Map<String, Set<String>> flows(XmlElement process, Map<String, XmlElement> nodes) {
    Map<String, Set<String>> next = flowsOnly(process, nodes);
    for (XmlElement node : nodes.values()) {
      if (node.is("boundaryEvent")) {
        connect(next, node.attribute("attachedToRef"), node.id());
      } else if (node.is("subProcess")) {
        starts(node).forEach(start -> connect(next, node.id(), start));
      }
    }
    for (XmlElement association : process.all("association")) {
      XmlElement source = nodes.get(association.attribute("sourceRef"));
      if (source != null && source.has("compensateEventDefinition")) {
        connect(next, source.id(), association.attribute("targetRef"));
      }
    }
    return next;
  }

  /** Start events, and the parts that begin by themselves when an event arrives. */
  private static Set<String> starts(XmlElement scope) {
    Set<String> starts = new HashSet<>();
    scope.children("startEvent").forEach(start -> starts.add(start.id()));
    scope.children("subProcess").stream()
        .filter(PathCheck::startsByEvent)
        .forEach(part -> starts.add(part.id()));
    return starts;
  }

  static boolean startsByEvent(XmlElement part) {
    return part.attribute("triggeredByEvent").equals("true");
  }

  /** End events, and what has no way on because the engine takes it up elsewhere. */
  private static Set<String> ends(Collection<XmlElement> nodes) {
    Set<String> ends = new HashSet<>();
    for (XmlElement node : nodes) {
      boolean elsewhere =
          node.attribute("isForCompensation").equals("true")
              || node.is("boundaryEvent") && node.has("compensateEventDefinition")
              || node.is("subProcess") && startsByEvent(node);
      if (node.is("endEvent") || elsewhere) {
        ends.add(node.id());
      }
    }
    return ends;
  }

  private static void connect(Map<String, Set<String>> next, String from, String to) {
    next.computeIfAbsent(from, key -> new HashSet<>()).add(to);
  }

  static Map<String, Set<String>> reversed(Map<String, Set<String>> next) {
    Map<String, Set<String>> back = new HashMap<>();
    next.forEach(
        (from, targets) ->
            targets.forEach(to -> back.computeIfAbsent(to, key -> new HashSet<>()).add(from)));
    return back;
  }

  static Set<String> closure(Set<String> from, Map<String, Set<String>> next) {
    Set<String> passed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      String node = open.pop();
      if (passed.add(node)) {
        open.addAll(next.getOrDefault(node, Set.of()));
      }
    }
    return passed;
  }
}
