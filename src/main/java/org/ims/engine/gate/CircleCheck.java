package org.ims.engine.gate;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * In every loop somebody is waited for, or a delegate of the application works, which knows when to
 * stop: any other would go round for ever, in one transaction or in one job after the other.
 */
final class CircleCheck {

  /** What waits for somebody or something; a part of the process waits if what is in it does. */
  private static final Set<String> WAITING = Set.of("userTask", "receiveTask", "eventBasedGateway");

  private static final String[] THROWN = {"errorEventDefinition", "escalationEventDefinition"};

  /** So many calls are followed, each in the process that the one before calls. */
  private static final int DEEPEST_CALL = 4;

  private final Models models;
  private final Findings findings;
  private final Map<String, Boolean> waiting = new HashMap<>();

  CircleCheck(Models models, Findings findings) {
    this.models = models;
    this.findings = findings;
  }

  void check(XmlElement process, Map<String, XmlElement> nodes) {
    Map<String, Set<String>> next = atOnce(process, nodes, Set.of(process.id()));
    Map<String, Set<String>> back = PathCheck.reversed(next);
    Set<String> told = new HashSet<>();
    for (String id : inDoubt(nodes.keySet(), next)) {
      if (told.contains(id)) {
        continue;
      }
      Set<String> reached = PathCheck.closure(next.get(id), next);
      if (reached.contains(id)) {
        findings.add(
            nodes.get(id),
            "path-loop",
            "lies on a loop in which nothing waits and no delegate works, so that it never ends");
        reached.retainAll(PathCheck.closure(Set.of(id), back));
        told.addAll(reached);
      }
    }
  }

  /** Without what cannot lie on a loop because nothing follows it, or nothing that is in doubt. */
  private static Set<String> inDoubt(Set<String> nodes, Map<String, Set<String>> next) {
    Map<String, Set<String>> before = PathCheck.reversed(next);
    Map<String, Integer> open = new LinkedHashMap<>();
    Deque<String> ended = new ArrayDeque<>();
    for (String node : nodes) {
      open.put(node, next.getOrDefault(node, Set.of()).size());
      if (open.get(node) == 0) {
        ended.add(node);
      }
    }
    while (!ended.isEmpty()) {
      String node = ended.pop();
      open.remove(node);
      for (String earlier : before.getOrDefault(node, Set.of())) {
        if (open.containsKey(earlier) && open.merge(earlier, -1, Integer::sum) == 0) {
          ended.add(earlier);
        }
      }
    }
    return open.keySet();
  }

  /**
   * What follows each step in the same moment.
   *
   * @param callers the processes that are looked at already, so that no call is followed in a ring
   */
  private Map<String, Set<String>> atOnce(
      XmlElement process, Map<String, XmlElement> nodes, Set<String> callers) {
    Map<String, Set<String>> flows = PathCheck.flowsOnly(process, nodes);
    Map<String, Set<String>> next = new LinkedHashMap<>();
    for (XmlElement node : nodes.values()) {
      Set<String> following = flows.getOrDefault(node.id(), Set.of());
      if (node.is("subProcess")) {
        // What begins by an event waits for it.
        node.children("startEvent").stream()
            .filter(start -> !PathCheck.startsByEvent(node))
            .forEach(start -> connect(nodes, next, node.id(), start.id()));
        for (XmlElement end : ends(node)) {
          following.forEach(after -> connect(nodes, next, end.id(), after));
        }
      } else if (node.is("callActivity") ? !waitsInside(node, callers) : !stops(node)) {
        following.forEach(after -> connect(nodes, next, node.id(), after));
      }
      if (node.is("boundaryEvent") && node.has("timerEventDefinition")) {
        connect(nodes, next, node.attribute("attachedToRef"), node.id());
      }
      if (node.is("endEvent", "intermediateThrowEvent") && throwsSomething(node)) {
        catchers(node, process).forEach(catcher -> connect(nodes, next, node.id(), catcher));
      }
    }
    return next;
  }

  /** A process that comes to its end without waiting is no rest in a loop of its caller. */
  private boolean waitsInside(XmlElement call, Set<String> callers) {
    String called = call.attribute("calledElement");
    XmlElement process =
        callers.contains(called) || callers.size() >= DEEPEST_CALL
            ? null
            : models.process(called).orElse(null);
    if (process == null) {
      return true;
    }
    Boolean known = waiting.get(called);
    if (known != null) {
      return known;
    }
    Set<String> further = new HashSet<>(callers);
    further.add(called);
    Map<String, XmlElement> nodes = PathCheck.nodes(process);
    Map<String, Set<String>> next = atOnce(process, nodes, further);
    Set<String> starts = new HashSet<>();
    process.children("startEvent").forEach(start -> starts.add(start.id()));
    Set<String> reached = PathCheck.closure(starts, next);
    boolean waits =
        nodes.values().stream()
            .noneMatch(node -> node.is("endEvent") && reached.contains(node.id()));
    waiting.put(called, waits);
    return waits;
  }

  private static void connect(
      Map<String, XmlElement> nodes, Map<String, Set<String>> next, String from, String to) {
    if (nodes.containsKey(from) && nodes.containsKey(to)) {
      next.computeIfAbsent(from, key -> new HashSet<>()).add(to);
    }
  }

  /** The ends of a part, also of what begins in it by itself when something is thrown. */
  private static Set<XmlElement> ends(XmlElement part) {
    Set<XmlElement> ends = Collections.newSetFromMap(new IdentityHashMap<>());
    ends.addAll(part.children("endEvent"));
    part.children("subProcess").stream()
        .filter(PathCheck::startsByEvent)
        .forEach(inner -> ends.addAll(inner.children("endEvent")));
    return ends;
  }

  private static boolean throwsSomething(XmlElement node) {
    return !node.children(THROWN).isEmpty();
  }

  /** Whatever may catch what is thrown, at the parts around it or in them. */
  private static Set<String> catchers(XmlElement thrower, XmlElement process) {
    Set<String> catchers = new HashSet<>();
    for (XmlElement part = thrower.parent(); part != null; part = part.parent()) {
      for (XmlElement inner : part.children("subProcess")) {
        inner.children("startEvent").stream()
            .filter(CircleCheck::throwsSomething)
            .forEach(start -> catchers.add(start.id()));
      }
      if (part.is("subProcess")) {
        String host = part.id();
        part.parent().children("boundaryEvent").stream()
            .filter(event -> event.attribute("attachedToRef").equals(host))
            .filter(CircleCheck::throwsSomething)
            .forEach(event -> catchers.add(event.id()));
      }
      if (part == process) {
        break;
      }
    }
    return catchers;
  }

  /** Whether the way goes on only later, or with what a delegate has done. */
  private static boolean stops(XmlElement node) {
    if (node.is("intermediateCatchEvent", "boundaryEvent")) {
      return node.has("timerEventDefinition") ? waits(node) : node.has("messageEventDefinition");
    }
    return WAITING.contains(node.name())
        || !Vocabulary.camunda(node, "delegateExpression").isEmpty()
        || node.children("messageEventDefinition").stream()
            .anyMatch(event -> !Vocabulary.camunda(event, "delegateExpression").isEmpty());
  }

  /** A date passes once, and a length that is only known later may be none. */
  private static boolean waits(XmlElement event) {
    return event.all("timeDuration", "timeCycle").stream()
        .anyMatch(time -> !time.text().isEmpty() && !JuelExpression.isIn(time.text()));
  }
}
