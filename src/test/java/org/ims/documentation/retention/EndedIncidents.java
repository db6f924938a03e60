package org.ims.documentation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.Journey;
import org.ims.testing.Journey.Kind;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Incidents of which nothing runs any more. */
@TestComponent
public class EndedIncidents {

  private final Desk desk;
  private final Journey journey;
  private final ManagementService management;
  private final RuntimeService runtime;
  private final EngineClock clock;
  private final JdbcClient jdbc;

  EndedIncidents(
      Desk desk,
      Journey journey,
      ManagementService management,
      RuntimeService runtime,
      EngineClock clock,
      JdbcClient jdbc) {
    this.desk = desk;
    this.journey = journey;
    this.management = management;
    this.runtime = runtime;
    this.clock = clock;
    this.jdbc = jdbc;
  }

  /** Closed, and all that was to be told is told. */
  String closed() {
    String number = journey.toClosed();
    settle(number);
    return number;
  }

  /** As above, reported by somebody, with the word in whatever people wrote. */
  String closed(String reporter, String word) {
    String number =
        desk.reportedAndRegistered(
            reporter,
            with(
                journey.report(Kind.MINOR),
                "title",
                word + " title",
                "description",
                word + " description",
                "location",
                word + " location",
                "contact",
                word + " contact"));
    journey.triage(number, with(journey.triage(Kind.MINOR), "subcategory", word));
    journey.assess(number, journey.assessment(Kind.MINOR));
    desk.complete(
        "responder",
        number,
        "UserTask_Investigate",
        "ServiceTask_RecordInvestigation",
        fields("findings", word + " findings", "hypothesis", word));
    journey.contain(
        number, with(journey.containment(), "action", word + " action", "target", word));
    journey.recover(
        number, with(journey.recovery(), "steps", word + " steps", "verification", word));
    journey.verify(reporter, number, fields("verified", "yes", "comment", word + " thanks"));
    journey.sendNotices(number);
    journey.close(number);
    settle(number);
    return number;
  }

  /** Runs what is still to be done for it, such as messages. */
  void settle(String number) {
    for (int round = 0; round < 30; round++) {
      List<Job> jobs =
          instances(number).stream()
              .flatMap(
                  instance ->
                      management
                          .createJobQuery()
                          .processInstanceId(instance.getId())
                          .list()
                          .stream())
              .filter(
                  job ->
                      job.getDuedate() == null
                          || !job.getDuedate().toInstant().isAfter(clock.instant()))
              .toList();
      if (jobs.isEmpty()) {
        break;
      }
      jobs.forEach(job -> management.executeJob(job.getId()));
    }
    assertThat(instances(number)).as("what runs for %s", number).isEmpty();
  }

  private List<ProcessInstance> instances(String number) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list();
  }

  Map<String, Object> row(String number) {
    return jdbc.sql("select * from record_retention where incident_number = ?")
        .param(number)
        .query()
        .singleRow();
  }
}
