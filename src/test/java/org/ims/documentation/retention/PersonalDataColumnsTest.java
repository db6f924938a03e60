package org.ims.documentation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ims.docs.Models;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A text that nobody has thought about must not come into the database. */
@ImsTest
class PersonalDataColumnsTest {

  private static final Path DOCS = Path.of("docs/retention.md");
  private static final String BEGIN = "<!-- columns:begin (generated from personal-data.yaml) -->";
  private static final String END = "<!-- columns:end -->";

  @Autowired private PersonalDataColumns columns;
  @Autowired private JdbcClient jdbc;

  /**
   * Every column that can hold a text is either erased or kept for a stated reason, and no column
   * is named that does not exist. The engine's tables hold what is deleted with its history.
   */
  @Test
  void everyTextInTheDatabaseWasThoughtAbout() {
    Map<String, TreeSet<String>> texts = new TreeMap<>();
    Map<String, TreeSet<String>> all = new TreeMap<>();
    jdbc.sql(
            """
            select c.table_name, c.column_name, c.is_generated = 'NEVER' and data_type in
                ('character varying', 'text', 'character', 'bytea', 'json', 'jsonb', 'ARRAY', 'xml') as text
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where table_schema = 'public' and t.table_type = 'BASE TABLE'
              and table_name not like 'act\\_%' and table_name <> 'flyway_schema_history'
            """)
        .query(
            row -> {
              all.computeIfAbsent(row.getString(1), any -> new TreeSet<>()).add(row.getString(2));
              if (row.getBoolean(3)) {
                texts
                    .computeIfAbsent(row.getString(1), any -> new TreeSet<>())
                    .add(row.getString(2));
              }
            });
    TreeSet<String> thoughtAbout = new TreeSet<>();
    for (PersonalDataColumns.Table table : columns.tables()) {
      table.personal().keySet().forEach(column -> thoughtAbout.add(table.table() + "." + column));
      table
          .kept()
          .values()
          .forEach(
              kept ->
                  kept.forEach(
                      column ->
                          assertThat(thoughtAbout.add(table.table() + "." + column))
                              .as("%s.%s is named once", table.table(), column)
                              .isTrue()));
    }

    assertThat(flat(texts))
        .as("columns of texts that retention/personal-data.yaml does not name")
        .allSatisfy(column -> assertThat(thoughtAbout).contains(column));
    assertThat(thoughtAbout)
        .as("columns that retention/personal-data.yaml names and nobody has")
        .allSatisfy(column -> assertThat(flat(all)).contains(column));
  }

  private static TreeSet<String> flat(Map<String, TreeSet<String>> columns) {
    return columns.entrySet().stream()
        .flatMap(table -> table.getValue().stream().map(column -> table.getKey() + "." + column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theDocumentationShowsTheList() throws IOException {
    String text = Files.readString(DOCS);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    assertThat(begin).isNotNegative();
    assertThat(end).isGreaterThan(begin);
    String generated = BEGIN + "\n" + table();
    if (Models.updatesDocs()) {
      Files.writeString(DOCS, text.substring(0, begin) + generated + text.substring(end));
    } else {
      assertThat(text.substring(begin, end))
          .as(
              "the table in docs/retention.md; mvn test -Dtest=PersonalDataColumnsTest"
                  + " -Dims.docs.update=true writes it anew")
          .isEqualTo(generated);
    }
  }

  private String table() {
    StringBuilder lines = new StringBuilder("| table | erased | kept, and why |\n|---|---|---|\n");
    columns.tables().stream()
        .sorted((one, other) -> one.table().compareTo(other.table()))
        .forEach(
            table ->
                lines.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            table.table(),
                            table.delete() != null
                                ? "the rows"
                                : table.personal().entrySet().stream()
                                    .map(column -> column.getKey() + how(column.getValue()))
                                    .collect(Collectors.joining(", ")),
                            table.kept().entrySet().stream()
                                .map(
                                    kept ->
                                        String.join(", ", kept.getValue()) + ": " + kept.getKey())
                                .collect(Collectors.joining("; ")))));
    return lines.toString();
  }

  private static String how(String treatment) {
    return List.of(PersonalDataColumns.TEXT, PersonalDataColumns.EMPTY).contains(treatment)
        ? ""
        : treatment.equals(PersonalDataColumns.PERSON) ? " (pseudonym)" : "";
  }
}
