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
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.ims.incident.Violation;

/**
 * Which incidents a caller of the API wants to see; an empty set or null does not restrict.
 *
 * @param person login of somebody who had to do with it in any role
 * @param processVersion a version of the lifecycle by which it ran, 1 or greater
 * @param restricted whether it is kept to those concerned
 * @param drills whether exercises are among them
 * @param words each must begin a word of the number, title or description
 * @param counted whether to tell how many there are, up to {@link #COUNTED}
 */
record IncidentQuery(
    Set<IncidentState> states,
    Set<Priority> priorities,
    String service,
    String person,
    Integer processVersion,
    Set<MajorIncident> majors,
    Boolean restricted,
    Drills drills,
    List<String> words,
    Period opened,
    Period closed,
    Sort sort,
    boolean descending,
    int page,
    int size,
    boolean counted) {

  static final int DEFAULT_SIZE = 20;
  static final int MAX_SIZE = 100;

  /** Every page costs the ones before it, so whoever needs more narrows the filter. */
  static final int DEEPEST = 10_000;

  static final int MAX_TEXT = 200;

  static final int MAX_LOGIN = 255;

  /** Nobody reads more, and to count more would cost more than the page itself. */
  static final int COUNTED = 1_000;

  /** Which page of the list is meant; an export is no page. */
  private static final Set<String> PAGING = Set.of("page", "size", "count");

  /** The database knows no much later times. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /** From and to an instant, both included; null does not limit. */
  record Period(Instant from, Instant to) {

    static final Period ANY = new Period(null, null);
  }

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
    RESOLVE_DUE("resolveDue"),
    CLOSED_AT("closedAt");

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
    return new Parser(parameters, Set.of()).query();
  }

  /**
   * Reads the parameters of a request for all of the list, which knows no pages.
   *
   * @throws InvalidInputException listing every parameter that is unknown or wrong
   */
  static IncidentQuery ofExport(Map<String, List<String>> parameters) {
    return new Parser(parameters, PAGING).query();
  }

  private static final class Parser {

    private final Map<String, List<String>> unread;
    private final List<Violation> violations = new ArrayList<>();

    Parser(Map<String, List<String>> parameters, Set<String> unknown) {
      this.unread = new LinkedHashMap<>(parameters);
      for (String name : unknown) {
        if (unread.remove(name) != null) {
          refuseUnknown(name);
        }
      }
    }

    IncidentQuery query() {
      Set<IncidentState> states = choices("state", IncidentState.class);
      Set<Priority> priorities = choices("priority", Priority.class);
      String service = one("service");
      String person = person(one("person"));
      Integer version = unread.containsKey("processVersion") ? version() : null;
      Set<MajorIncident> majors = choices("major", MajorIncident.class);
      Boolean restricted = yesOrNo("restricted");
      Drills drills = drills(one("drill"));
      List<String> words = words(one("text"));
      Period opened = period("opened");
      Period closed = period("closed");
      String sort = one("sort");
      String[] sortParts = sort == null ? new String[] {"openedAt", "desc"} : sort.split(",", -1);
      Sort by = sort(sortParts);
      int size = number("size", DEFAULT_SIZE, 1, MAX_SIZE);
      int page = number("page", 0, 0, Integer.MAX_VALUE);
      Boolean counted = yesOrNo("count");
      if ((page + 1L) * size > DEEPEST) {
        refuse(
            "page",
            "max-depth",
            "Only the first %d incidents can be paged through; narrow the filter."
                .formatted(DEEPEST));
      }
      for (String name : new TreeSet<>(unread.keySet())) {
        refuseUnknown(name);
      }
      if (!violations.isEmpty()) {
        throw new InvalidInputException(violations);
      }
      return new IncidentQuery(
          states,
          priorities,
          service,
          person,
          version,
          majors,
          restricted,
          drills,
          words,
          opened,
          closed,
          by,
          sortParts.length > 1 && sortParts[1].equals("desc"),
          page,
          size,
          Boolean.TRUE.equals(counted));
    }

    private Integer version() {
      return number("processVersion", 1, 1, Integer.MAX_VALUE);
    }

    private String person(String login) {
      return login == null || login.length() <= MAX_LOGIN
          ? login
          : refuse(
              "person",
              "max-length",
              "person must have at most %d characters.".formatted(MAX_LOGIN));
    }

    private Boolean yesOrNo(String name) {
      String text = one(name);
      if (text == null || text.equals("true") || text.equals("false")) {
        return text == null ? null : Boolean.valueOf(text);
      }
      return refuse(name, "choice", name + " must be true or false.");
    }

    private Period period(String what) {
      Instant from = instant(what + "From");
      Instant to = instant(what + "To");
      if (from != null && to != null && from.isAfter(to)) {
        return refuse(
            what + "To",
            "not-before-%s-from".formatted(what),
            "%1$sTo must not be before %1$sFrom.".formatted(what));
      }
      return new Period(from, to);
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

    private void refuseUnknown(String name) {
      refuse(name, "unknown", "There is no such parameter.");
    }

    private <T> T refuse(String name, String rule, String message) {
      violations.add(new Violation(name, rule, message));
      return null;
    }
  }
}
