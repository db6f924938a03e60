package org.ims.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long an auditor waits for a page of incidents, asked over HTTP, while the record grows from
 * 5,000 to 50,000. Prints the times of answers and how they grew; fails when an answer is wrong.
 */
@Tag("benchmark")
@ImsHttpTest
@DirtiesContext
class IncidentSearchBenchmark {

  private static final int FEW = 5_000;
  private static final int MANY = 50_000;
  private static final int ROUNDS = 60;

  /** What the page of incidents asks for; it wants the count with each page. */
  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put("newest", "");
    QUERIES.put("page 100", "page=99");
    QUERIES.put("by state", "sort=state,asc");
    QUERIES.put("by priority", "sort=priority,asc");
    QUERIES.put("by due date", "sort=resolveDue,desc");
    QUERIES.put("by closing", "sort=closedAt,desc");
    QUERIES.put("open", "state=TRIAGE,ASSESSED,RESPONDING");
    QUERIES.put("P1", "priority=P1");
    QUERIES.put("service, rare", "service=payments");
    QUERIES.put("service, frequent", "service=mail");
    QUERIES.put("person, few", "person=person-7");
    QUERIES.put("person, one in 60", "person=responder-7");
    QUERIES.put("person, nearly all", "person=service-desk");
    QUERIES.put("person, by priority", "person=service-desk&sort=priority,asc");
    QUERIES.put("person, nobody", "person=nobody");
    QUERIES.put("text, frequent", "text=mail");
    QUERIES.put("text, two words", "text=mail%20hamburg");
    QUERIES.put("text, one match", "text=4711");
    QUERIES.put("text, no match", "text=unheard");
    QUERIES.put("month reported", "openedFrom=2026-03-01T00:00:00Z&openedTo=2026-03-31T23:59:59Z");
    QUERIES.put("month closed", "closedFrom=2026-03-01T00:00:00Z&closedTo=2026-03-31T23:59:59Z");
    QUERIES.put("process version", "processVersion=3");
    QUERIES.put("no such version", "processVersion=99");
    QUERIES.put("major", "major=ACCEPTED");
    QUERIES.put("restricted", "restricted=true");
    QUERIES.put("drills", "drill=true");
    QUERIES.put(
        "all at once",
        "text=mail&person=service-desk&processVersion=3&priority=P3,P4&state=CLOSED&sort=priority,asc"
            + "&openedFrom=2023-01-01T00:00:00Z&openedTo=2026-12-31T00:00:00Z");
  }

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  @Test
  void pageOfIncidentsAmongFewAndMany() {
    GeneratedIncidents.add(jdbc, transactions, FEW);
    Map<String, Double> few = measured();
    GeneratedIncidents.add(jdbc, transactions, MANY - FEW);
    Map<String, Double> many = measured();
    System.out.printf("p95 in ms            %,8d %,8d   growth%n", FEW, MANY);
    many.forEach(
        (name, millis) ->
            System.out.printf(
                "%-20s %8.0f %8.0f %8.1f%n", name, few.get(name), millis, millis / few.get(name)));
    double slowest = many.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    System.out.printf("slowest p95 at %,d: %.0f ms%n", MANY, slowest);
  }

  private Map<String, Double> measured() {
    Api auditor = Api.as("auditor", port);
    Map<String, Double> times = new LinkedHashMap<>();
    QUERIES.forEach(
        (name, query) -> {
          double[] millis = new double[ROUNDS];
          for (int round = -5; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            Api.Answer answer = auditor.get("/api/incidents?count=true&size=50&" + query);
            if (round >= 0) {
              millis[round] = (System.nanoTime() - begin) / 1e6;
            }
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
          }
          Arrays.sort(millis);
          times.put(name, millis[ROUNDS * 95 / 100]);
        });
    return times;
  }
}
