package org.ims.documentation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ims.engine.Decisions;
import org.ims.incident.ClosureCheck;
import org.ims.incident.ClosureVerdict;
import org.ims.incident.Incident;
import org.ims.incident.IncidentLinks;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says whether an incident may be closed: the components count what is open, the table ClosureGate
 * says which of it blocks.
 */
@Service
@Transactional(readOnly = true)
class ClosureGate {

  static final String TABLE = "ClosureGate";

  private static final String BLOCKER = "blocker";
  private static final String SENTENCE = "sentence";

  /** Where in the table's sentence the number of open duties stands. */
  private static final String COUNT = "{count}";

  /** The engine stores so much in one text variable; a longer list is cut after a whole line. */
  private static final int LONGEST = 3_900;

  private final Incidents incidents;
  private final IncidentLinks links;
  private final List<ClosureCheck> checks;
  private final OtherStepsDoneCheck otherSteps;
  private final IncidentProcess process;
  private final Decisions decisions;

  ClosureGate(
      Incidents incidents,
      IncidentLinks links,
      List<ClosureCheck> checks,
      OtherStepsDoneCheck otherSteps,
      IncidentProcess process,
      Decisions decisions) {
    this.incidents = incidents;
    this.links = links;
    this.checks = checks;
    this.otherSteps = otherSteps;
    this.process = process;
    this.decisions = decisions;
  }

  /** How many duties of each kind are open, by the names that the table reads. */
  Map<String, Integer> facts(String number) {
    Incident incident = incidents.get(number);
    Collection<Incident> relatives = relatives(number);
    Map<String, Integer> facts = new LinkedHashMap<>();
    for (ClosureCheck check : checks) {
      int open = check.open(incident);
      if (check.ofRelativesToo()) {
        open += relatives.stream().mapToInt(check::open).sum();
      }
      facts.put(check.key(), open);
    }
    return facts;
  }

  /** What stands between the incident and its end, as of now. */
  ClosureVerdict verdict(String number) {
    Map<String, Integer> facts = facts(number);
    return verdict(number, decisions.rows(TABLE, facts), facts);
  }

  private static ClosureVerdict verdict(
      String number, List<Map<String, Object>> rows, Map<String, Integer> facts) {
    return ClosureVerdict.of(
        number,
        rows.stream()
            .map(
                row -> {
                  String key = String.valueOf(row.get(BLOCKER));
                  return new ClosureVerdict.Blocker(
                      key,
                      String.valueOf(row.get(SENTENCE))
                          .replace(COUNT, String.valueOf(facts.getOrDefault(key, 0))));
                })
            .toList());
  }

  /**
   * What the table said, for the form: a line for each open duty and for each further step at which
   * it is done, of three parts separated by tabs: the sentence, a link and the name of what it
   * leads to. Empty when nothing is left to do.
   */
  String inLines(String number, List<Map<String, Object>> rows) {
    StringBuilder lines = new StringBuilder();
    for (ClosureVerdict.Blocker blocker : verdict(number, rows, facts(number)).blockers()) {
      String sentence = blocker.sentence();
      for (IncidentProcess.WaitingStep step : steps(number, blocker.key())) {
        append(lines, sentence, "#/?task=" + step.taskId(), step.name());
        sentence = "";
      }
      if (!sentence.isEmpty()) {
        append(lines, sentence, "/api/incidents/" + number, number);
      }
    }
    return lines.toString();
  }

  private static void append(StringBuilder lines, String sentence, String link, String name) {
    String line = String.join("\t", sentence, link, name.replaceAll("[\\t\\r\\n]+", " "));
    if (lines.length() + line.length() < LONGEST) {
      lines.append(lines.isEmpty() ? "" : "\n").append(line);
    }
  }

  /** Where people do what blocks. */
  private List<IncidentProcess.WaitingStep> steps(String number, String key) {
    if (key.equals(otherSteps.key())) {
      return otherSteps.others(incidents.get(number));
    }
    return checks.stream()
        .filter(check -> check.key().equals(key))
        .flatMap(check -> family(number, check).flatMap(member -> steps(member, check).stream()))
        .toList();
  }

  private List<IncidentProcess.WaitingStep> steps(Incident incident, ClosureCheck check) {
    Set<String> processes = check.doneIn(incident);
    if (check.doneAt().isEmpty() && processes.isEmpty()) {
      return List.of();
    }
    return process.waitingSteps(incident.number()).stream()
        .filter(
            step -> check.doneAt().contains(step.elementId()) || processes.contains(step.process()))
        .toList();
  }

  private Stream<Incident> family(String number, ClosureCheck check) {
    Stream<Incident> alone = Stream.of(incidents.get(number));
    return check.ofRelativesToo() ? Stream.concat(alone, relatives(number).stream()) : alone;
  }

  /** The incidents that will be closed with this one and those that it carries on, and theirs. */
  private Collection<Incident> relatives(String number) {
    Map<String, Incident> relatives = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(number));
    while (!open.isEmpty()) {
      String next = open.pop();
      Stream.concat(
              links.openChildren(next).stream().map(incidents::get),
              incidents.findByDuplicateOfOrderByNumber(next).stream())
          .filter(found -> relatives.putIfAbsent(found.number(), found) == null)
          .forEach(found -> open.add(found.number()));
    }
    return relatives.values();
  }
}
