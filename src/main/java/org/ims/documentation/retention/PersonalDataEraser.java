package org.ims.documentation.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ims.documentation.retention.PersonalDataColumns.Table;
import org.ims.engine.Actor;
import org.ims.engine.People;
import org.ims.incident.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Erases what is personal of an incident from our own tables, one statement a table, driven by
 * {@link PersonalDataColumns}. It reaches into the tables of all components because the law asks
 * about the database and not about components: were each to erase its own, nobody could tell
 * whether one has forgotten a column, and what one person is called would have to be agreed between
 * all of them.
 */
@Component
class PersonalDataEraser {

  private static final Pattern PSEUDONYM = Pattern.compile("person-(\\d+)");

  private final PersonalDataColumns data;
  private final JdbcClient jdbc;
  private final EntityManager entities;
  private final People people;
  private final ObjectMapper json;

  PersonalDataEraser(
      PersonalDataColumns data,
      JdbcClient jdbc,
      EntityManager entities,
      People people,
      ObjectMapper json) {
    this.data = data;
    this.jdbc = jdbc;
    this.entities = entities;
    this.people = people;
    this.json = json;
  }

  /**
   * Replaces or deletes it, in the caller's transaction.
   *
   * @param by who answers for it: a login
   */
  void erase(String number, String by, Instant at) {
    entities.flush();
    String pseudonyms = text(pseudonyms(number));
    for (Table table : data.tables()) {
      if (table.isErased()) {
        jdbc.sql(statement(table))
            .param("number", number)
            .param("erased", data.erased())
            .param("people", pseudonyms)
            .param("by", by)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update();
      }
    }
    // Whatever this transaction has read of it before is not true any more.
    entities.clear();
  }

  /** How much of it there is, by the names of the tables; only those that hold something. */
  Map<String, Long> held(String number) {
    Map<String, Long> held = new LinkedHashMap<>();
    for (Table table : data.tables()) {
      if (!table.isErased()) {
        continue;
      }
      String holds =
          table.delete() != null
              ? (table.delete().equals("true") ? "true" : "")
              : table.personal().entrySet().stream()
                  .filter(column -> List.of(PersonalDataColumns.TEXT).contains(column.getValue()))
                  .map(column -> column.getKey() + " <> :erased")
                  .collect(Collectors.joining(" or "));
      if (holds.isEmpty()) {
        continue;
      }
      long rows =
          jdbc.sql(
                  "select count(*) from %s where %s and (%s)"
                      .formatted(table.table(), table.rows(), holds))
              .param("number", number)
              .param("erased", data.erased())
              .query(Long.class)
              .single();
      if (rows > 0) {
        held.put(table.name(), rows);
      }
    }
    return held;
  }

  private static String statement(Table table) {
    if (table.delete() != null) {
      return "delete from %s where %s and (%s)"
          .formatted(table.table(), table.rows(), table.delete());
    }
    return "update %s set %s where %s"
        .formatted(
            table.table(),
            table.personal().entrySet().stream()
                .map(column -> column.getKey() + " = " + value(column.getKey(), column.getValue()))
                .collect(Collectors.joining(", ")),
            table.rows());
  }

  private static String value(String column, String how) {
    return switch (how) {
      case PersonalDataColumns.TEXT ->
          "case when %s is not null then :erased end".formatted(column);
      case PersonalDataColumns.PERSON ->
          "coalesce(cast(:people as jsonb) ->> %s, %s)".formatted(column, column);
      case PersonalDataColumns.EMPTY -> "null";
      default -> how;
    };
  }

  /** What each person is to be called instead; whoever keeps the name is missing. */
  private Map<String, String> pseudonyms(String number) {
    Map<String, String> pseudonyms = new LinkedHashMap<>();
    Map<String, String> known = new LinkedHashMap<>();
    TreeSet<String> named = named(number);
    int last =
        named.stream()
            .map(PSEUDONYM::matcher)
            .filter(Matcher::matches)
            .mapToInt(pseudonym -> Integer.parseInt(pseudonym.group(1)))
            .max()
            .orElse(0);
    String reporter = reporter(number);
    List<String> inOrder = new ArrayList<>(List.of(reporter));
    inOrder.addAll(named);
    for (String name : inOrder) {
      String person = person(name);
      boolean keeps =
          PSEUDONYM.matcher(name).matches()
              || (!person.equals(person(reporter)) && answersForWhatItDid(person));
      if (!keeps) {
        String pseudonym = known.get(person);
        if (pseudonym == null) {
          pseudonym = "person-" + (last + known.size() + 1);
          known.put(person, pseudonym);
        }
        pseudonyms.put(name, pseudonym);
      } else if (!person.equals(name)) {
        pseudonyms.put(name, person);
      }
    }
    return pseudonyms;
  }

  /** An address and a login of one person are the same to us. */
  private String person(String name) {
    return name.contains("@")
        ? people.findByMail(name).map(People.Person::login).orElse(name.toLowerCase(Locale.ROOT))
        : name;
  }

  private boolean answersForWhatItDid(String person) {
    return person.equals(Actor.SYSTEM)
        || people.isGroup(person)
        || !new Reader(person, people.groupsOf(person)).onlyReports();
  }

  private String reporter(String number) {
    return jdbc.sql("select reporter from incident where number = ?")
        .param(number)
        .query(String.class)
        .single();
  }

  private TreeSet<String> named(String number) {
    String all =
        data.tables().stream()
            .filter(Table::isErased)
            .flatMap(
                table ->
                    table.columns(PersonalDataColumns.PERSON).stream()
                        .map(
                            column ->
                                "select %s as name from %s where %s"
                                    .formatted(column, table.table(), table.rows())))
            .collect(Collectors.joining(" union "));
    return jdbc
        .sql("select name from (%s) named where name <> ''".formatted(all))
        .param("number", number)
        .query(String.class)
        .stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String text(Map<String, String> pseudonyms) {
    try {
      return json.writeValueAsString(pseudonyms);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
