package org.ims.documentation.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps docs/reports.md what the database says of itself; -Dims.docs.update=true writes it anew.
 */
@ImsTest
class FigureDocumentationTest {

  private static final Path PAGE = Path.of("docs/reports.md");
  private static final String BEGIN = "<!-- views:begin (generated from the database) -->\n";
  private static final String END = "<!-- views:end -->";

  @Autowired private JdbcClient jdbc;

  /** A view without a word would be a figure that nobody can check. */
  @Test
  void everyViewSaysWhatItCounts() {
    assertThat(
            jdbc.sql(
                    "select relname from pg_class where relkind = 'v' and relname like 'report\\_%'"
                        + " and obj_description(oid, 'pg_class') is null")
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void everyViewIsAFigureOrAPartOfOne() {
    List<String> parts =
        List.of("report_incident", "report_duration", "report_promise", "report_override");
    assertThat(
            jdbc.sql(
                    "select relname from pg_class where relkind = 'v' and relname like 'report\\_%'")
                .query(String.class)
                .list())
        .filteredOn(view -> !parts.contains(view))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Figure.values()).map(Figure::view).toList());
  }

  @Test
  void thePageTellsTheSame() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String generated =
        jdbc
            .sql(
                "select relname, obj_description(oid, 'pg_class') from pg_class"
                    + " where relkind = 'v' and relname like 'report\\_%' order by relname")
            .query((row, at) -> "| `%s` | %s |".formatted(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .collect(Collectors.joining("\n", "| view | what it counts |\n|---|---|\n", "\n"));
    if (Boolean.getBoolean("ims.docs.update")) {
      Files.writeString(PAGE, page.substring(0, begin) + generated + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(generated);
    }
  }
}
