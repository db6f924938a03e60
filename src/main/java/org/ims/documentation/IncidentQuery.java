package org.ims.documentation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ims.incident.IncidentState;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Priority;
import org.ims.incident.Violation;

/**
 * Which incidents a caller of the API wants to see; an empty set or null does not restrict.
 *
 * @param drills whether exercises are among them
 * @param words each must begin a word of the number, title or description
 */
record IncidentQuery(
    Set<IncidentState> states,
    Set<Priority> priorities,
    String service,
    Drills drills,
    List<String> words,
    Instant openedFrom,
    Instant openedTo,
    Sort sort,
    boolean descending,
    int page,
    int size) {

  static final int DEFAULT_SIZE = 20;
  static final int MAX_SIZE = 100;

  /** Every page costs the ones before it, so whoever needs more narrows the filter. */
  static final int DEEPEST = 10_000;

  static final int MAX_TEXT = 200;

  /** The database knows no much later times. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /** Whether exercises are wanted; {@code drill=false} is what counts when nobody asks. */
  enum Drills {
    NONE("false"),
    ONLY("true"),
    TOO("all");

    private final String key;

    Drills(String key) {
      this.key = key;
    }
  }

  /** What the list can be sorted by. */
  enum Sort {
    NUMBER("number"),
    OPENED_AT("openedAt"),
    PRIORITY("priority"),
    STATE("state"),
    RESOLVE_DUE("resolveDue");

    private final String key;

    Sort(String key) {
      this.key = key;
    }
  }

  /**
   * Reads the parameters of a request.
   *
   * @throws InvalidInputException listing every parameter that is unknown or wrong
   */
  static IncidentQuery of(Map<String, List<String>> parameters) {
    return new Parser(parameters).query();
  }

  private static final class Parser {

    private final Map<String, List<String>> unread;
    private final List<Violation> violations = new ArrayList<>();

    Parser(Map<String, List<String>> parameters) {
      this.unread = new LinkedHashMap<>(parameters);
    }

    IncidentQuery query() {
      Set<IncidentState> states = choices("state", IncidentState.class);
      Set<Priority> priorities = choices("priority", Priority.class);
      String service = one("service");
      Drills drills = drills(one("drill"));
      List<String> words = words(one("text"));
      Instant from = instant("openedFrom");
      Instant to = instant("openedTo");
      if (from != null && to != null && from.isAfter(to)) {
        refuse("openedTo", "not-before-opened-from", "openedTo must not be before openedFrom.");
      }
      String sort = one("sort");
      String[] sortParts = sort == null ? new String[] {"openedAt", "desc"} : sort.split(",", -1);
      Sort by = sort(sortParts);
      int size = number("size", DEFAULT_SIZE, 1, MAX_SIZE);
      int page = number("page", 0, 0, Integer.MAX_VALUE);
      if ((page + 1L) * size > DEEPEST) {
        refuse(
            "page",
            "max-depth",
            "Only the first %d incidents can be paged through; narrow the filter."
                .formatted(DEEPEST));
      }
      for (String name : new TreeSet<>(unread.keySet())) {
        refuse(name, "unknown", "There is no such parameter.");
      }
      if (!violations.isEmpty()) {
        throw new InvalidInputException(violations);
      }
      return new IncidentQuery(
          states,
          priorities,
          service,
          drills,
          words,
          from,
          to,
          by,
          sortParts.length > 1 && sortParts[1].equals("desc"),
          page,
          size);
    }

    private String one(String name) {
      List<String> values = unread.remove(name);
      if (values == null) {
        return null;
      }
      if (values.size() > 1) {
        return refuse(name, "single", name + " must be given once.");
      }
      if (values.get(0) == null || values.get(0).isBlank()) {
        return refuse(name, "not-empty", name + " must not be empty.");
      }
      if (values.get(0).chars().anyMatch(Character::isISOControl)) {
        return refuse(name, "characters", name + " must not contain control characters.");
      }
      return values.get(0).strip();
    }

    private <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
      Set<E> chosen = EnumSet.noneOf(type);
      List<String> values = unread.remove(name);
      if (values == null) {
        return chosen;
      }
      for (String value : values) {
        for (String part : (value == null ? "" : value).split(",", -1)) {
          try {
            chosen.add(Enum.valueOf(type, part.strip()));
          } catch (IllegalArgumentException e) {
            refuse(
                name,
                "choice",
                "%s must be of %s.".formatted(name, Arrays.toString(type.getEnumConstants())));
            return chosen;
          }
        }
      }
      return chosen;
    }

    private List<String> words(String text) {
      if (text == null) {
        return List.of();
      }
      if (text.length() > MAX_TEXT) {
        refuse("text", "max-length", "text must have at most %d characters.".formatted(MAX_TEXT));
        return List.of();
      }
      List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
      if (words.isEmpty()) {
        refuse("text", "word", "text must contain a letter or a digit.");
      }
      return words;
    }

    private Instant instant(String name) {
      String text = one(name);
      if (text == null) {
        return null;
      }
      Instant instant;
      try {
        instant = OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return refuse(
            name,
            "date-time",
            name + " must be a date and time with an offset, as 2026-03-02T08:00:00Z.");
      }
      if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
        return refuse(name, "range", name + " must be between 1970 and 9999.");
      }
      return instant;
    }

    private Drills drills(String text) {
      for (Drills candidate : Drills.values()) {
        if (candidate.key.equals(text == null ? Drills.NONE.key : text)) {
          return candidate;
        }
      }
      return refuse("drill", "choice", "drill must be true, false or all.");
    }

    private Sort sort(String[] parts) {
      for (Sort candidate : Sort.values()) {
        if (candidate.key.equals(parts[0])
            && (parts.length == 1
                || (parts.length == 2 && (parts[1].equals("asc") || parts[1].equals("desc"))))) {
          return candidate;
        }
      }
      return refuse(
          "sort",
          "choice",
          "sort must be one of %s, then nothing, ,asc or ,desc."
              .formatted(
                  String.join(
                      ", ",
                      Arrays.stream(Sort.values()).map(candidate -> candidate.key).toList())));
    }

    private int number(String name, int otherwise, int min, int max) {
      String text = one(name);
      if (text == null) {
        return otherwise;
      }
      int value;
      try {
        value = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        refuse(name, "integer", name + " must be a whole number.");
        return otherwise;
      }
      if (value < min) {
        refuse(name, "min", "%s must be at least %d.".formatted(name, min));
        return otherwise;
      }
      if (value > max) {
        refuse(name, "max", "%s must be at most %d.".formatted(name, max));
        return otherwise;
      }
      return value;
    }

    private <T> T refuse(String name, String rule, String message) {
      violations.add(new Violation(name, rule, message));
      return null;
    }
  }
}
