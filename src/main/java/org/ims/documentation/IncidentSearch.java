package org.ims.documentation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Reader;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds incidents in our own indexed table. Written in SQL, because full text is PostgreSQL's; it
 * never counts all matches, which would cost more than the page itself.
 */
@Component
class IncidentSearch {

  /**
   * @param items at most as many as asked for
   * @param hasMore whether another page follows
   */
  record Result(List<Incident> items, boolean hasMore) {}

  /** States sort in the order of travel, not of the alphabet. */
  private static final String STATE_ORDER =
      Arrays.stream(IncidentState.values())
          .map(state -> "'" + state.name() + "'")
          .collect(Collectors.joining(",", "array_position(cast(array[", "] as text[]), i.state)"));

  private final EntityManager entities;

  IncidentSearch(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(readOnly = true)
  Result find(IncidentQuery query, Reader reader) {
    Map<String, Object> parameters = new HashMap<>();
    String sql =
        "select i.* from incident i where "
            + String.join(" and ", conditions(query, reader, parameters))
            + " order by "
            + order(query);
    Query native_ = entities.createNativeQuery(sql, Incident.class);
    parameters.forEach(native_::setParameter);
    native_.setFirstResult(query.page() * query.size());
    native_.setMaxResults(query.size() + 1);
    List<Incident> found = new ArrayList<>();
    for (Object row : native_.getResultList()) {
      found.add((Incident) row);
    }
    boolean hasMore = found.size() > query.size();
    return new Result(hasMore ? found.subList(0, query.size()) : found, hasMore);
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

  private static List<String> conditions(
      IncidentQuery query, Reader reader, Map<String, Object> parameters) {
    List<String> conditions = new ArrayList<>();
    addVisibility(reader, conditions, parameters);
    if (!query.states().isEmpty()) {
      conditions.add("i.state in (:states)");
      parameters.put("states", query.states().stream().map(Enum::name).toList());
    }
    if (!query.priorities().isEmpty()) {
      conditions.add("i.priority in (:priorities)");
      parameters.put("priorities", query.priorities().stream().map(Enum::name).toList());
    }
    if (query.service() != null) {
      conditions.add("coalesce(i.affected_service, i.reported_service) = :service");
      parameters.put("service", query.service());
    }
    if (query.drills() != IncidentQuery.Drills.TOO) {
      conditions.add("i.drill = :drill");
      parameters.put("drill", query.drills() == IncidentQuery.Drills.ONLY);
    }
    if (!query.words().isEmpty()) {
      conditions.add("i.search @@ to_tsquery('simple', :words)");
      // Words are letters and digits only, so nothing in them is an operator.
      parameters.put(
          "words",
          query.words().stream().map(word -> word + ":*").collect(Collectors.joining(" & ")));
    }
    if (query.openedFrom() != null) {
      conditions.add("i.recorded_at >= :openedFrom");
      parameters.put("openedFrom", query.openedFrom());
    }
    if (query.openedTo() != null) {
      conditions.add("i.recorded_at <= :openedTo");
      parameters.put("openedTo", query.openedTo());
    }
    if (conditions.isEmpty()) {
      conditions.add("true");
    }
    return conditions;
  }

  private static String order(IncidentQuery query) {
    String direction = query.descending() ? " desc" : " asc";
    String by =
        switch (query.sort()) {
          case NUMBER -> "i.number" + direction;
          case OPENED_AT -> "i.recorded_at" + direction;
          case PRIORITY -> "i.priority" + direction + " nulls last";
          case STATE -> STATE_ORDER + direction;
          case RESOLVE_DUE -> "i.resolve_due" + direction + " nulls last";
        };
    // The number makes the order total: else a row could be on two pages, or on none.
    return by + ", i.number" + direction;
  }
}
