package org.ims.documentation.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.ims.engine.EngineClock;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads figures over real HTTP, as people of different roles. */
@ImsHttpTest
class FigureApiTest {

  private static final String JUNE = "?from=2043-06-01&to=2043-06-30";

  @LocalServerPort private int port;
  @Autowired private Journey journey;
  @Autowired private EngineClock clock;
  @Autowired private MonthlyReports monthly;
  @Autowired private JdbcClient jdbc;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incident-manager",
        "major-incident-manager",
        "exec",
        "auditor",
        "process-owner",
        "risk-owner",
        "admin"
      })
  void whoAnswersForIncidentsReadsEveryFigure(String login) {
    Api api = Api.as(login, port);
    JsonNode list = ok(api.get("/api/reports"));
    assertThat(list).hasSize(Figure.values().length);
    assertThat(list.findValuesAsText("definition")).doesNotContain("").hasSize(list.size());
    for (JsonNode figure : list) {
      JsonNode table = ok(api.get("/api/reports/" + figure.get("report").asText()));
      assertThat(table.get("title")).isEqualTo(figure.get("title"));
      assertThat(table.get("columns")).isNotEmpty();
    }
    assertThat(api.get("/api/reports/by-state.csv").status()).isEqualTo(200);
    assertThat(api.get("/api/reports/monthly").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "service-desk", "responder", "legal", "comms-internal"})
  void nobodyElseDoes(String login) {
    Api api = Api.as(login, port);
    for (String path :
        new String[] {
          "", "/by-state", "/by-state.csv", "/monthly", "/monthly/2043-06.pdf", "/no"
        }) {
      Api.Answer answer = api.get("/api/reports" + path);
      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.json().get("title").asText()).isEqualTo("Forbidden");
    }
  }

  @Test
  void restrictedIncidentsCountForThoseWhoMaySeeAll() {
    clock.stopAt(Instant.parse("2043-06-10T08:00:00Z"));
    journey.toTriage(Journey.Kind.MINOR);
    java.util.Map<String, Object> report = journey.report(Journey.Kind.MINOR);
    report.put("restricted", true);
    journey.toTriage(report);
    clock.stopAt(Instant.parse("2043-07-10T08:00:00Z"));

    assertThat(reported("auditor")).isEqualTo(2);
    assertThat(reported("incident-manager")).isEqualTo(2);
    assertThat(reported("exec")).isEqualTo(1);
    assertThat(reported("process-owner")).isEqualTo(1);
    assertThat(Api.as("exec", port).get("/api/reports/by-service.csv" + JUNE).text())
        .isEqualTo("\uFEFFservice,incidents,share_percent\r\ntelephony,1,100.0\r\n");
  }

  private int reported(String login) {
    int sum = 0;
    for (JsonNode row : ok(Api.as(login, port).get("/api/reports/by-state" + JUNE)).get("rows")) {
      sum += row.get("incidents").asInt();
    }
    return sum;
  }

  @Test
  void withoutAWishItIsTheLastThirtyDays() {
    clock.stopAt(Instant.parse("2026-03-31T23:00:00Z"));
    JsonNode table = ok(Api.as("auditor", port).get("/api/reports/key-figures"));
    // In Berlin it is April already.
    assertThat(table.get("from").asText()).isEqualTo("2026-03-02");
    assertThat(table.get("to").asText()).isEqualTo("2026-03-31");
    assertThat(table.get("zone").asText()).isEqualTo("Europe/Berlin");
    JsonNode day = ok(Api.as("auditor", port).get("/api/reports/volume-by-day"));
    assertThat(day.get("rows")).hasSize(30);
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-03-05&to=2026-03-01, to, not-before-from",
    "from=yesterday, from, date",
    "to=2026-02-30, to, date",
    "from=1969-12-31&to=1970-01-02, from, range",
    "to=2026-04-02, to, range",
    "from=2020-01-01&to=2026-03-01, from, max-length",
    "from=2026-03-01&from=2026-03-02, from, single",
    "form=2026-03-01, form, unknown"
  })
  void whatIsNoPeriodIsRefusedByName(String query, String field, String rule) {
    clock.stopAt(Instant.parse("2026-04-01T08:00:00Z"));
    for (String path : new String[] {"by-state", "by-state.csv"}) {
      Api.Answer answer = Api.as("auditor", port).get("/api/reports/" + path + "?" + query);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
      assertThat(answer.json().at("/errors/0/rule").asText()).isEqualTo(rule);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFigureIsAFileToo(Figure figure) {
    Api.Answer answer = Api.as("auditor", port).get("/api/reports/" + figure.key() + ".csv");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(answer.header("Content-Disposition"))
        .matches("attachment; filename=\"" + figure.key() + "_[0-9-]{10}_[0-9-]{10}\\.csv\"");
  }

  @Test
  void whatIsThereNotIsNotFound() {
    Api api = Api.as("auditor", port);
    assertThat(api.get("/api/reports/by-nothing").status()).isEqualTo(404);
    assertThat(api.get("/api/reports/by-nothing.csv").status()).isEqualTo(404);
    assertThat(api.get("/api/reports/monthly/1999-01.pdf").status()).isEqualTo(404);
    assertThat(api.get("/api/reports/monthly/june.pdf").status()).isEqualTo(400);
  }

  @Test
  void theReportOfAMonthIsADownload() {
    clock.stopAt(Instant.parse("2043-07-01T08:00:00Z"));
    try {
      assertThat(monthly.compile()).isPositive();
      assertThat(ok(Api.as("exec", port).get("/api/reports/monthly")).at("/0/month").asText())
          .isEqualTo("2043-06");
      Api.Answer answer = Api.as("exec", port).get("/api/reports/monthly/2043-06.pdf");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
      assertThat(answer.header("Content-Disposition"))
          .isEqualTo("attachment; filename=\"incident-report-2043-06.pdf\"");
      assertThat(answer.text()).startsWith("%PDF-1.");
    } finally {
      jdbc.sql("delete from report_delivery").update();
      jdbc.sql("delete from report_document").update();
    }
  }

  private static JsonNode ok(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
