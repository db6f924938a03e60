package org.ims.engine.playbooks;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.ims.engine.Caller;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The playbooks: processes whose key ends with {@value #SUFFIX}. Nothing else makes a process one,
 * so that a new one is deployed and at once can be chosen.
 */
@Service
@Transactional
public class Playbooks {

  /** How the key of every playbook ends. */
  public static final String SUFFIX = "Playbook";

  /** The field of the forms in which a person chooses a playbook, for refusals. */
  private static final String FIELD = IncidentLifecycleProcess.PLAYBOOK;

  /**
   * @param key of the process
   * @param name what people call it
   */
  public record Playbook(String key, String name) {}

  private final PlaybookRuns runs;
  private final Incidents incidents;
  private final Occurrences occurrences;
  private final RepositoryService repository;
  private final Caller caller;
  private final Clock clock;

  Playbooks(
      PlaybookRuns runs,
      Incidents incidents,
      Occurrences occurrences,
      RepositoryService repository,
      Caller caller,
      Clock clock) {
    this.runs = runs;
    this.incidents = incidents;
    this.occurrences = occurrences;
    this.repository = repository;
    this.caller = caller;
    this.clock = clock;
  }

  /** Every playbook that is deployed, by name. */
  public List<Playbook> all() {
    // Who may choose a playbook need not have the right to read process definitions.
    return caller
        .asSystem(
            () ->
                repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKeyLike("%" + SUFFIX)
                    .latestVersion()
                    .active()
                    .list())
        .stream()
        .map(Playbooks::playbook)
        .sorted(Comparator.comparing(Playbook::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private static Playbook playbook(ProcessDefinition definition) {
    String name = definition.getName();
    return new Playbook(
        definition.getKey(), name == null || name.isBlank() ? definition.getKey() : name);
  }

  /** What people call the playbook of this key, or the key where no such process is deployed. */
  public String nameOf(String key) {
    return find(key).map(Playbook::name).orElse(key);
  }

  private Optional<Playbook> find(String key) {
    return all().stream().filter(playbook -> playbook.key().equals(key)).findFirst();
  }

  /** The playbooks of an incident, in the order of their start. */
  public List<PlaybookRun> of(String incidentNumber) {
    return runs.findByIncidentNumberOrderById(incidentNumber);
  }

  /**
   * Starts a playbook for an incident because a person wants it.
   *
   * @param because why, in the person's words
   * @param by the person's login
   * @throws InvalidInputException when no such playbook is deployed, when it runs already, or when
   *     the incident has not been assessed yet or is over
   */
  public void start(String incidentNumber, String key, String because, String by) {
    Incident incident = incidents.get(incidentNumber);
    if (find(key).isEmpty()) {
      throw refused("known", "There is no playbook %s; choose one from the list.".formatted(key));
    }
    if (incident.team() == null || incident.priority() == null) {
      throw refused("assessed", "A playbook is started once the incident has been assessed.");
    }
    if (of(incidentNumber).stream()
        .anyMatch(run -> run.playbook().equals(key) && run.isRunning())) {
      throw refused(
          "not-running",
          "The playbook %s runs for %s already.".formatted(nameOf(key), incidentNumber));
    }
    if (begin(incident, key, because, by) == 0) {
      throw refused("open", "%s is over; no playbook can be started.".formatted(incidentNumber));
    }
  }

  private static InvalidInputException refused(String rule, String sentence) {
    return new InvalidInputException(FIELD, rule, sentence);
  }

  /**
   * Starts a playbook that the table chose, unless this incident runs it or has run it: facts that
   * change later must not begin everything anew. A key without a process is not refused here, for a
   * fault in the table must not hold up the incident; the step that calls it then fails alone, and
   * goes on once the process is deployed.
   */
  void startOnce(String incidentNumber, String key, String because, String by) {
    if (of(incidentNumber).stream().noneMatch(run -> run.playbook().equals(key))) {
      begin(incidents.get(incidentNumber), key, because, by);
    }
  }

  private int begin(Incident incident, String key, String because, String by) {
    runs.save(new PlaybookRun(incident.number(), key, because, by, clock.instant()));
    Map<String, Object> facts = new HashMap<>();
    facts.put(IncidentLifecycleProcess.PLAYBOOK, key);
    facts.put(IncidentLifecycleProcess.TEAM, incident.team());
    facts.put(IncidentLifecycleProcess.PRIORITY, incident.priority().name());
    Instant due = incident.serviceLevel().resolveDue();
    // While the incident is on hold nobody can say when it is due.
    facts.put(IncidentLifecycleProcess.RESOLVE_DUE, due == null ? null : Date.from(due));
    return occurrences.happened(
        incident.number(), IncidentLifecycleProcess.MSG_PLAYBOOK_CHOSEN, facts);
  }

  /** The playbook's process is over: at one of its ends, or stopped together with the incident. */
  void ended(String incidentNumber, String key, boolean cancelled) {
    of(incidentNumber).stream()
        .filter(run -> run.playbook().equals(key) && run.isRunning())
        .forEach(run -> run.end(cancelled, clock.instant()));
  }
}
