package org.ims.documentation.retention;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What each text in the database is to the law, as {@code retention/personal-data.yaml} says, which
 * explains its terms itself.
 */
@Component
class PersonalDataColumns {

  static final String TEXT = "text";
  static final String PERSON = "person";
  static final String EMPTY = "empty";

  /**
   * A table.
   *
   * @param name what it holds, for people; null when nothing in it is erased
   * @param rows an SQL condition that chooses the rows of the incident {@code :number}; null when
   *     nothing in it is erased
   * @param delete an SQL condition on those of the rows that go altogether; null when they stay
   * @param personal how each column is erased
   * @param kept the columns that are not personal, by the reason
   */
  record Table(
      String table,
      String name,
      String rows,
      String delete,
      Map<String, String> personal,
      Map<String, List<String>> kept) {

    List<String> columns(String treatment) {
      return personal.entrySet().stream()
          .filter(column -> column.getValue().equals(treatment))
          .map(Map.Entry::getKey)
          .toList();
    }

    boolean isErased() {
      return rows != null;
    }
  }

  private final String erased;
  private final List<Table> tables;

  PersonalDataColumns() {
    Map<String, Object> file = read("retention/personal-data.yaml");
    erased = (String) file.get("erased");
    List<Table> read = new ArrayList<>();
    map(file.get("tables")).forEach((name, table) -> read.add(table(name, map(table))));
    tables = List.copyOf(read);
  }

  /** What stands in the place of a text that was erased. */
  String erased() {
    return erased;
  }

  /** In the order in which they are erased. */
  List<Table> tables() {
    return tables;
  }

  private static Table table(String name, Map<String, Object> table) {
    Map<String, String> personal = new LinkedHashMap<>();
    map(table.get("personal")).forEach((column, how) -> personal.put(column, how.toString()));
    Map<String, List<String>> kept = new LinkedHashMap<>();
    map(table.get("kept"))
        .forEach(
            (reason, columns) ->
                kept.put(reason, ((List<?>) columns).stream().map(Object::toString).toList()));
    return new Table(
        name,
        (String) table.get("name"),
        (String) table.get("rows"),
        (String) table.get("delete"),
        personal,
        kept);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static Map<String, Object> read(String resource) {
    try (InputStream stream = new ClassPathResource(resource).getInputStream()) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
