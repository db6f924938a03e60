package org.ims.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long an auditor waits for each page, while the record and the engine's history grow from
 * 5,000 to 50,000 incidents. A page is taken as the sum of all that it asks the server for, though
 * a browser asks for much of it side by side. Prints times and growth; fails when an answer is
 * wrong.
 */
@Tag("benchmark")
@ImsHttpTest
@DirtiesContext
class PagesOfAuditorBenchmark {

  private static final int FEW = 5_000;
  private static final int MANY = 50_000;
  private static final int ROUNDS = 20;

  private static final String HISTORY = "/engine-rest/history/";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource database;
  @Autowired private TransactionTemplate transactions;
  @Autowired private HistoryService history;
  @Autowired private Journey journey;

  @Test
  void pagesAmongFewAndMany() {
    String number = journey.toClosed();
    JdbcClient owner = TestPostgres.asOwner(database);
    GeneratedIncidents.add(owner, transactions, FEW);
    GeneratedHistory.add(owner, transactions, number);
    Map<String, Double> few = measured(pages(number));
    GeneratedIncidents.add(owner, transactions, MANY - FEW);
    GeneratedHistory.add(owner, transactions, number);
    System.out.printf(
        "activities %,d, database %s%n",
        owner.sql("select count(*) from act_hi_actinst").query(Long.class).single(),
        owner
            .sql("select pg_size_pretty(pg_database_size(current_database()))")
            .query(String.class)
            .single());
    Map<String, Double> many = measured(pages(number));
    System.out.printf("p95 in ms                     %,8d %,8d   growth%n", FEW, MANY);
    many.forEach(
        (name, millis) ->
            System.out.printf(
                "%-29s %8.0f %8.0f %8.1f%n", name, few.get(name), millis, millis / few.get(name)));
  }

  private Map<String, List<String>> pages(String number) {
    String incident = "/api/incidents/" + number;
    HistoricProcessInstance response = instance(number, "IncidentResponse");
    HistoricProcessInstance assessment = instance(number, "IncidentAssessment");
    Map<String, List<String>> pages = new LinkedHashMap<>();
    pages.put("Incidents", List.of("/api/services", "/api/incidents?count=true&size=50"));
    pages.put(
        "Incident",
        List.of(
            incident,
            incident + "/processes",
            incident + "/timeline?limit=200",
            incident + "/journal",
            "/api/journal/verification?incident=" + number));
    pages.put("Tab Incident in Tasklist", List.of(incident + "/overview", incident + "/timeline"));
    pages.put("Dossier (PDF)", List.of(incident + "/dossier.pdf"));
    pages.put("Dossier (ZIP)", List.of(incident + "/dossier.zip"));
    pages.put("Instance: Diagram, Activities", diagram(response));
    pages.put(
        "Instance: Decisions",
        with(
            diagram(assessment),
            asked("decision-instance", assessment)
                + "&includeInputs=true&includeOutputs=true&sortBy=evaluationTime&sortOrder=asc"));
    pages.put(
        "Instance: Variables",
        with(
            diagram(response),
            asked("detail", response)
                + "&variableUpdates=true&deserializeValues=false&sortBy=time&sortOrder=asc"));
    pages.put(
        "Instance: People",
        with(
            diagram(response),
            asked("user-operation", response) + "&sortBy=timestamp&sortOrder=asc",
            asked("task", response) + "&sortBy=startTime&sortOrder=asc"));
    pages.put(
        "Instance: Jobs and failures",
        with(
            diagram(response),
            asked("job-log", response) + "&sortBy=timestamp&sortOrder=asc",
            asked("incident", response) + "&sortBy=createTime&sortOrder=asc"));
    String lifecycle = instance(number, "IncidentLifecycle").getProcessDefinitionId();
    pages.put("Heat map, lifecycle", heat(lifecycle));
    pages.put("Heat map, response", heat(response.getProcessDefinitionId()));
    return pages;
  }

  private HistoricProcessInstance instance(String number, String process) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey(process)
        .singleResult();
  }

  private static List<String> diagram(HistoricProcessInstance instance) {
    String definition = "/engine-rest/process-definition/" + instance.getProcessDefinitionId();
    return List.of(
        "/api/process-instances/" + instance.getId(),
        HISTORY + "process-instance/" + instance.getId(),
        definition,
        definition + "/xml",
        asked("activity-instance", instance) + "&sortBy=occurrence&sortOrder=asc");
  }

  private static String asked(String what, HistoricProcessInstance instance) {
    return HISTORY
        + what
        + "?processInstanceId="
        + instance.getId()
        + "&firstResult=0&maxResults=500";
  }

  private static List<String> heat(String definition) {
    return List.of(
        "/engine-rest/process-definition/" + definition,
        "/engine-rest/process-definition/" + definition + "/xml",
        "/api/process-definitions/" + definition + "/heat");
  }

  private static List<String> with(List<String> paths, String... more) {
    return Stream.concat(paths.stream(), Stream.of(more)).toList();
  }

  private Map<String, Double> measured(Map<String, List<String>> pages) {
    Api auditor = Api.as("auditor", port);
    Map<String, Double> times = new LinkedHashMap<>();
    pages.forEach(
        (name, paths) -> {
          List<Double> millis = new ArrayList<>();
          for (int round = -3; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (String path : paths) {
              Api.Answer answer = auditor.get(path);
              assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(200);
            }
            if (round >= 0) {
              millis.add((System.nanoTime() - begin) / 1e6);
            }
          }
          times.put(name, millis.stream().sorted().toList().get(ROUNDS * 95 / 100));
        });
    return times;
  }
}
