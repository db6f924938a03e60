package org.ims.engine.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decisions require others of their file, and in the end nothing of themselves. */
final class RequirementCheck {

  private final Findings findings;

  RequirementCheck(Findings findings) {
    this.findings = findings;
  }

  void check(ModelFile file) {
    Map<String, XmlElement> decisions = new HashMap<>();
    file.root()
        .children("decision")
        .forEach(decision -> decisions.putIfAbsent(decision.id(), decision));
    for (XmlElement decision : decisions.values()) {
      for (XmlElement required : decision.all("requiredDecision")) {
        if (!decisions.containsKey(idOf(required))) {
          findings.add(
              required,
              "decision-unknown",
              "requires the decision %s, which is not in the file",
              required.attribute("href"));
        }
      }
      if (needed(decision, decisions).contains(decision.id())) {
        findings.add(decision, "table-recursion", "requires itself, by way of what it requires");
      }
    }
  }

  /** The ids of the decisions that it requires by itself. */
  static List<String> required(XmlElement decision) {
    return decision.all("requiredDecision").stream().map(RequirementCheck::idOf).toList();
  }

  private static Set<String> needed(XmlElement decision, Map<String, XmlElement> decisions) {
    Set<String> needed = new HashSet<>();
    Set<String> next = new HashSet<>(required(decision));
    while (!next.isEmpty()) {
      needed.addAll(next);
      Set<String> further = new HashSet<>();
      next.stream()
          .filter(decisions::containsKey)
          .forEach(id -> further.addAll(required(decisions.get(id))));
      further.removeAll(needed);
      next = further;
    }
    return needed;
  }

  /** It stands in the same file; another one has more before the #. */
  private static String idOf(XmlElement required) {
    String href = required.attribute("href");
    return href.startsWith("#") ? href.substring(1) : "";
  }
}
