package org.ims.engine.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds of a process or decision as a whole: its id, and how long its history is kept. */
final class ProcessCheck {

  /** Months and years have no length of their own; any day serves to compare them. */
  private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

  /** The engine counts in days, and knows no other length. */
  private static final Pattern DAYS = Pattern.compile("(?=P[0-9]+D$|[0-9]+$)P?([0-9]{1,6})D?");

  private final GateSettings settings;
  private final Findings findings;
  private final Map<String, String> owners = new HashMap<>();

  ProcessCheck(GateSettings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  void check(ModelFile file) {
    boolean diagram = file.kind() == ModelFile.Kind.DIAGRAM;
    List<XmlElement> definitions = new ArrayList<>();
    definitions.addAll(file.root().children(diagram ? "process" : "decision"));
    if (definitions.isEmpty()) {
      findings.add(file.name(), "definition-none", "holds no %s", diagram ? "process" : "decision");
    }
    for (XmlElement definition : definitions) {
      checkId(definition, file.name());
      if (diagram && !definition.attribute("isExecutable").equals("true")) {
        findings.add(definition, "process-executable", "is not marked as executable");
      }
      checkHistory(
          definition,
          definition.attribute(
              diagram ? Vocabulary.CAMUNDA_BPMN : Vocabulary.CAMUNDA_DMN, "historyTimeToLive"));
    }
  }

  /** An id is defined once in a deployment. */
  private void checkId(XmlElement definition, String file) {
    if (definition.id().isBlank()) {
      findings.add(definition, "id", "has no id");
      return;
    }
    String owner = owners.put(definition.name() + " " + definition.id(), file);
    if (owner != null) {
      findings.add(definition, "definition-twice", "is defined in %s too", owner);
    }
  }

  private void checkHistory(XmlElement definition, String kept) {
    if (kept.isEmpty()) {
      findings.add(definition, "history", "has no history time to live");
      return;
    }
    Matcher days = DAYS.matcher(kept);
    if (!days.matches()) {
      findings.add(
          definition,
          "history",
          "has the history time to live %s, which cannot be read; write days, as P1825D",
          kept);
      return;
    }
    LocalDate until = DAY.plusDays(Long.parseLong(days.group(1)));
    if (until.isBefore(DAY.plus(settings.historyAtLeast()))
        && !settings.shortHistory().contains(definition.id())) {
      findings.add(
          definition,
          "history",
          "keeps its history for %s, and %s is the least",
          kept,
          settings.historyAtLeast().toString());
    }
    if (until.isAfter(DAY.plus(settings.historyAtMost()))) {
      findings.add(
          definition,
          "history",
          "keeps its history for %s, and %s is the most",
          kept,
          settings.historyAtMost().toString());
    }
  }
}
