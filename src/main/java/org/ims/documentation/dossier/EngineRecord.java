package org.ims.documentation.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.ims.engine.Caller;
import org.ims.engine.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the engine knows of how an incident was handled: which versions of which models, and on
 * which way through them. Asked as the system, once our own rule has allowed the answer.
 */
@Component
class EngineRecord {

  private static final int PORTION = 1_000;

  private final HistoryService history;
  private final RepositoryService repository;
  private final JdbcClient jdbc;
  private final Caller caller;

  EngineRecord(
      HistoryService history, RepositoryService repository, JdbcClient jdbc, Caller caller) {
    this.history = history;
    this.repository = repository;
    this.jdbc = jdbc;
    this.caller = caller;
  }

  /** A version of a model. */
  record Version(String key, int number) implements Comparable<Version> {

    @Override
    public int compareTo(Version other) {
      return Comparator.comparing(Version::key).thenComparing(Version::number).compare(this, other);
    }
  }

  /** What a model is. */
  enum Kind {
    PROCESS,
    DECISION,
    FORM
  }

  /**
   * A model as it was deployed.
   *
   * @param resource its name in the deployment
   */
  record Model(
      Kind kind,
      Version version,
      String name,
      String deployment,
      String resource,
      byte[] content,
      String sha256) {

    @Override
    public String toString() {
      return "%s v%d".formatted(version.key(), version.number());
    }
  }

  /**
   * A step that a process took.
   *
   * @param end null while it lasts
   * @param cancelled whether it was left otherwise than at its end
   */
  record Step(
      String process,
      Version version,
      String element,
      Instant start,
      Instant end,
      boolean cancelled) {}

  /** Every step of every process of the incident, in their order. */
  List<Step> steps(String number) {
    return caller.asSystem(
        () -> {
          List<Step> steps = new ArrayList<>();
          for (HistoricProcessInstance process : processes(number)) {
            Version version =
                new Version(
                    process.getProcessDefinitionKey(), process.getProcessDefinitionVersion());
            all(from ->
                    history
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(process.getId())
                        .orderPartiallyByOccurrence()
                        .asc()
                        .listPage(from, PORTION))
                .forEach(activity -> steps.add(step(process.getId(), version, activity)));
          }
          return steps;
        });
  }

  private static Step step(String process, Version version, HistoricActivityInstance activity) {
    return new Step(
        process,
        version,
        activity.getActivityId(),
        activity.getStartTime().toInstant(),
        activity.getEndTime() == null ? null : activity.getEndTime().toInstant(),
        activity.isCanceled());
  }

  private List<HistoricProcessInstance> processes(String number) {
    return all(
        from ->
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .asc()
                .orderByProcessInstanceId()
                .asc()
                .listPage(from, PORTION));
  }

  private static <T> List<T> all(IntFunction<List<T>> portion) {
    List<T> all = new ArrayList<>();
    List<T> next;
    do {
      next = portion.apply(all.size());
      all.addAll(next);
    } while (next.size() == PORTION);
    return all;
  }

  /**
   * The models that ran, in the order of their kinds, keys and versions.
   *
   * @param processes further versions that are known to have run
   * @param decisions likewise
   */
  List<Model> models(
      String number,
      Collection<Version> processes,
      Collection<Version> decisions,
      List<Step> steps) {
    return caller.asSystem(
        () -> {
          Set<Version> ranProcesses = new TreeSet<>(processes);
          Set<Version> ranDecisions = new TreeSet<>(decisions);
          for (HistoricProcessInstance process : processes(number)) {
            ranProcesses.add(
                new Version(
                    process.getProcessDefinitionKey(), process.getProcessDefinitionVersion()));
            ranDecisions.addAll(decisionsOf(process.getId()));
          }
          List<Model> models = new ArrayList<>();
          ranProcesses.forEach(version -> process(version).ifPresent(models::add));
          List<Model> forms = forms(models, steps);
          ranDecisions.forEach(version -> decision(version).ifPresent(models::add));
          models.addAll(forms);
          return models;
        });
  }

  private Set<Version> decisionsOf(String process) {
    Set<Version> versions = new TreeSet<>();
    Map<String, Version> known = new TreeMap<>();
    all(
            from ->
                history
                    .createHistoricDecisionInstanceQuery()
                    .processInstanceId(process)
                    .orderByEvaluationTime()
                    .asc()
                    .listPage(from, PORTION))
        .stream()
        .map(HistoricDecisionInstance::getDecisionDefinitionId)
        .forEach(
            id ->
                versions.add(
                    known.computeIfAbsent(
                        id,
                        any -> {
                          DecisionDefinition found = repository.getDecisionDefinition(id);
                          return new Version(found.getKey(), found.getVersion());
                        })));
    return versions;
  }

  private Optional<Model> process(Version version) {
    ProcessDefinition found =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(version.key())
            .processDefinitionVersion(version.number())
            .singleResult();
    return Optional.ofNullable(found)
        .map(
            definition ->
                model(
                    Kind.PROCESS,
                    version,
                    definition.getName(),
                    definition.getDeploymentId(),
                    definition.getResourceName()));
  }

  private Optional<Model> decision(Version version) {
    DecisionDefinition found =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(version.key())
            .decisionDefinitionVersion(version.number())
            .singleResult();
    return Optional.ofNullable(found)
        .map(
            definition ->
                model(
                    Kind.DECISION,
                    version,
                    definition.getName(),
                    definition.getDeploymentId(),
                    definition.getResourceName()));
  }

  private Model model(Kind kind, Version version, String name, String deployment, String resource) {
    try (InputStream in = repository.getResourceAsStream(deployment, resource)) {
      byte[] content = in.readAllBytes();
      return new Model(
          kind,
          version,
          name == null ? version.key() : name,
          deployment,
          resource,
          content,
          HexFormat.of().formatHex(Sha256.of(content)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A version of a form, and from when on it was the latest. */
  private record FormVersion(
      Version version, String deployment, String resource, Instant deployedAt) {}

  /**
   * The forms of the steps that were taken, in each version that was the latest while a step
   * lasted: Tasklist asks for the latest one, and the engine does not write down which that was. It
   * has no API for the versions of forms either, so its table is read.
   */
  private List<Model> forms(List<Model> processes, List<Step> steps) {
    Map<Version, BpmnDiagram> diagrams = new LinkedHashMap<>();
    processes.forEach(
        process -> diagrams.put(process.version(), BpmnDiagram.read(process.content())));
    Map<String, List<FormVersion>> known = new TreeMap<>();
    Map<Version, FormVersion> used = new TreeMap<>();
    for (Step step : steps) {
      BpmnDiagram diagram = diagrams.get(step.version());
      String form = diagram == null ? null : diagram.formOf(step.element());
      if (form != null) {
        latest(known.computeIfAbsent(form, this::versionsOf), step)
            .forEach(version -> used.put(version.version(), version));
      }
    }
    return used.values().stream()
        .map(form -> model(Kind.FORM, form.version(), null, form.deployment(), form.resource()))
        .toList();
  }

  private static List<FormVersion> latest(List<FormVersion> versions, Step step) {
    List<FormVersion> latest = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      boolean begun =
          i == 0 || step.end() == null || !versions.get(i).deployedAt().isAfter(step.end());
      boolean followed =
          i + 1 < versions.size() && !versions.get(i + 1).deployedAt().isAfter(step.start());
      if (begun && !followed) {
        latest.add(versions.get(i));
      }
    }
    return latest;
  }

  private List<FormVersion> versionsOf(String form) {
    return jdbc.sql(
            """
            select f.version_, f.deployment_id_, f.resource_name_, d.deploy_time_
            from act_re_camformdef f join act_re_deployment d on d.id_ = f.deployment_id_
            where f.key_ = ? order by f.version_
            """)
        .param(form)
        .query(
            (row, at) ->
                new FormVersion(
                    new Version(form, row.getInt(1)),
                    row.getString(2),
                    row.getString(3),
                    new Date(row.getTimestamp(4).getTime()).toInstant()))
        .list();
  }
}
