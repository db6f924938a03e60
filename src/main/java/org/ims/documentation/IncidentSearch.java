package org.ims.documentation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.ims.incident.Reader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds incidents in our own indexed tables. Written in SQL, because full text is PostgreSQL's; it
 * never counts all matches, which would cost more than the page itself.
 */
@Component
class IncidentSearch {

  /**
   * @param items at most as many as asked for
   * @param hasMore whether another page follows
   * @param count how many there are, at most {@link IncidentQuery#COUNTED}; null when not asked for
   * @param countIsMore whether there are more than that; null when not asked for
   */
  record Result(List<IncidentSummary> items, boolean hasMore, Integer count, Boolean countIsMore) {}

  /** States sort in the order of travel, not of the alphabet. */
  private static final String STATE_ORDER =
      Arrays.stream(IncidentState.values())
          .map(state -> "'" + state.name() + "'")
          .collect(Collectors.joining(",", "array_position(cast(array[", "] as text[]), i.state)"));

  private static final String LIST =
      """
      select i.number, i.title, i.state, i.priority,
        coalesce(i.affected_service, i.reported_service) as service, i.team, i.reporter,
        i.responder, i.major, i.restricted, i.drill, i.recorded_at, i.resolve_due, i.resolved_at,
        i.closed_at,
        (select max(p.version) from incident_process p where p.incident_number = i.number)
          as process_version
      from incident i where\s""";

  /** Rows of an export that travel at once; all of them would not fit into memory. */
  private static final int FETCHED_AT_ONCE = 500;

  /** So many are faster sorted than met by reading the list in its order. */
  private static final int RARE = 2_000;

  private final EntityManager entities;
  private final NamedParameterJdbcTemplate jdbc;
  private final NamedParameterJdbcTemplate inPortions;

  IncidentSearch(EntityManager entities, JdbcTemplate jdbc) {
    this.entities = entities;
    this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    JdbcTemplate portions = new JdbcTemplate(jdbc.getDataSource());
    portions.setFetchSize(FETCHED_AT_ONCE);
    this.inPortions = new NamedParameterJdbcTemplate(portions);
  }

  @Transactional(readOnly = true)
  Result find(IncidentQuery query, Reader reader) {
    Map<String, Object> parameters = new HashMap<>();
    String where = String.join(" and ", conditions(query, reader, parameters));
    parameters.put("limit", query.size() + 1);
    parameters.put("offset", query.page() * query.size());
    List<IncidentSummary> found =
        jdbc.query(
            LIST + where + order(query) + " limit :limit offset :offset",
            parameters,
            (row, index) -> summary(row));
    boolean hasMore = found.size() > query.size();
    Integer count = query.counted() ? count(where, parameters) : null;
    return new Result(
        hasMore ? found.subList(0, query.size()) : found,
        hasMore,
        count == null ? null : Math.min(count, IncidentQuery.COUNTED),
        count == null ? null : count > IncidentQuery.COUNTED);
  }

  /**
   * Hands over all matches one by one, in the order of the query whatever its page.
   *
   * @param most how many at most
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void each(IncidentQuery query, Reader reader, int most, Consumer<IncidentSummary> taker) {
    Map<String, Object> parameters = new HashMap<>();
    String where = String.join(" and ", conditions(query, reader, parameters));
    parameters.put("limit", most);
    inPortions.query(
        LIST + where + order(query) + " limit :limit",
        parameters,
        row -> {
          taker.accept(summary(row));
        });
  }

  private Integer count(String where, Map<String, Object> parameters) {
    return jdbc.queryForObject(
        "select count(*) from (select 1 from incident i where %s limit %d) bounded"
            .formatted(where, IncidentQuery.COUNTED + 1),
        parameters,
        Integer.class);
  }

  /**
   * The open incidents, then the closed ones, the newest first.
   *
   * @param most how many at most
   */
  @Transactional(readOnly = true)
  List<Incident> changeable(Reader reader, int most) {
    Map<String, Object> parameters = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    conditions.add("i.state not in ('REJECTED', 'DUPLICATE', 'CANCELLED')");
    addVisibility(reader, conditions, parameters);
    Query native_ =
        entities.createNativeQuery(
            "select i.* from incident i where "
                + String.join(" and ", conditions)
                + " order by i.state = 'CLOSED', i.recorded_at desc, i.number desc",
            Incident.class);
    parameters.forEach(native_::setParameter);
    native_.setMaxResults(most);
    List<Incident> found = new ArrayList<>();
    for (Object row : native_.getResultList()) {
      found.add((Incident) row);
    }
    return found;
  }

  /** The database's form of Reader.sees. */
  private static void addVisibility(
      Reader reader, List<String> conditions, Map<String, Object> parameters) {
    if (!reader.seesAll()) {
      // A list parameter must not be empty.
      List<String> teams = new ArrayList<>(reader.groups());
      teams.add("");
      conditions.add("(not i.restricted or i.reporter = :user or i.team in (:teams))");
      parameters.put("user", reader.user());
      parameters.put("teams", teams);
    }
  }

  private List<String> conditions(
      IncidentQuery query, Reader reader, Map<String, Object> parameters) {
    List<String> conditions = new ArrayList<>();
    addVisibility(reader, conditions, parameters);
    if (!query.states().isEmpty()) {
      conditions.add("i.state in (:states)");
      parameters.put("states", names(query.states()));
    }
    if (!query.priorities().isEmpty()) {
      conditions.add("i.priority in (:priorities)");
      parameters.put("priorities", names(query.priorities()));
    }
    if (!query.majors().isEmpty()) {
      conditions.add("i.major in (:majors)");
      parameters.put("majors", names(query.majors()));
    }
    if (query.service() != null) {
      conditions.add("coalesce(i.affected_service, i.reported_service) = :service");
      parameters.put("service", query.service());
    }
    if (query.person() != null) {
      parameters.put("person", query.person());
      // Who acted stands in the story of the incident, which is not for those who only report.
      conditions.add(
          StoryReaders.mayRead(reader)
              ? among(
                  "select p.incident_number from incident_person p where p.login = :person",
                  "people",
                  parameters)
              : "(i.reporter = :person or i.responder = :person or i.commander = :person)");
    }
    if (query.processVersion() != null) {
      conditions.add(
          "i.number in (select p.incident_number from incident_process p"
              + " where p.version = :processVersion)");
      parameters.put("processVersion", query.processVersion());
    }
    if (query.restricted() != null) {
      conditions.add(query.restricted() ? "i.restricted" : "not i.restricted");
    }
    if (query.drills() != IncidentQuery.Drills.TOO) {
      conditions.add(query.drills() == IncidentQuery.Drills.ONLY ? "i.drill" : "not i.drill");
    }
    if (!query.words().isEmpty()) {
      // Words are letters and digits only, so nothing in them is an operator.
      parameters.put(
          "words",
          query.words().stream().map(word -> word + ":*").collect(Collectors.joining(" & ")));
      conditions.add(
          among(
              "select t.number from incident t where t.search @@ to_tsquery('simple', :words)",
              "texts",
              parameters));
    }
    addPeriod("recorded_at", query.opened(), conditions, parameters);
    addPeriod("closed_at", query.closed(), conditions, parameters);
    if (conditions.isEmpty()) {
      conditions.add("true");
    }
    return conditions;
  }

  /**
   * The condition that an incident is one of those that a query gives. What is rare is looked up
   * beforehand: the database cannot know how rare a word or a person is, and would else read the
   * whole list in its order until a page is full.
   */
  private String among(String numbers, String name, Map<String, Object> parameters) {
    List<String> found =
        jdbc.queryForList(numbers + " limit " + (RARE + 1), parameters, String.class);
    if (found.size() > RARE) {
      return "i.number in (" + numbers + ")";
    }
    parameters.put(name, found.toArray(String[]::new));
    return "i.number = any(:" + name + ")";
  }

  private static void addPeriod(
      String column,
      IncidentQuery.Period period,
      List<String> conditions,
      Map<String, Object> parameters) {
    if (period.from() != null) {
      conditions.add("i.%1$s >= :%1$s_from".formatted(column));
      parameters.put(column + "_from", period.from().atOffset(ZoneOffset.UTC));
    }
    if (period.to() != null) {
      conditions.add("i.%1$s <= :%1$s_to".formatted(column));
      parameters.put(column + "_to", period.to().atOffset(ZoneOffset.UTC));
    }
  }

  private static String order(IncidentQuery query) {
    String direction = query.descending() ? " desc" : " asc";
    String by =
        switch (query.sort()) {
          case NUMBER -> "";
          case OPENED_AT -> "i.recorded_at" + direction + ", ";
          case PRIORITY -> "i.priority" + direction + " nulls last, ";
          case STATE -> STATE_ORDER + direction + ", ";
          case RESOLVE_DUE -> "i.resolve_due" + direction + " nulls last, ";
          case CLOSED_AT -> "i.closed_at" + direction + " nulls last, ";
        };
    // The number makes the order total: else a row could be on two pages, or on none.
    return " order by " + by + "i.number" + direction;
  }

  private static List<String> names(Iterable<? extends Enum<?>> constants) {
    List<String> names = new ArrayList<>();
    constants.forEach(constant -> names.add(constant.name()));
    return names;
  }

  private static IncidentSummary summary(ResultSet row) throws SQLException {
    String priority = row.getString("priority");
    return new IncidentSummary(
        row.getString("number"),
        row.getString("title"),
        IncidentState.valueOf(row.getString("state")),
        priority == null ? null : Priority.valueOf(priority),
        row.getString("service"),
        row.getString("team"),
        row.getString("reporter"),
        row.getString("responder"),
        MajorIncident.valueOf(row.getString("major")),
        row.getBoolean("restricted"),
        row.getBoolean("drill"),
        instant(row, "recorded_at"),
        instant(row, "resolve_due"),
        instant(row, "resolved_at"),
        instant(row, "closed_at"),
        row.getObject("process_version", Integer.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
