package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Takes lists of incidents out over real HTTP, as people of different roles. */
@ImsHttpTest
@TestPropertySource(properties = "ims.search.max-export-rows=3")
class IncidentExportTest {

  private static final String PATH = "/api/incidents.csv";

  @LocalServerPort private int port;
  @Autowired private Jobs jobs;
  @Autowired private JdbcClient jdbc;

  private String word;

  @BeforeEach
  void ownWord() {
    word = "w" + UUID.randomUUID().toString().replace("-", "");
  }

  @Test
  void holdsWhatTheListHoldsInItsOrder() {
    String first = report("First " + word, false);
    String second = report("Second, \"quoted\" " + word, false);

    Api.Answer answer = Api.as("auditor", port).get(PATH + "?text=" + word + "&sort=number");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"incidents.csv\"");
    assertThat(answer.text()).startsWith("\uFEFFnumber,title,state,priority,service,");
    List<CSVRecord> rows = rows(answer);
    assertThat(rows).extracting(row -> row.get("number")).containsExactly(first, second);
    assertThat(rows.get(1).get("title")).isEqualTo("Second, \"quoted\" " + word);
    assertThat(rows.get(0).get("state")).isEqualTo("TRIAGE");
    assertThat(rows.get(0).get("reporter")).isEqualTo("exec");
    assertThat(rows.get(0).get("priority")).isEmpty();
    assertThat(rows.get(0).get("restricted")).isEqualTo("false");
    assertThat(rows.get(0).get("processVersion")).isEqualTo("1");
    assertThat(rows.get(0).get("openedAt")).endsWith("Z");
    assertThat(rows(Api.as("auditor", port).get(PATH + "?text=" + word + "&sort=number,desc")))
        .extracting(row -> row.get("number"))
        .containsExactly(second, first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\uFF1D1"})
  void whatASpreadsheetWouldCalculateIsText(String formula) {
    report(formula + " " + word, false);
    assertThat(rows(Api.as("auditor", port).get(PATH + "?text=" + word)))
        .extracting(row -> row.get("title"))
        .containsExactly("'" + formula + " " + word);
  }

  @ParameterizedTest
  @CsvSource({
    "auditor, true",
    "incident-manager, true",
    "exec, true",
    "service-desk, false",
    "process-owner, false",
    "reporter, false"
  })
  void restrictedIncidentsAreOnlyInTheFilesOfThoseConcerned(String login, boolean concerned) {
    String open = report("Open " + word, false);
    String restricted = report("Secret " + word, true);
    assertThat(rows(Api.as(login, port).get(PATH + "?sort=number&text=" + word)))
        .extracting(row -> row.get("number"))
        .containsExactlyElementsOf(concerned ? List.of(open, restricted) : List.of(open));
  }

  @Test
  void whatIsTooMuchIsRefusedAndNotCutOff() {
    for (int i = 0; i < 3; i++) {
      report("Number " + i + " " + word, false);
    }
    Api auditor = Api.as("auditor", port);
    assertThat(rows(auditor.get(PATH + "?text=" + word))).hasSize(3);
    report("One more " + word, false);

    Api.Answer answer = auditor.get(PATH + "?text=" + word);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Content-Disposition")).isNull();
    JsonNode errors = answer.json().get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).get("rule").asText()).isEqualTo("max-rows");
    assertThat(errors.get(0).get("message").asText()).contains("at most 3 incidents");
  }

  @ParameterizedTest
  @CsvSource({
    "page=1,           page,           unknown",
    "size=10,          size,           unknown",
    "count=true,       count,          unknown",
    "columns=number,   columns,        unknown",
    "processVersion=x, processVersion, integer",
    "person=%20,       person,         not-empty",
    "major=yes,        major,          choice",
    "closedTo=today,   closedTo,       date-time"
  })
  void aWrongParameterIsRefusedByName(String parameter, String field, String rule) {
    Api.Answer answer = Api.as("auditor", port).get(PATH + "?" + parameter);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode errors = answer.json().get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).get("field").asText()).isEqualTo(field);
    assertThat(errors.get(0).get("rule").asText()).isEqualTo(rule);
  }

  @Test
  void eachExportIsOnRecordWithItsFilterAndItsSize() throws IOException {
    report("First " + word, false);
    report("Second " + word, false);
    Api auditor = Api.as("auditor", port);
    long before = lastEntry();

    rows(auditor.get(PATH + "?sort=number&state=TRIAGE&text=" + word));
    auditor.get(PATH + "?sort=wrong");

    List<JsonNode> made = exportsSince(before);
    assertThat(made).as("what was refused is no export").hasSize(1);
    JsonNode entry = made.get(0);
    assertThat(entry.get("actor").asText()).isEqualTo("auditor");
    assertThat(entry.at("/facts/export").asText()).isEqualTo("incidents");
    assertThat(entry.at("/facts/rows").asInt()).isEqualTo(2);
    assertThat(entry.at("/facts/filter/state").asText()).isEqualTo("TRIAGE");
    assertThat(entry.at("/facts/filter/sort").asText()).isEqualTo("number");
    assertThat(entry.toString()).as("what somebody typed can be erased").doesNotContain(word);
  }

  private long lastEntry() {
    return jdbc.sql("select coalesce(max(seq), 0) from journal_entry where chain = ?")
        .param(StoredEntry.ORGANISATION)
        .query(Long.class)
        .single();
  }

  private List<JsonNode> exportsSince(long seq) throws IOException {
    List<JsonNode> exports = new ArrayList<>();
    for (String body :
        jdbc.sql("select body from journal_entry where chain = ? and seq > ? order by seq")
            .params(StoredEntry.ORGANISATION, seq)
            .query(String.class)
            .list()) {
      JsonNode entry = new ObjectMapper().readTree(body);
      if (entry.get("kind").asText().equals("export-made")) {
        exports.add(entry);
      }
    }
    return exports;
  }

  @Test
  void aListThatIsEmptyIsAFileWithItsHead() {
    assertThat(rows(Api.as("auditor", port).get(PATH + "?text=" + word))).isEmpty();
  }

  private String report(String title, boolean restricted) {
    JsonNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("title", title)
            .put("description", "Described")
            .put("service", "mail")
            .put("noticedAt", "2026-03-02T09:00:00Z")
            .put("suspectedSecurity", false)
            .put("personalDataInvolved", "unknown")
            .put("peopleAtRisk", false)
            .put("restricted", restricted);
    Api.Answer answer = Api.as("exec", port).post("/api/incidents", body.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String number = answer.json().get("number").asText();
    jobs.run(number, "ServiceTask_RecordReport");
    return number;
  }

  private static List<CSVRecord> rows(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    try {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(new StringReader(answer.text().substring(1)))
          .getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
