package org.ims.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a service must be like, on its own and beside the others. */
final class ServiceRules {

  static final int NAME_LENGTH = 120;
  static final int KEY_LENGTH = 63;
  private static final int TEAM_LENGTH = 40;
  private static final int MOST_DEADLINES = 20;
  private static final int MOST_DEPENDENCIES = 50;

  /** Keys and teams become parts of group ids and addresses. */
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");

  /** So that the minutes of a slip such as P9999999D fit their column. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final List<Fault> faults = new ArrayList<>();

  private ServiceRules() {}

  /**
   * Reads one service, without a look at the others.
   *
   * @param faults gets every fault
   * @return the service in version 0; where there are faults it is good for nothing but to look for
   *     more of them
   */
  static CatalogueEntry read(ServiceDraft draft, List<Fault> faults) {
    ServiceRules rules = new ServiceRules();
    CatalogueEntry entry = rules.entry(draft);
    faults.addAll(rules.faults);
    return entry;
  }

  private CatalogueEntry entry(ServiceDraft draft) {
    return new CatalogueEntry(
        key("key", draft.key(), KEY_LENGTH, true),
        text("name", draft.name()),
        key("ownerTeam", draft.ownerTeam(), TEAM_LENGTH, true),
        key("supplierTeam", draft.supplierTeam(), TEAM_LENGTH, false),
        yesOrNo("criticalFunction", draft.criticalFunction()),
        minutes("rto", draft.rto(), SHORTEST),
        minutes("rpo", draft.rpo(), Duration.ZERO),
        draft.contractDeadlines() == null ? List.of() : deadlines(draft.contractDeadlines()),
        draft.dependsOn() == null ? List.of() : dependencies(draft.key(), draft.dependsOn()),
        draft.statusPublic() != null && yesOrNo("statusPublic", draft.statusPublic()),
        isActive(draft.state()),
        0);
  }

  private String text(String field, String text) {
    if (isEmpty(text)) {
      fault(field, "required", "is required");
    } else if (text.length() > NAME_LENGTH) {
      fault(field, "max-length", "is longer than " + NAME_LENGTH + " characters");
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      fault(field, "control-character", "contains a control character");
    }
    return text;
  }

  private String key(String field, String text, int length, boolean required) {
    if (isEmpty(text)) {
      if (required) {
        fault(field, "required", "is required");
      }
      return null;
    }
    if (text.length() > length) {
      fault(field, "max-length", "is longer than " + length + " characters");
    } else if (!KEY.matcher(text).matches()) {
      fault(field, "pattern", "must be lower-case letters, digits and hyphens, a letter first");
    }
    return text;
  }

  private boolean yesOrNo(String field, String text) {
    if (text == null) {
      fault(field, "required", "is required");
    } else if (!text.equals("yes") && !text.equals("no")) {
      fault(field, "choice", "must be yes or no");
    }
    return "yes".equals(text);
  }

  private boolean isActive(String text) {
    if (text != null
        && !text.equals(CatalogueEntry.ACTIVE)
        && !text.equals(CatalogueEntry.RETIRED)) {
      fault("state", "choice", "must be active or retired");
    }
    return !CatalogueEntry.RETIRED.equals(text);
  }

  private Duration minutes(String field, String text, Duration shortest) {
    Duration duration = wholeMinutes(text, shortest);
    if (duration == null) {
      fault(
          field,
          "duration",
          "must be an ISO-8601 duration in whole minutes, as PT4H or P1D, from "
              + shortest
              + " to P3650D");
      return Duration.ZERO;
    }
    return duration;
  }

  private static Duration wholeMinutes(String text, Duration shortest) {
    Duration duration;
    try {
      duration = Duration.parse(text == null ? "" : text);
    } catch (DateTimeException e) {
      return null;
    }
    boolean fits =
        duration.compareTo(shortest) >= 0
            && duration.compareTo(LONGEST) <= 0
            && duration.getSeconds() % 60 == 0
            && duration.getNano() == 0;
    return fits ? duration : null;
  }

  private List<ContractDeadline> deadlines(List<ServiceDraft.DeadlineDraft> drafts) {
    if (drafts.size() > MOST_DEADLINES) {
      fault("contractDeadlines", "max-number", "must be at most " + MOST_DEADLINES);
      return List.of();
    }
    List<ContractDeadline> deadlines = new ArrayList<>();
    int number = 0;
    for (ServiceDraft.DeadlineDraft draft : drafts) {
      number++;
      part(number, "the contract", draft.contract());
      part(number, "whom to tell", draft.recipient());
      Duration within = wholeMinutes(draft.within(), SHORTEST);
      if (within == null) {
        fault(
            "contractDeadlines",
            "duration",
            "must say within what time as an ISO-8601 duration in whole minutes, as PT4H or P1D, up"
                + " to P3650D (number "
                + number
                + ")");
      }
      deadlines.add(new ContractDeadline(draft.contract(), draft.recipient(), within));
    }
    return deadlines;
  }

  private void part(int number, String what, String text) {
    String which = " (number " + number + ")";
    if (isEmpty(text)) {
      fault("contractDeadlines", "required", "must name " + what + which);
    } else if (text.length() > NAME_LENGTH) {
      fault(
          "contractDeadlines",
          "max-length",
          "must name " + what + " in at most " + NAME_LENGTH + " characters" + which);
    } else if (text.contains(CatalogueEntry.SEPARATOR)
        || text.chars().anyMatch(Character::isISOControl)) {
      fault(
          "contractDeadlines",
          "pattern",
          "must name " + what + " without | and control characters" + which);
    }
  }

  private List<String> dependencies(String key, List<String> written) {
    Set<String> keys = new TreeSet<>();
    for (String other : written) {
      if (other == null || other.length() > KEY_LENGTH || !KEY.matcher(other).matches()) {
        fault("dependsOn", "pattern", "must be keys of services");
        return List.of();
      }
      keys.add(other);
    }
    if (keys.contains(key)) {
      fault("dependsOn", "self", "must not name the service itself");
    }
    if (keys.size() > MOST_DEPENDENCIES) {
      fault("dependsOn", "max-number", "must be at most " + MOST_DEPENDENCIES + " services");
    }
    return List.copyOf(keys);
  }

  private void fault(String field, String rule, String phrase) {
    faults.add(new Fault(field, rule, phrase));
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  /**
   * Whether the team that a service names has a group.
   *
   * @param present the service as it is now, or null: what is retired and stays with its team is
   *     history, and needs none
   * @param told what is known to be wrong with it, and not told twice
   */
  static List<Fault> teamFaults(
      CatalogueEntry wanted, CatalogueEntry present, Set<String> known, List<Fault> told) {
    List<Fault> faults = new ArrayList<>();
    checkTeam(
        faults,
        "ownerTeam",
        wanted.ownerTeam(),
        present == null || wanted.active() ? null : present.ownerTeam(),
        known);
    checkTeam(
        faults,
        "supplierTeam",
        wanted.supplierTeam(),
        present == null || wanted.active() ? null : present.supplierTeam(),
        known);
    told.forEach(fault -> faults.removeIf(other -> other.field().equals(fault.field())));
    return faults;
  }

  private static void checkTeam(
      List<Fault> faults, String field, String team, String former, Set<String> known) {
    if (team != null && !team.equals(former) && !known.contains(team)) {
      faults.add(
          new Fault(
              field,
              "known-team",
              "must be a team that has a group; the known teams are " + String.join(", ", known)));
    }
  }

  /**
   * Whether a service fits to the others.
   *
   * @param catalogue as it would be, by key
   */
  static List<Fault> placeFaults(CatalogueEntry wanted, Map<String, CatalogueEntry> catalogue) {
    List<Fault> faults = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<String> retired = new ArrayList<>();
    for (String other : wanted.dependsOn()) {
      CatalogueEntry entry = catalogue.get(other);
      if (entry == null) {
        unknown.add(other);
      } else if (wanted.active() && !entry.active()) {
        retired.add(other);
      }
    }
    if (!unknown.isEmpty()) {
      faults.add(
          new Fault(
              "dependsOn",
              "known-service",
              "names what is not in the catalogue: " + String.join(", ", unknown)));
    }
    if (!retired.isEmpty()) {
      faults.add(
          new Fault(
              "dependsOn",
              "active-service",
              "names what is retired: " + String.join(", ", retired)));
    }
    List<String> circle = circle(wanted, catalogue);
    if (!circle.isEmpty()) {
      faults.add(
          new Fault("dependsOn", "circle", "goes in a circle: " + String.join(", ", circle)));
    }
    if (!wanted.active()) {
      List<String> dependants =
          catalogue.values().stream()
              .filter(other -> other.active() && other.dependsOn().contains(wanted.key()))
              .map(CatalogueEntry::key)
              .sorted()
              .toList();
      if (!dependants.isEmpty()) {
        faults.add(
            new Fault(
                "state",
                "needed",
                "must stay active while other services depend on it: "
                    + String.join(", ", dependants)));
      }
    }
    return faults;
  }

  /** The shortest way from a service back to itself, both ends included; empty when none. */
  private static List<String> circle(CatalogueEntry start, Map<String, CatalogueEntry> catalogue) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<CatalogueEntry> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      CatalogueEntry entry = open.removeFirst();
      for (String next : entry.dependsOn()) {
        if (next.equals(start.key())) {
          Deque<String> way = new ArrayDeque<>(List.of(next));
          for (String step = entry.key(); step != null; step = cameFrom.get(step)) {
            way.addFirst(step);
          }
          return List.copyOf(way);
        }
        if (catalogue.containsKey(next) && cameFrom.putIfAbsent(next, entry.key()) == null) {
          open.addLast(catalogue.get(next));
        }
      }
    }
    return List.of();
  }
}
