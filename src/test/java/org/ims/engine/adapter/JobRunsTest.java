package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trace of a request goes on in the work that it leaves behind, and in the log. */
@ImsHttpTest
class JobRunsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String STEP = "ServiceTask_RecordReport";

  @Autowired private ProcessEngine engine;
  @Autowired private ManagementService management;
  @Autowired private JobRunners runners;
  @Autowired private Jobs jobs;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource dataSource;
  @LocalServerPort private int port;

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    root().addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    root().detachAppender(lines);
  }

  @Test
  void stepsThatARequestLeavesBehindBelongToItsTrace() {
    String number = report("Traced", "traceparent", PARENT);
    String job = jobs.the(number, STEP).getId();
    assertThat(trace(job)).isEqualTo(TRACE);

    run(job);

    assertThat(trace(job)).as("of a step that is done").isNull();
    assertThat(traces(number)).isNotEmpty().containsOnly(TRACE);
  }

  @Test
  void whatIsNoTraceIsIgnored() {
    for (String wrong :
        List.of("00-" + TRACE + "-00f067aa0ba902b7", "' or 1=1", "ff-" + TRACE, "0".repeat(5000))) {
      String number = report("Not traced", "traceparent", wrong);
      assertThat(trace(jobs.the(number, STEP).getId())).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }
  }

  @Test
  void refusalNamesItsTrace() {
    Api.Answer answer =
        Api.as("reporter", port).post("/api/incidents", "{}", "traceparent", PARENT);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("traceId").asText()).isEqualTo(TRACE);
    assertThat(Api.as("reporter", port).get("/api/stuck-jobs").json().get("traceId").asText())
        .matches("[0-9a-f]{32}");
  }

  /** What a failure says repeats what the reporter wrote; the log of a server does not. */
  @Test
  void logOfAFailedJobNamesIncidentAndTraceAndNoPerson() throws IOException {
    String number = report("Secret of Anna Amsel", "traceparent", PARENT);
    String job = jobs.the(number, STEP).getId();
    JdbcClient owner = TestPostgres.asOwner(dataSource);
    owner
        .sql(
            """
            create function poison() returns trigger language plpgsql as $$
            begin
              if new.title = 'Secret of Anna Amsel' then
                raise exception 'poison: % of %', new.title, new.reporter;
              end if;
              return new;
            end $$
            """)
        .update();
    owner
        .sql(
            "create trigger poison before update on incident for each row execute function"
                + " poison()")
        .update();
    try {
      lines.list.clear();
      run(job);
    } finally {
      owner.sql("drop trigger poison on incident").update();
      owner.sql("drop function poison()").update();
    }

    assertThat(management.createJobQuery().jobId(job).singleResult().getExceptionMessage())
        .contains("Anna Amsel");
    List<String> json = lines.list.stream().map(JobRunsTest::structured).toList();
    assertThat(json).isNotEmpty().noneMatch(line -> line.contains("Anna Amsel"));
    assertThat(json).noneMatch(line -> line.contains("of reporter"));
    JsonNode failed =
        new ObjectMapper()
            .readTree(
                json.stream()
                    .filter(line -> line.contains("failed at"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(json)));
    assertThat(failed.get("incident").asText()).isEqualTo(number);
    assertThat(failed.get("traceId").asText()).isEqualTo(TRACE);
    assertThat(failed.get("message").asText())
        .startsWith("Job %s of IncidentReporting failed at ".formatted(job));
    assertThat(failed.at("/error/stack_trace").asText())
        .contains("org.postgresql.util.PSQLException\n", "org.ims.");
  }

  private String report(String title, String header, String value) {
    Api.Answer answer =
        Api.as("reporter", port)
            .post(
                "/api/incidents",
                """
                {"title": "%s", "description": "Nobody may read this.", "service": "workplace",
                 "noticedAt": "2026-03-02T08:00:00Z", "suspectedSecurity": false,
                 "personalDataInvolved": "no", "peopleAtRisk": false}
                """
                    .formatted(title),
                header,
                value);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("number").asText();
  }

  private void run(String job) {
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    new JobRuns(List.of(job), (ProcessEngineImpl) engine, runners)
        .executeJob(
            job, configuration.getCommandExecutorTxRequired(), new JobFailureCollector(job));
  }

  private String trace(String job) {
    return jdbc.sql("select split_part(parent, '-', 2) from job_trace where job_id = :job")
        .param("job", job)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  private List<String> traces(String number) {
    return jdbc.sql(
            """
            select split_part(t.parent, '-', 2) from job_trace t join act_ru_job j on j.id_ = t.job_id
              join act_ru_execution e on e.id_ = j.process_instance_id_
            where e.business_key_ = :number
            """)
        .param("number", number)
        .query(String.class)
        .list();
  }

  /** The line as a server writes it. */
  private static String structured(ILoggingEvent event) {
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    encoder.setFormat("ecs");
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
