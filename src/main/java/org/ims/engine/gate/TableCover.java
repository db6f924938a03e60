package org.ims.engine.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which rules of a table apply to which values. Each column is reduced to one value for each way in
 * which its cells tell values apart, so that a few values stand for all.
 */
final class TableCover {

  /**
   * A column of inputs.
   *
   * @param type one that the engine knows, in lower case
   * @param values that are offered for it; null when none are
   */
  record Column(XmlElement element, String variable, String type, Feel.Parts values) {}

  /**
   * A rule.
   *
   * @param tests one for each column; null where any value will do
   * @param isRead whether all of its cells could be read
   */
  record Rule(XmlElement element, List<Feel.Parts> tests, boolean isRead) {

    boolean appliesAlways() {
      return tests.stream().allMatch(Objects::isNull);
    }
  }

  /** Two rules that apply to the same values. */
  record Overlap(XmlElement first, XmlElement second, String example) {}

  /** A cell of which the values alone do not tell whether it holds. */
  record Unclear(XmlElement rule, String column) {}

  /** Each takes the engine some microseconds. */
  static final int MOST_STEPS = 500_000;

  private static final String OTHER = "something else";
  private static final Set<String> NUMBERS = Set.of("integer", "long", "double");

  private final List<Column> columns;
  private final List<Rule> rules;
  private final List<List<Object>> samples = new ArrayList<>();

  /** By column and sample: the rules that apply. */
  private final List<List<BitSet>> matches = new ArrayList<>();

  private Unclear unclear;
  private final long most;
  private long steps;

  /**
   * Tries all rules with all values that the cells tell apart.
   *
   * @param left how many steps may still be taken
   * @throws TooManyStepsException if that would take too long
   */
  TableCover(List<Column> columns, List<Rule> rules, long left) {
    this.columns = columns;
    this.rules = rules;
    this.most = Math.min(left, MOST_STEPS);
    for (int column = 0; column < columns.size(); column++) {
      read(column);
    }
  }

  private void read(int column) {
    Set<Object> named = named(column);
    Feel.Parts values = columns.get(column).values();
    boolean offered = values != null && Feel.comparesWithConstants(values);
    List<Object> possible = new ArrayList<>(around(named, column));
    // Each value is tried with each rule, whose cells are as long as they name values.
    steps += (long) possible.size() * (rules.size() + named.size());
    if (steps > most) {
      throw new TooManyStepsException();
    }
    if (offered) {
      possible.removeIf(sample -> !Feel.holds(values, sample).orElse(false));
    }
    List<BitSet> applying = possible.stream().map(sample -> match(column, sample)).toList();
    // Where rules only name values, others do not occur; where one takes any, they do.
    boolean open =
        offered
            || IntStream.range(0, possible.size())
                .anyMatch(i -> !named.contains(possible.get(i)) && !applying.get(i).isEmpty());
    List<Object> meant = new ArrayList<>();
    List<BitSet> matching = new ArrayList<>();
    for (int i = 0; i < possible.size(); i++) {
      if (open || named.contains(possible.get(i))) {
        meant.add(possible.get(i));
        matching.add(applying.get(i));
      }
    }
    samples.add(meant);
    matches.add(matching);
  }

  private BitSet match(int column, Object sample) {
    BitSet match = new BitSet();
    for (int rule = 0; rule < rules.size(); rule++) {
      Feel.Parts test = rules.get(rule).tests().get(column);
      Optional<Boolean> holds = test == null ? Optional.of(true) : Feel.holds(test, sample);
      if (holds.isEmpty() && unclear == null) {
        unclear = new Unclear(rules.get(rule).element(), columns.get(column).variable());
      }
      match.set(rule, holds.orElse(false));
    }
    return match;
  }

  /** The constants of a column: of its cells, and those that are offered. */
  private Set<Object> named(int column) {
    Column head = columns.get(column);
    if (head.type().equals("boolean")) {
      return Set.of(true, false);
    }
    Set<Object> named = new HashSet<>();
    List<Feel.Parts> sources = new ArrayList<>();
    sources.add(head.values());
    rules.forEach(rule -> sources.add(rule.tests().get(column)));
    for (Feel.Parts source : sources) {
      if (source != null) {
        named.addAll(NUMBERS.contains(head.type()) ? source.numbers() : source.texts());
      }
    }
    return named;
  }

  /** Those constants, and one value of each stretch between, before and after them. */
  private List<Object> around(Set<Object> named, int column) {
    String type = columns.get(column).type();
    if (type.equals("boolean")) {
      return List.copyOf(named);
    }
    if (!NUMBERS.contains(type)) {
      List<Object> texts = new ArrayList<>(named);
      texts.add(OTHER);
      return texts;
    }
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    named.forEach(number -> numbers.add((BigDecimal) number));
    List<Object> all = new ArrayList<>();
    BigDecimal before = null;
    for (BigDecimal number : numbers) {
      all.add(before == null ? number.subtract(BigDecimal.ONE) : middle(before, number, type));
      all.add(number);
      before = number;
    }
    all.add(before == null ? BigDecimal.ZERO : before.add(BigDecimal.ONE));
    all.removeIf(Objects::isNull);
    return all;
  }

  /** Between two whole numbers that follow each other there is none. */
  private static BigDecimal middle(BigDecimal low, BigDecimal high, String type) {
    if (type.equals("integer") || type.equals("long")) {
      BigDecimal next = low.add(BigDecimal.ONE);
      return next.compareTo(high) < 0 ? next : null;
    }
    return low.add(high).divide(BigDecimal.valueOf(2));
  }

  long steps() {
    return steps;
  }

  /** The first cell that tests more than constants. */
  Optional<Unclear> unclear() {
    return Optional.ofNullable(unclear);
  }

  /** The pairs of rules that apply at once, each later rule with the first such earlier one. */
  List<Overlap> overlaps() {
    List<Overlap> overlaps = new ArrayList<>();
    for (int second = 1; second < rules.size(); second++) {
      for (int first = 0; first < second; first++) {
        Optional<String> example = example(first, second);
        if (example.isPresent()) {
          overlaps.add(
              new Overlap(rules.get(first).element(), rules.get(second).element(), example.get()));
          break;
        }
      }
    }
    return overlaps;
  }

  private Optional<String> example(int first, int second) {
    List<Object> values = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Object shared = null;
      for (int sample = 0; sample < samples.get(column).size() && shared == null; sample++) {
        BitSet match = matches.get(column).get(sample);
        if (match.get(first) && match.get(second)) {
          shared = samples.get(column).get(sample);
        }
      }
      if (shared == null) {
        return Optional.empty();
      }
      values.add(shared);
    }
    return Optional.of(tell(values));
  }

  /** Values to which no rule applies. */
  Optional<String> gap() {
    BitSet all = new BitSet();
    all.set(0, rules.size());
    List<Object> values = new ArrayList<>();
    try {
      return findGap(all, values, new HashSet<>()) ? Optional.of(tell(values)) : Optional.empty();
    } catch (TooManyStepsException e) {
      return Optional.of("... (too many columns to tell; add a last rule for everything else)");
    }
  }

  private boolean findGap(BitSet left, List<Object> values, Set<List<Object>> passed) {
    int column = values.size();
    if (left.isEmpty()) {
      while (values.size() < columns.size()) {
        List<Object> rest = samples.get(values.size());
        values.add(rest.isEmpty() ? OTHER : rest.get(0));
      }
      return true;
    }
    if (column == columns.size() || !passed.add(List.of(column, left))) {
      return false;
    }
    for (int sample = 0; sample < samples.get(column).size(); sample++) {
      if (++steps > most) {
        throw new TooManyStepsException();
      }
      BitSet applying = (BitSet) left.clone();
      applying.and(matches.get(column).get(sample));
      values.add(samples.get(column).get(sample));
      if (findGap(applying, values, passed)) {
        return true;
      }
      values.remove(column);
    }
    return false;
  }

  private String tell(List<Object> values) {
    List<String> parts = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      Object value = values.get(column);
      parts.add(
          columns.get(column).variable()
              + (value instanceof String && !value.equals(OTHER)
                  ? " is \"" + value + "\""
                  : " is " + value));
    }
    return String.join(", ", parts);
  }

  /** The table is too large to be judged. */
  static final class TooManyStepsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
