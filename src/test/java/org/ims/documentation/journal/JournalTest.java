package org.ims.documentation.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.SealedTexts;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens is recorded with it, and stays as it was recorded. */
@ImsTest
class JournalTest {

  @Autowired private JdbcClient jdbc;
  @Autowired private Desk desk;
  @Autowired private Journal journal;
  @Autowired private ChainKeys keys;
  @Autowired private TransactionTemplate transaction;

  private List<JsonNode> entries(String chain) {
    return jdbc
        .sql("select body from journal_entry where chain = ? order by seq")
        .param(chain)
        .query(String.class)
        .list()
        .stream()
        .map(CanonicalJson::read)
        .toList();
  }

  @Test
  void anIncidentsBeginningIsRecordedInBusinessWords() {
    String number = desk.reportedAndRegistered("reporter", desk.report());

    List<JsonNode> entries = entries(number);
    assertThat(entries)
        .extracting(entry -> entry.path("kind").asText())
        .contains(
            "incident-reported",
            "process-started",
            "decision-made",
            "task-created",
            "task-offered",
            "incident-changed");
    JsonNode decision =
        entries.stream()
            .filter(
                entry -> entry.path("facts").path("table").asText().equals("ServiceLevelDecision"))
            .findFirst()
            .orElseThrow();
    assertThat(decision.at("/facts/rules/0/because").asText()).startsWith("Until it is assessed");
    assertThat(decision.at("/facts/rules/0/outputs/acknowledge").asText()).isEqualTo("PT15M");
    assertThat(decision.at("/place/process").asText()).isEqualTo("IncidentReporting");
    assertThat(decision.at("/place/version").asInt()).isPositive();
  }

  @Test
  void whatIsPersonalIsReadableUnderTheKeyOfItsChainAlone() {
    String number =
        desk.reportedAndRegistered(
            "reporter", Desk.with(desk.report(), "title", "Salary of Jane Doe is on the web"));

    assertThat(
            jdbc.sql("select string_agg(body, '') from journal_entry where chain = ?")
                .param(number)
                .query(String.class)
                .single())
        .doesNotContain("Jane Doe");
    JsonNode reported =
        entries(number).stream()
            .filter(entry -> entry.path("kind").asText().equals("incident-reported"))
            .findFirst()
            .orElseThrow();
    assertThat(reported.path("actor").asText()).isEqualTo(Actors.REPORTER);
    byte[] key = keys.forReading(number).orElseThrow();
    assertThat(SealedTexts.keyId(key)).isEqualTo(reported.path("key").asText());
    Map<String, String> texts = SealedTexts.open(key, number, reported.path("sealed").asText());
    assertThat(texts)
        .containsEntry("title", "Salary of Jane Doe is on the web")
        .containsEntry("actor", "reporter");
  }

  @Test
  void anErasedKeyLeavesTheChainAndTakesWhatIsPersonal() {
    String number = desk.reportedAndRegistered("reporter", desk.report());

    assertThat(keys.erase(number, "dpo")).isTrue();
    assertThat(keys.erase(number, "dpo")).isFalse();
    transaction.executeWithoutResult(
        status -> journal.record(JournalFact.of(number, "noted").withPersonal("text", "Jane Doe")));

    assertThat(keys.forReading(number)).isEmpty();
    List<JsonNode> entries = entries(number);
    assertThat(entries.get(entries.size() - 1).has("sealed")).isFalse();
  }

  @Test
  void aTransactionThatFailsLeavesNoEntry() {
    String number = desk.reportedAndRegistered("reporter", desk.report());
    int before = entries(number).size();

    transaction.executeWithoutResult(
        status -> {
          journal.record(JournalFact.of(number, "noted"));
          status.setRollbackOnly();
        });

    assertThat(entries(number)).hasSize(before);
    assertThatThrownBy(() -> journal.record(JournalFact.of(number, "noted")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theApplicationWorksAsARoleThatOwnsNothingOfTheJournal() {
    assertThat(jdbc.sql("select current_user").query(String.class).single())
        .isEqualTo(TestPostgres.APPLICATION);
    assertThat(
            jdbc.sql(
                    "select tablename from pg_tables where tablename like 'journal\\_%' and"
                        + " (tableowner = current_user or pg_has_role(tableowner, 'member'))")
                .query(String.class)
                .list())
        .isEmpty();
  }

  /** As the role of the application. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update journal_entry set body = '{}'",
        "delete from journal_entry",
        "truncate journal_entry",
        "insert into journal_entry (chain, seq, recorded, body, previous, hash)"
            + " values ('organisation', 0, now(), '{}', '', '')",
        "update journal_head set size = 0",
        "delete from journal_head",
        "update journal_key set sealed = ''",
        "delete from journal_key",
        "delete from journal_leaf",
        "update journal_checkpoint set body = '{}'",
        "delete from journal_checkpoint",
        "delete from journal_signing_key",
        "alter table journal_entry disable trigger all",
        "drop table journal_entry cascade",
        "drop function journal_append",
        "create or replace function journal_refuse() returns trigger language plpgsql as"
            + " 'begin return new; end'",
        "set session_replication_role = replica",
        "update flyway_schema_history set success = false"
      })
  void nothingInItCanBeChangedByTheApplication(String statement) {
    assertThatThrownBy(() -> jdbc.sql(statement).update())
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be owner");
  }
}
