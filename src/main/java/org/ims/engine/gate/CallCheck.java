package org.ims.engine.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** No process calls itself, not even through others: each call would begin the next one. */
final class CallCheck {

  private final Models models;
  private final Findings findings;

  CallCheck(Models models, Findings findings) {
    this.models = models;
    this.findings = findings;
  }

  void check() {
    for (XmlElement process : models.processes()) {
      for (XmlElement call : process.all("callActivity")) {
        for (String called : called(call)) {
          way(called, process.id())
              .ifPresent(
                  way ->
                      findings.add(
                          call,
                          "call-recursion",
                          "leads back to its own process: %s",
                          process.id() + " -> " + String.join(" -> ", way)));
        }
      }
    }
  }

  /** The shortest chain of calls from one process to another. */
  private Optional<List<String>> way(String from, String to) {
    Map<String, String> before = new HashMap<>();
    before.put(from, null);
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String process = open.removeFirst();
      if (process.equals(to)) {
        return Optional.of(chain(process, before));
      }
      for (String called : called(process)) {
        if (!before.containsKey(called)) {
          before.put(called, process);
          open.addLast(called);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> chain(String end, Map<String, String> before) {
    List<String> chain = new ArrayList<>();
    for (String process = end; process != null; process = before.get(process)) {
      chain.add(process);
    }
    Collections.reverse(chain);
    return chain;
  }

  private Set<String> called(String process) {
    Set<String> all = new TreeSet<>();
    models
        .process(process)
        .ifPresent(found -> found.all("callActivity").forEach(call -> all.addAll(called(call))));
    return all;
  }

  /** What a call leads to; one that is only known when it is made can lead to any playbook. */
  private Set<String> called(XmlElement call) {
    String element = call.attribute("calledElement");
    return JuelExpression.isIn(element) ? models.playbooks() : Set.of(element);
  }
}
