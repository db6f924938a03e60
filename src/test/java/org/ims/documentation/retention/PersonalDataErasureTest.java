package org.ims.documentation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.ims.documentation.journal.JournalProbe;
import org.ims.documentation.retention.PersonalDataErasure.Outcome;
import org.ims.reporting.evidence.EvidenceFiles;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After an erasure, no table of the database holds what was erased: ours and the engine's alike.
 */
@ImsTest
class PersonalDataErasureTest {

  private static final String WORD = "Quetzalcoatlus";
  private static final String REPORTER = "zenobia-quagmire";

  @Autowired private EndedIncidents ended;
  @Autowired private PersonalDataErasure erasure;
  @Autowired private PersonalDataColumns columns;
  @Autowired private JournalProbe journal;
  @Autowired private EvidenceFiles files;
  @Autowired private HistoryService history;
  @Autowired private Journey journey;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  @Test
  void nothingPersonalIsLeftAnywhereInTheDatabase() {
    String number = ended.closed(REPORTER, WORD);
    transaction.executeWithoutResult(
        status -> {
          try {
            files.put(
                number,
                WORD + ".txt",
                new ByteArrayInputStream(WORD.getBytes(StandardCharsets.UTF_8)),
                REPORTER,
                null);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    fillEveryTable(number);
    assertThat(tablesWith(WORD))
        .as("what there is to be erased")
        .containsKeys("incident", "notice", "evidence", "evidence_chunk", "investigation", "review")
        .containsKeys("act_hi_varinst", "act_hi_taskinst", "act_hi_detail");
    assertThat(tablesWith(REPORTER)).containsKeys("incident", "state_change", "effort");
    String chain = journal.heads(number);

    assertThat(erasure.erase(number, Ground.OBJECTION, "dpo")).isEqualTo(Outcome.ERASED);

    assertThat(tablesWith(WORD)).isEmpty();
    assertThat(tablesWith(REPORTER)).isEmpty();
    assertThat(jdbc.sql("select person from effort where incident_number = ?").param(number))
        .satisfies(
            effort ->
                assertThat(effort.query(String.class).list())
                    .as("one person has one pseudonym; the staff keep their logins")
                    .containsExactlyInAnyOrder("person-1", "responder", "person-2"));
    assertThat(
            history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).count())
        .isZero();
    assertThat(journal.findings(number)).as("the chain verifies as before").isEmpty();
    assertThat(journal.heads(number)).isNotEqualTo(chain);
    assertThat(journal.last(number))
        .contains("personal-data-erased", "objection", "dpo")
        .doesNotContain(REPORTER);
    assertThat(journal.readable(number)).as("personal texts that can be read").isZero();
  }

  /** One row in each table that has none, and the word in each text that is personal. */
  private void fillEveryTable(String number) {
    for (String person : List.of(REPORTER, "responder", "Ursula Outside")) {
      jdbc.sql(
              "insert into effort (incident_number, person, what, source, recorded_by, recorded_at)"
                  + " values (?, ?, ?, 'TASK', 'responder', now())")
          .params(number, person, WORD)
          .update();
    }
    List<String> unfilled = new ArrayList<>();
    for (PersonalDataColumns.Table table : columns.tables()) {
      if (!table.isErased() || table.table().equals("evidence_chunk")) {
        continue;
      }
      if (count(table, number) == 0) {
        insert(table, number);
      }
      for (String column : table.columns(PersonalDataColumns.TEXT)) {
        jdbc.sql("update %s set %s = :word where %s".formatted(table.table(), column, table.rows()))
            .param("word", WORD)
            .param("number", number)
            .update();
      }
      for (String column : table.columns(PersonalDataColumns.PERSON)) {
        if (!table.table().equals("effort")) {
          jdbc.sql(
                  "update %s set %s = :person where %s"
                      .formatted(table.table(), column, table.rows()))
              .param("person", REPORTER)
              .param("number", number)
              .update();
        }
      }
      if (count(table, number) == 0) {
        unfilled.add(table.table());
      }
    }
    assertThat(unfilled).as("tables that this test does not fill").isEmpty();
  }

  private long count(PersonalDataColumns.Table table, String number) {
    return jdbc.sql("select count(*) from %s where %s".formatted(table.table(), table.rows()))
        .param("number", number)
        .query(Long.class)
        .single();
  }

  /** A row as the table's types ask for it, whatever its meaning. */
  private void insert(PersonalDataColumns.Table table, String number) {
    Map<String, String> values = new TreeMap<>();
    jdbc.sql(
            """
            select column_name, udt_name, character_maximum_length as most
            from information_schema.columns
            where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
              and is_identity = 'NO' and is_nullable = 'NO' and column_default is null
            """)
        .param(table.table())
        .query(
            row -> {
              values.put(row.getString(1), example(row.getString(2), row.getInt(3)));
            });
    for (String key : List.of("incident_number", "number")) {
      if (table.rows().equals(key + " = :number")) {
        values.put(key, "'" + number + "'");
      }
    }
    special(table.table(), number, values);
    jdbc.sql(
            "insert into %s (%s) values (%s)"
                .formatted(
                    table.table(),
                    String.join(", ", values.keySet()),
                    String.join(", ", values.values())))
        .update();
  }

  private void special(String table, String number, Map<String, String> values) {
    switch (table) {
      case "ad_hoc_task", "countermeasure" -> values.put("state", "'OPEN'");
      case "alert_group" -> values.put("source", "'probe'");
      case "alert" ->
          values.put(
              "alert_group",
              "(select id from alert_group where incident_number = '%s')".formatted(number));
      case "sub_team_report" ->
          values.put(
              "sub_team_id",
              "(select id from sub_team where incident_number = '%s')".formatted(number));
      case "stakeholder_update" ->
          values.put(
              "communication_id",
              "(select min(id) from audience_communication where incident_number = '%s')"
                  .formatted(number));
      case "legal_hold" -> values.put("released_at", "now()");
      case "received_mail" -> values.put("incident_number", "'" + number + "'");
      case "subscription" -> values.put("incident_number", "'" + number + "'");
      case "reminder" ->
          values.put(
              "target_change_id",
              "(select min(id) from target_change where incident_number = '%s')".formatted(number));
      default -> {}
    }
    if (table.equals("countermeasure")) {
      values.put("state", "'LIVE'");
    }
    if (table.equals("alert_group")) {
      values.put("incident_number", "'" + number + "'");
      jdbc.sql(
              "insert into webhook_source (name, kind, authentication, default_service,"
                  + " rate_per_minute, storm_threshold, created_by, created_at) values ('probe',"
                  + " 'ALERTMANAGER', 'BEARER', 'mail', 1, 1, 'admin', now()) on conflict do"
                  + " nothing")
          .update();
    }
    if (table.equals("sub_team_report") || table.equals("alert")) {
      // Its parent comes later in the order of erasure.
      ensure("sub_team", number);
      ensure("alert_group", number);
    }
    if (table.equals("stakeholder_update")) {
      jdbc.sql(
              "insert into audience_communication (incident_number, audience, name, writers,"
                  + " approvers, told, opened_at, ended_at) values (?, 'probe', 'x', 'x', 'x', 'x',"
                  + " now(), now())")
          .param(number)
          .update();
    }
  }

  private void ensure(String name, String number) {
    PersonalDataColumns.Table table =
        columns.tables().stream().filter(t -> t.table().equals(name)).findFirst().orElseThrow();
    if (count(table, number) == 0) {
      insert(table, number);
    }
  }

  private static String example(String type, int most) {
    return switch (type) {
      case "varchar", "text" -> "'%s'".formatted(most > 0 && most < 3 ? "P1" : "abc");
      case "timestamptz" -> "now()";
      case "bool" -> "false";
      case "bytea" -> "sha256(gen_random_uuid()::text::bytea)";
      case "jsonb" -> "'{\"note\": \"%s\"}'".formatted(WORD);
      default -> "1";
    };
  }

  /** How many rows of which table hold it, in whatever column. */
  private Map<String, Long> tablesWith(String text) {
    Map<String, Long> found = new TreeMap<>();
    for (String table :
        jdbc.sql(
                "select table_name from information_schema.tables where table_schema = 'public' and"
                    + " table_type = 'BASE TABLE'")
            .query(String.class)
            .list()) {
      List<String> bytes =
          jdbc.sql(
                  "select column_name from information_schema.columns where table_schema = 'public'"
                      + " and table_name = ? and udt_name = 'bytea'")
              .param(table)
              .query(String.class)
              .list();
      StringBuilder condition = new StringBuilder("t::text ilike '%").append(text).append("%'");
      bytes.forEach(
          column ->
              condition.append(" or position('%s'::bytea in %s) > 0".formatted(text, column)));
      long rows =
          jdbc.sql("select count(*) from %s t where %s".formatted(table, condition))
              .query(Long.class)
              .single();
      if (rows > 0) {
        found.put(table, rows);
      }
    }
    return found;
  }
}
