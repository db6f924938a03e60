package org.ims.documentation.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricIdentityLinkLog;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Computes every figure a second time, in another way than the views: in Java, from each single
 * move of an incident and from the engine's history, past the columns that the views read where the
 * history says the same.
 */
final class RawFigures {

  private static final List<String> STATES =
      Stream.of(org.ims.incident.IncidentState.values()).map(Enum::name).toList();
  private static final Set<String> FINAL = Set.of("CLOSED", "REJECTED", "DUPLICATE", "CANCELLED");
  private static final List<String> MEASURES =
      List.of("detect", "acknowledge", "contain", "resolve", "close");

  /** One move of an incident. */
  private record Move(
      String number, Instant at, String from, String to, String majorFrom, String majorTo) {}

  /** What one incident took for a step. */
  private record Took(String measure, String priority, Instant end, double seconds) {}

  /** A promise that is decided. */
  private record Promise(String target, String priority, Instant judged, boolean kept) {}

  private final Map<String, Map<String, Object>> incidents = new TreeMap<>();
  private final Map<String, List<Move>> moves = new HashMap<>();
  private final Map<String, Map<String, Instant>> breaches = new HashMap<>();
  private final JdbcClient jdbc;
  private final HistoryService history;
  private final Period period;
  private final Instant now;

  RawFigures(
      JdbcClient jdbc, HistoryService history, Period period, boolean restricted, Instant now) {
    this.jdbc = jdbc;
    this.history = history;
    this.period = period;
    this.now = now;
    for (Map<String, Object> row : jdbc.sql("select * from incident").query().listOfRows()) {
      boolean counts =
          !(boolean) row.get("drill") && (restricted || !(boolean) row.get("restricted"));
      if (counts) {
        incidents.put((String) row.get("number"), row);
      }
    }
    jdbc
        .sql("select * from state_change order by incident_number, id")
        .query(
            (row, at) ->
                new Move(
                    row.getString("incident_number"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("state_from"),
                    row.getString("state_to"),
                    row.getString("major_from"),
                    row.getString("major_to")))
        .list()
        .stream()
        .filter(move -> incidents.containsKey(move.number()))
        .forEach(move -> moves.computeIfAbsent(move.number(), any -> new ArrayList<>()).add(move));
    jdbc.sql("select incident_number, target, due from breach order by due desc")
        .query(
            (row, at) ->
                breaches
                    .computeIfAbsent(row.getString(1), any -> new HashMap<>())
                    .put(
                        row.getString(2).toLowerCase(),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** The rows that the view should have, each value as text. */
  List<List<String>> rows(Figure figure) {
    return switch (figure) {
      case BY_STATE ->
          shares(
              number -> last(number).to(),
              Comparator.comparing(entry -> STATES.indexOf(entry.getKey())));
      case BY_PRIORITY ->
          shares(number -> text(number, "priority", "none"), Map.Entry.comparingByKey(lastNone()));
      case BY_SERVICE ->
          shares(
              number -> text(number, "affected_service", text(number, "reported_service", null)),
              mostFirst(Comparator.naturalOrder()));
      case BY_CATEGORY -> shares(number -> text(number, "category", "none"), mostFirst(lastNone()));
      case VOLUME_BY_DAY -> volumeByDay();
      case VOLUME_BY_MONTH -> volumeByMonth();
      case TIMES ->
          times(took -> List.of(took.measure()), took -> isIn(took.end()), measureFirst(0));
      case TIMES_BY_PRIORITY ->
          times(
              took -> List.of(took.measure(), took.priority()),
              took -> isIn(took.end()),
              measureFirst(0).thenComparing(row -> row.get(1), lastNone()));
      case TIMES_BY_MONTH ->
          times(
              took -> List.of(month(took.end()).toString(), took.measure()),
              took -> isInTrend(took.end()),
              Comparator.<List<String>, String>comparing(row -> row.get(0))
                  .thenComparing(measureFirst(1)));
      case SERVICE_LEVELS ->
          group(
                  promises().filter(promise -> isIn(promise.judged())),
                  promise -> List.of(promise.target(), promise.priority()),
                  Comparator.<List<String>, String>comparing(row -> row.get(0))
                      .thenComparing(row -> row.get(1), lastNone()))
              .entrySet()
              .stream()
              .map(
                  entry ->
                      row(
                          entry.getKey(),
                          entry.getValue().size(),
                          kept(entry.getValue()),
                          entry.getValue().size() - kept(entry.getValue()),
                          percent(kept(entry.getValue()), entry.getValue().size())))
              .toList();
      case SERVICE_LEVELS_BY_MONTH ->
          group(
                  promises().filter(promise -> isInTrend(promise.judged())),
                  promise -> List.of(month(promise.judged()).toString(), promise.target()),
                  Comparator.comparing(Object::toString))
              .entrySet()
              .stream()
              .map(
                  entry ->
                      row(
                          entry.getKey(),
                          entry.getValue().size(),
                          kept(entry.getValue()),
                          percent(kept(entry.getValue()), entry.getValue().size())))
              .toList();
      case MAJOR_INCIDENTS -> majors();
      case REOPENED -> reopened();
      case HAND_OVERS -> handOvers();
      case OVERRIDES -> overrides();
      case OVERRIDE_REASONS -> reasons();
      case OVERDUE -> overdue();
      case KEY_FIGURES -> keyFigures();
    };
  }

  // The life of an incident, from its moves

  private Move last(String number) {
    List<Move> of = moves.get(number);
    return of.get(of.size() - 1);
  }

  private Instant reported(String number) {
    return moves.get(number).get(0).at();
  }

  /** The last move into a state, unless the incident went back before it afterwards. */
  private Instant reached(String number, String state, Set<String> from, Set<String> undoneBy) {
    Instant at = null;
    String before = null;
    for (Move move : moves.get(number)) {
      if (move.to().equals(state) && (from.isEmpty() || from.contains(move.from()))) {
        at = move.at();
      } else if (undoneBy.contains(move.to())
          && Set.of("RESOLVED", "CLOSED", "REVIEW", "IMPROVING").contains(String.valueOf(before))) {
        at = null;
      }
      before = move.to();
    }
    return at;
  }

  private Instant resolved(String number) {
    Instant own = reached(number, "RESOLVED", Set.of(), Set.of("RESPONDING"));
    String parent = text(number, "parent", null);
    boolean withParent =
        own == null
            && last(number).to().equals("CLOSED")
            && parent != null
            && moves.containsKey(parent);
    return withParent ? resolved(parent) : own;
  }

  private Instant closed(String number) {
    return last(number).to().equals("CLOSED")
        ? reached(number, "CLOSED", Set.of(), Set.of("RESPONDING"))
        : null;
  }

  private Instant contained(String number) {
    Instant at = null;
    for (Move move : moves.get(number)) {
      if (move.to().equals("CONTAINED") && "RESPONDING".equals(move.from())) {
        at = move.at();
      }
    }
    return at;
  }

  private Stream<Took> durations() {
    return incidents.keySet().stream()
        .flatMap(
            number ->
                Stream.of(
                    took(
                        number,
                        "detect",
                        Objects.requireNonNullElse(
                            instant(number, "occurred_at"), instant(number, "noticed_at")),
                        instant(number, "aware_at")),
                    took(
                        number,
                        "acknowledge",
                        reported(number),
                        instant(number, "acknowledged_at")),
                    took(number, "contain", reported(number), contained(number)),
                    took(number, "resolve", reported(number), resolved(number)),
                    took(number, "close", reported(number), closed(number))))
        .filter(Objects::nonNull);
  }

  private Took took(String number, String measure, Instant begin, Instant end) {
    return end == null
        ? null
        : new Took(
            measure,
            text(number, "priority", "none"),
            end,
            Math.max(0, java.time.Duration.between(begin, end).toNanos() / 1e9));
  }

  private Stream<Promise> promises() {
    return incidents.keySet().stream()
        .flatMap(
            number ->
                Stream.of(
                    promise(number, "acknowledge", instant(number, "acknowledged_at")),
                    promise(number, "resolve", resolved(number))))
        .filter(Objects::nonNull);
  }

  private Promise promise(String number, String target, Instant done) {
    Instant due = instant(number, target + "_due");
    Instant broken = breaches.getOrDefault(number, Map.of()).get(target);
    String priority = text(number, "priority", "none");
    if (broken != null) {
      return new Promise(
          target, priority, done != null && done.isBefore(broken) ? done : broken, false);
    }
    if (due == null) {
      return null;
    }
    if (done != null && !done.isAfter(due)) {
      return new Promise(target, priority, done, true);
    }
    if (done != null) {
      return new Promise(target, priority, due, false);
    }
    boolean endedInTime =
        FINAL.contains(last(number).to())
            && !last(number).to().equals("CLOSED")
            && !last(number).at().isAfter(due);
    return due.isBefore(now) && !endedInTime ? new Promise(target, priority, due, false) : null;
  }

  // Figures

  private List<List<String>> shares(
      Function<String, String> by, Comparator<Map.Entry<String, Long>> order) {
    Map<String, Long> counts =
        incidents.keySet().stream()
            .filter(number -> isIn(reported(number)))
            .collect(Collectors.groupingBy(by, Collectors.counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return counts.entrySet().stream()
        .sorted(order)
        .map(
            entry -> row(List.of(entry.getKey()), entry.getValue(), percent(entry.getValue(), all)))
        .toList();
  }

  private List<List<String>> volumeByDay() {
    Function<Instant, LocalDate> day = at -> LocalDate.ofInstant(at, period.zone());
    Map<LocalDate, long[]> days = new TreeMap<>();
    period.first().datesUntil(period.last().plusDays(1)).forEach(d -> days.put(d, new long[3]));
    volume(day, days);
    return volumeRows(days);
  }

  private List<List<String>> volumeByMonth() {
    Map<YearMonth, long[]> months = new TreeMap<>();
    IntStream.range(0, 12)
        .forEach(back -> months.put(YearMonth.from(period.last()).minusMonths(back), new long[3]));
    volume(this::month, months);
    return volumeRows(months);
  }

  private <T> void volume(Function<Instant, T> slot, Map<T, long[]> slots) {
    for (String number : incidents.keySet()) {
      Instant[] events = {reported(number), resolved(number), closed(number)};
      for (int i = 0; i < events.length; i++) {
        if (events[i] != null
            && events[i].isBefore(period.to())
            && slots.containsKey(slot.apply(events[i]))) {
          slots.get(slot.apply(events[i]))[i]++;
        }
      }
    }
  }

  private static List<List<String>> volumeRows(Map<?, long[]> slots) {
    return slots.entrySet().stream()
        .map(
            slot ->
                row(
                    List.of(slot.getKey().toString()),
                    slot.getValue()[0],
                    slot.getValue()[1],
                    slot.getValue()[2]))
        .toList();
  }

  private List<List<String>> times(
      Function<Took, List<String>> by, Predicate<Took> counts, Comparator<List<String>> order) {
    return group(durations().filter(counts), by, order).entrySet().stream()
        .map(
            entry -> {
              double[] sorted =
                  entry.getValue().stream().mapToDouble(Took::seconds).sorted().toArray();
              return row(entry.getKey(), sorted.length, seconds(sorted, 0.5), seconds(sorted, 0.9));
            })
        .toList();
  }

  /** Between its two neighbours, in proportion (as type 7 of Hyndman and Fan has it). */
  private static BigDecimal seconds(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double value = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    return BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP);
  }

  private List<List<String>> majors() {
    Map<String, List<Move>> byMonth =
        allMoves()
            .filter(move -> isInTrend(move.at()))
            .filter(move -> move.majorTo() != null)
            .filter(
                move ->
                    !move.majorTo().equals(Objects.requireNonNullElse(move.majorFrom(), "NONE")))
            .collect(
                Collectors.groupingBy(
                    move -> month(move.at()).toString(), TreeMap::new, Collectors.toList()));
    return byMonth.entrySet().stream()
        .map(
            entry ->
                row(
                    List.of(entry.getKey()),
                    into(entry.getValue(), Set.of("CANDIDATE", "ACCEPTED")),
                    into(entry.getValue(), Set.of("ACCEPTED")),
                    into(entry.getValue(), Set.of("DEMOTED"))))
        .toList();
  }

  private static long into(List<Move> moves, Set<String> majors) {
    return moves.stream()
        .filter(move -> majors.contains(move.majorTo()))
        .map(Move::number)
        .distinct()
        .count();
  }

  private List<List<String>> reopened() {
    long closed = incidents.keySet().stream().filter(number -> isIn(closed(number))).count();
    return again().entrySet().stream()
        .map(
            entry -> {
              long distinct = entry.getValue().stream().map(Move::number).distinct().count();
              return row(
                  List.of(entry.getKey()),
                  entry.getValue().size(),
                  distinct,
                  percent(distinct, closed));
            })
        .toList();
  }

  private TreeMap<String, List<Move>> again() {
    return allMoves()
        .filter(move -> isIn(move.at()) && move.to().equals("RESPONDING"))
        .filter(move -> Set.of("CLOSED", "RESOLVED").contains(String.valueOf(move.from())))
        .collect(
            Collectors.groupingBy(
                move ->
                    move.from().equals("CLOSED") ? "reopened after closing" : "resolution refuted",
                TreeMap::new,
                Collectors.toList()));
  }

  private List<Map<String, Object>> handOverRows() {
    return rows("hand_over").filter(row -> isIn(instant(row, "handed_over_at"))).toList();
  }

  private List<List<String>> handOvers() {
    Map<List<String>, List<Map<String, Object>>> grouped =
        group(
            handOverRows().stream(),
            row -> List.of((String) row.get("from_team"), (String) row.get("to_team")),
            Comparator.comparing(Object::toString));
    return grouped.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .map(
            entry ->
                row(
                    entry.getKey(),
                    entry.getValue().size(),
                    entry.getValue().stream()
                        .map(row -> row.get("incident_number"))
                        .distinct()
                        .count()))
        .toList();
  }

  /** Number, instant, person, what, table, person's value, reason. */
  private List<List<Object>> overrideRows() {
    List<List<Object>> found = new ArrayList<>();
    rows("impact_assessment")
        .filter(row -> row.get("confirmed_at") != null && isIn(instant(row, "confirmed_at")))
        .forEach(
            row -> {
              for (String what : List.of("impact", "urgency")) {
                Object person = row.get("override_" + what);
                if (person != null && !person.equals(row.get("table_" + what))) {
                  Object reason = row.get("override_" + what + "_reason");
                  found.add(
                      Stream.of(
                              row.get("incident_number"),
                              instant(row, "confirmed_at"),
                              row.get("overridden_by"),
                              what,
                              row.get("table_" + what),
                              person,
                              reason == null ? row.get("override_reason") : reason)
                          .toList());
                }
              }
            });
    return found;
  }

  private List<List<String>> overrides() {
    long assessments =
        rows("impact_assessment")
            .filter(row -> row.get("confirmed_at") != null && isIn(instant(row, "confirmed_at")))
            .count();
    return group(
            overrideRows().stream(),
            row ->
                List.of(
                    (String) row.get(3), String.valueOf(row.get(4)), String.valueOf(row.get(5))),
            Comparator.comparing(Object::toString))
        .entrySet()
        .stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .map(
            entry ->
                row(
                    entry.getKey(),
                    entry.getValue().size(),
                    percent(entry.getValue().size(), assessments)))
        .toList();
  }

  private List<List<String>> reasons() {
    return overrideRows().stream()
        .sorted(
            Comparator.<List<Object>, Instant>comparing(row -> (Instant) row.get(1))
                .reversed()
                .thenComparing(row -> (String) row.get(0))
                .thenComparing(row -> (String) row.get(3)))
        .limit(500)
        .map(row -> row(List.of(), row.toArray()))
        .toList();
  }

  private List<List<String>> overdue() {
    Map<List<String>, TreeSet<Instant>> dues = new LinkedHashMap<>();
    Map<List<String>, Long> counts = new HashMap<>();
    List<HistoricTaskInstance> open =
        history
            .createHistoricTaskInstanceQuery()
            .unfinished()
            .taskDueBefore(java.util.Date.from(now))
            .list();
    for (HistoricTaskInstance task : open) {
      String number =
          history
              .createHistoricProcessInstanceQuery()
              .processInstanceId(task.getProcessInstanceId())
              .singleResult()
              .getBusinessKey();
      if (number != null && incidents.containsKey(number)) {
        TreeSet<String> groups = new TreeSet<>();
        history
            .createHistoricIdentityLinkLogQuery()
            .taskId(task.getId())
            .type("candidate")
            .orderByTime()
            .asc()
            .list()
            .stream()
            .filter(link -> link.getGroupId() != null)
            .forEach(
                (HistoricIdentityLinkLog link) -> {
                  if (link.getOperationType().equals("add")) {
                    groups.add(link.getGroupId());
                  } else {
                    groups.remove(link.getGroupId());
                  }
                });
        String held = groups.isEmpty() ? "assigned person" : String.join(", ", groups);
        add(dues, counts, "task", held, task.getDueDate().toInstant());
      }
    }
    rows("corrective_action")
        .filter(row -> row.get("state").equals("OPEN") && row.get("due") != null)
        .filter(row -> instant(row, "due").isBefore(now))
        .forEach(
            row ->
                add(
                    dues,
                    counts,
                    "corrective action",
                    (String) row.get("owner"),
                    instant(row, "due")));
    rows("countermeasure")
        .filter(row -> row.get("state").equals("LIVE"))
        .filter(row -> instant(row, "expires_at").isBefore(now))
        .forEach(
            row ->
                add(
                    dues,
                    counts,
                    "temporary measure",
                    (String) row.get("owner"),
                    instant(row, "expires_at")));
    List<String> kinds = List.of("task", "corrective action", "temporary measure");
    return counts.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<List<String>, Long>, Integer>comparing(
                    entry -> kinds.indexOf(entry.getKey().get(0)))
                .thenComparing(entry -> -entry.getValue())
                .thenComparing(entry -> entry.getKey().get(1)))
        .map(entry -> row(entry.getKey(), entry.getValue(), dues.get(entry.getKey()).first()))
        .toList();
  }

  private static void add(
      Map<List<String>, TreeSet<Instant>> dues,
      Map<List<String>, Long> counts,
      String kind,
      String held,
      Instant due) {
    dues.computeIfAbsent(List.of(kind, held), any -> new TreeSet<>()).add(due);
    counts.merge(List.of(kind, held), 1L, Long::sum);
  }

  private List<List<String>> keyFigures() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(List.of("Incidents reported", "count"), count(number -> isIn(reported(number)))));
    rows.add(row(List.of("Incidents closed", "count"), count(number -> isIn(closed(number)))));
    rows.add(
        row(
            List.of("Open at the end", "count"),
            count(
                number ->
                    reported(number).isBefore(period.to())
                        && !FINAL.contains(
                            moves.get(number).stream()
                                .filter(move -> move.at().isBefore(period.to()))
                                .reduce((one, other) -> other)
                                .orElseThrow()
                                .to()))));
    rows.add(
        row(
            List.of("Major incidents", "count"),
            into(
                allMoves()
                    .filter(move -> isIn(move.at()) && !"ACCEPTED".equals(move.majorFrom()))
                    .filter(move -> move.majorTo() != null)
                    .toList(),
                Set.of("ACCEPTED"))));
    for (String measure : MEASURES) {
      double[] sorted =
          durations()
              .filter(took -> took.measure().equals(measure) && isIn(took.end()))
              .mapToDouble(Took::seconds)
              .sorted()
              .toArray();
      rows.add(
          row(
              List.of("Median time to " + measure, "seconds"),
              sorted.length == 0 ? null : seconds(sorted, 0.5)));
    }
    for (String target : List.of("acknowledge", "resolve")) {
      List<Promise> of =
          promises()
              .filter(promise -> promise.target().equals(target) && isIn(promise.judged()))
              .toList();
      rows.add(
          row(List.of("Promises to " + target + " kept", "percent"), percent(kept(of), of.size())));
    }
    rows.add(
        row(
            List.of("Reopened after closing", "count"),
            again().getOrDefault("reopened after closing", List.of()).size()));
    rows.add(row(List.of("Hand-overs", "count"), handOverRows().size()));
    rows.add(row(List.of("Overrides of tables", "count"), overrideRows().size()));
    return rows;
  }

  // Help

  private Stream<Move> allMoves() {
    return moves.values().stream().flatMap(List::stream);
  }

  private Stream<Map<String, Object>> rows(String table) {
    return jdbc.sql("select * from " + table).query().listOfRows().stream()
        .filter(row -> incidents.containsKey((String) row.get("incident_number")));
  }

  private long count(Predicate<String> which) {
    return incidents.keySet().stream().filter(which).count();
  }

  private static <T> Map<List<String>, List<T>> group(
      Stream<T> all, Function<T, List<String>> by, Comparator<List<String>> order) {
    return all.collect(Collectors.groupingBy(by, () -> new TreeMap<>(order), Collectors.toList()));
  }

  private static long kept(List<Promise> promises) {
    return promises.stream().filter(Promise::kept).count();
  }

  private static BigDecimal percent(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
  }

  private boolean isIn(Instant at) {
    return at != null && !at.isBefore(period.from()) && at.isBefore(period.to());
  }

  private boolean isInTrend(Instant at) {
    YearMonth first = YearMonth.from(period.last()).minusMonths(11);
    return !at.isBefore(first.atDay(1).atStartOfDay(period.zone()).toInstant())
        && at.isBefore(period.to());
  }

  private YearMonth month(Instant at) {
    return YearMonth.from(at.atZone(period.zone()));
  }

  private String text(String number, String column, String otherwise) {
    Object value = incidents.get(number).get(column);
    return value == null ? otherwise : value.toString();
  }

  private Instant instant(String number, String column) {
    return instant(incidents.get(number), column);
  }

  private static Instant instant(Map<String, Object> row, String column) {
    Object value = row.get(column);
    return value == null ? null : ((java.sql.Timestamp) value).toInstant();
  }

  private static Comparator<List<String>> measureFirst(int column) {
    return Comparator.comparing(row -> MEASURES.indexOf(row.get(column)));
  }

  private static Comparator<String> lastNone() {
    return Comparator.<String, Boolean>comparing("none"::equals)
        .thenComparing(Comparator.naturalOrder());
  }

  private static Comparator<Map.Entry<String, Long>> mostFirst(Comparator<String> then) {
    return Comparator.<Map.Entry<String, Long>>comparingLong(entry -> -entry.getValue())
        .thenComparing(Map.Entry::getKey, then);
  }

  private static List<String> row(List<String> keys, Object... values) {
    List<String> row = new ArrayList<>(keys);
    for (Object value : values) {
      row.add(text(value));
    }
    return row;
  }

  /** A value as both sides write it. */
  static String text(Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    }
    return String.valueOf(value);
  }
}
