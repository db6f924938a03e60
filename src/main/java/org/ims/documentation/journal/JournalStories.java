package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.documentation.journal.JournalEntries.Opened;
import org.ims.incident.Incident;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.ims.incident.TimelineWindow;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells in plain sentences what the journal has on record and no component tells by itself: the
 * work of people, what tables decided, timers, and what people wrote down.
 */
@Component
@Order(10)
public class JournalStories implements TimelineContributor {

  /** What a component tells from its own record, with more about it than the journal has. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of(
          "incident-reported",
          "incident-changed",
          "evidence-added",
          "message-written",
          "message-sent",
          "message-undelivered",
          "message-retried",
          "message-discarded");

  /** What is worth reading for everybody; all else is for whoever looks for a fault. */
  private static final Set<String> PLAIN =
      Set.of(
          "task-claimed",
          "task-assigned",
          "task-returned",
          "task-completed",
          "timer-fired",
          "decision-made",
          "decision-overridden",
          "job-stuck",
          "job-recovered",
          "operation",
          "evidence-taken",
          "evidence-removed",
          "hold-set",
          "hold-released",
          "personal-data-reviewed",
          "personal-data-erased",
          JournalNotes.NOTE,
          JournalNotes.CORRECTION);

  /** A reason, in a rule and as an output of a table. */
  private static final String BECAUSE = "because";

  private static final int WHOLE = 1_000_000;

  private final JournalEntries entries;

  JournalStories(JournalEntries entries) {
    this.entries = entries;
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    return entriesOf(incident, new TimelineWindow(null, WHOLE, kind -> true, false));
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident, TimelineWindow window) {
    String number = incident.number();
    List<String> kinds =
        entries.kindsIn(number).stream()
            .filter(kind -> !TOLD_ELSEWHERE.contains(kind))
            .filter(kind -> window.detail() || PLAIN.contains(kind))
            .filter(window.kinds())
            .toList();
    return entries.newest(number, kinds, window.before(), window.limit()).stream()
        .map(JournalStories::told)
        .toList();
  }

  /**
   * Why a table came last to what it said, by the description of the rule that fired.
   *
   * @param table the id of the decision
   * @return as "PriorityDecision v3: many people cannot work"; empty when it was not asked, or says
   *     no reason
   */
  public Optional<String> lastReason(String number, String table) {
    return entries
        .last(number, List.of("decision-made"), "table", table)
        .flatMap(
            entry -> {
              String because = because(entry);
              return because.isEmpty()
                  ? Optional.empty()
                  : Optional.of("%s v%s: %s".formatted(table, entry.fact("version"), because));
            });
  }

  static TimelineEntry told(Opened entry) {
    JsonNode corrects = entry.body().path("facts").path("corrects");
    return new TimelineEntry(
        entry.at(),
        entry.kind(),
        entry.actor(),
        sentence(entry),
        entry.seq(),
        corrects.isMissingNode() ? null : corrects.asLong());
  }

  private static String sentence(Opened entry) {
    return switch (entry.kind()) {
      case "task-created" -> "\"%s\" waits for somebody".formatted(element(entry));
      case "task-offered" ->
          "\"%s\" offered to %s".formatted(element(entry), fact(entry, "group", "person"));
      case "task-claimed" -> "Claimed \"%s\"".formatted(element(entry));
      case "task-assigned" ->
          "\"%s\" given to %s".formatted(element(entry), fact(entry, "person", "group"));
      case "task-returned" -> "Gave \"%s\" back".formatted(element(entry));
      case "task-completed" -> "Completed \"%s\"".formatted(element(entry));
      case "task-cancelled" -> "\"%s\" is not needed any more".formatted(element(entry));
      case "timer-fired" -> "Timer \"%s\" fired in %s".formatted(element(entry), process(entry));
      case "message-received" -> "\"%s\" began in %s".formatted(element(entry), process(entry));
      case "error-caught", "escalation-caught" ->
          "\"%s\" happened in %s".formatted(element(entry), process(entry));
      case "process-started" ->
          "%s began, version %d"
              .formatted(process(entry), entry.body().path("place").path("version").asInt());
      case "process-ended" -> "%s ended".formatted(process(entry));
      case "decision-made" -> decision(entry);
      case "decision-overridden" ->
          "%s set to %s against the table, which said %s: %s"
              .formatted(
                  words(entry.fact("field")),
                  entry.fact("to"),
                  entry.fact("from"),
                  entry.personal("reason"));
      case "job-stuck" -> "A step is stuck: \"%s\" in %s".formatted(element(entry), process(entry));
      case "job-recovered" ->
          "A step is not stuck any more: \"%s\" in %s".formatted(element(entry), process(entry));
      case "operation" -> operation(entry);
      case "evidence-taken" -> "Took a copy of the file " + entry.personal("name");
      case "evidence-removed" ->
          "Removed the file %s: %s".formatted(entry.personal("name"), entry.personal("reason"));
      case "hold-set" -> "Legal hold set: " + entry.personal("reason");
      case "hold-released" -> "Legal hold released: " + entry.personal("reason");
      case JournalNotes.NOTE, JournalNotes.CORRECTION -> entry.personal("text");
      default -> words(entry.kind());
    };
  }

  private static String decision(Opened entry) {
    String outputs =
        rules(entry)
            .map(rule -> values(rule.path("outputs")))
            .filter(values -> !values.isEmpty())
            .collect(Collectors.joining("; "));
    String said =
        "%s v%s gave %s"
            .formatted(
                entry.fact("table"),
                entry.fact("version"),
                outputs.isEmpty() ? "nothing" : outputs);
    String because = because(entry);
    return because.isEmpty() ? said : said + ": " + because;
  }

  private static Stream<JsonNode> rules(Opened entry) {
    List<JsonNode> rules = new ArrayList<>();
    entry.body().path("facts").path("rules").forEach(rules::add);
    return rules.stream();
  }

  /** What the tables say for people, then the rules for those who keep the tables. */
  private static String because(Opened entry) {
    return rules(entry)
        .flatMap(
            rule ->
                Stream.of(
                    rule.path("outputs").path(BECAUSE).asText(""), rule.path(BECAUSE).asText("")))
        .filter(because -> !because.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** The value of the only output, or the names and values of several. */
  private static String values(JsonNode outputs) {
    List<Map.Entry<String, JsonNode>> said =
        outputs.properties().stream()
            .filter(output -> !output.getKey().equals(BECAUSE))
            .filter(output -> !output.getValue().asText().isEmpty())
            .toList();
    if (said.size() == 1) {
      return said.get(0).getValue().asText();
    }
    return said.stream()
        .map(output -> "%s %s".formatted(output.getKey(), output.getValue().asText()))
        .collect(Collectors.joining(", "));
  }

  private static String operation(Opened entry) {
    String text =
        "%s of %s"
            .formatted(
                words(entry.fact("operation")),
                words(entry.fact("entity")).toLowerCase(Locale.ROOT));
    if (!entry.fact("property").isEmpty()) {
      text += ", " + entry.fact("property");
    }
    return entry.fact("to").isEmpty()
        ? text
        : "%s from %s to %s"
            .formatted(
                text,
                entry.fact("from").isEmpty() ? "nothing" : entry.fact("from"),
                entry.fact("to"));
  }

  private static String fact(Opened entry, String name, String otherwise) {
    return entry.fact(name).isEmpty() ? entry.fact(otherwise) : entry.fact(name);
  }

  private static String element(Opened entry) {
    JsonNode place = entry.body().path("place");
    String name = place.path("name").asText("");
    return name.isEmpty() ? place.path("element").asText("") : name;
  }

  private static String process(Opened entry) {
    return words(entry.body().path("place").path("process").asText(""));
  }

  /** {@code EscalationLadder}, {@code task-claimed} or {@code impact} as "Escalation ladder" ... */
  private static String words(String name) {
    String spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|-", " ").toLowerCase(Locale.ROOT);
    return spaced.isEmpty()
        ? ""
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }
}
