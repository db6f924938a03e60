package org.ims.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.ims.incident.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The engine's jobs that have no tries left, each an incident of the engine's own of the type
 * {@code failedJob}, and how they are tried again.
 */
@Component
public class StuckWork {

  /**
   * A job that nobody tries any more.
   *
   * @param id of the engine's incident: a job that gets stuck again has another one
   * @param job id of the job
   * @param element id and name of what it could not pass
   * @param since when its last try failed
   * @param incidentNumber for which it works, or null
   * @param restricted whether that incident is
   * @param said what the last failure said, or null; it may repeat what a person wrote
   */
  public record StuckJob(
      String id,
      String job,
      String process,
      String processName,
      String element,
      String elementName,
      String instance,
      Instant since,
      String incidentNumber,
      boolean restricted,
      String said) {}

  /** What failed a second time in a process that was called is told of that process only. */
  private static final String STUCK =
      """
      select i.id_ as id, j.id_ as job, d.id_ as definition, d.key_ as process, d.name_ as name,
        coalesce(j.failed_act_id_, i.activity_id_) as element, i.proc_inst_id_ as instance,
        i.incident_timestamp_ as since, n.number, coalesce(n.restricted, false) as restricted,
        j.exception_msg_ as said
      from act_ru_incident i
        join act_ru_job j on j.id_ = i.configuration_
        left join act_re_procdef d on d.id_ = i.proc_def_id_
        left join act_ru_execution e on e.id_ = i.proc_inst_id_
        left join incident n on n.number = e.business_key_
      where i.incident_type_ = 'failedJob' and i.cause_incident_id_ = i.id_
        and (:all or n.number is null or not n.restricted or n.reporter = :user or n.team in (:groups))
      order by i.incident_timestamp_, i.id_
      limit :most
      """;

  private final JdbcClient jdbc;
  private final ManagementService management;
  private final RepositoryService models;
  private final Clock clock;

  StuckWork(JdbcClient jdbc, ManagementService management, RepositoryService models, Clock clock) {
    this.jdbc = jdbc;
    this.management = management;
    this.models = models;
    this.clock = clock;
  }

  /** All of them, the oldest first. */
  public List<StuckJob> all() {
    return find(true, "", List.of(), Integer.MAX_VALUE);
  }

  /** Those of incidents that the reader may see, and those of none; the oldest first, so many. */
  public List<StuckJob> visibleTo(Reader reader, int most) {
    return find(reader.seesAll(), reader.user(), reader.groups(), most);
  }

  private List<StuckJob> find(boolean all, String user, Collection<String> groups, int most) {
    Map<String, String> names = new HashMap<>();
    return jdbc.sql(STUCK)
        .param("all", all)
        .param("user", user)
        // An empty list is no SQL.
        .param("groups", groups.isEmpty() ? List.of("") : new ArrayList<>(groups))
        .param("most", most)
        .query(
            (row, at) -> {
              String definition = row.getString("definition");
              String element = row.getString("element");
              Timestamp since = row.getTimestamp("since");
              return new StuckJob(
                  row.getString("id"),
                  row.getString("job"),
                  row.getString("process"),
                  row.getString("name"),
                  element,
                  names.computeIfAbsent(
                      definition + "/" + element, key -> name(definition, element)),
                  row.getString("instance"),
                  since.toInstant(),
                  row.getString("number"),
                  row.getBoolean("restricted"),
                  row.getString("said"));
            })
        .list();
  }

  private String name(String definition, String element) {
    if (definition == null || element == null) {
      return "";
    }
    return models.getBpmnModelInstance(definition).getModelElementById(element)
                instanceof FlowElement found
            && found.getName() != null
        ? found.getName()
        : element;
  }

  /**
   * Has a job tried once more, now, by the rights of the caller.
   *
   * @throws org.camunda.bpm.engine.AuthorizationException when the caller may not
   */
  public void retry(String job) {
    management.setJobRetries(1).jobId(job).dueDate(Date.from(clock.instant())).execute();
  }
}
