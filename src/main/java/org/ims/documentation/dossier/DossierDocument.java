package org.ims.documentation.dossier;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.documentation.dossier.Dossier.Decision;
import org.ims.documentation.dossier.Dossier.Rule;
import org.ims.documentation.dossier.Dossier.RunModel;
import org.ims.documentation.dossier.EngineRecord.Step;
import org.ims.documentation.journal.JournalExtracts.Fact;
import org.ims.documentation.journal.verification.Verification;
import org.ims.engine.pdf.PdfDocuments;
import org.ims.incident.DossierContributor.Line;
import org.ims.incident.DossierContributor.Part;
import org.ims.incident.DossierContributor.Section;
import org.ims.incident.DossierContributor.Value;
import org.ims.incident.TimelineEntry;
import org.springframework.stereotype.Component;

/** Writes a dossier for people: all that they need to follow what happened, and how to check it. */
@Component
class DossierDocument {

  /** Times for people, to the second; UTC, since they are read in other places too. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** More values than this stand below each other rather than in a table. */
  private static final int MOST_COLUMNS = 6;

  /** Characters of a text that stands in one line, such as a time. */
  private static final int LONGEST_UNBROKEN = 24;

  /** Characters of all columns that do not break; a line of a page has about 110. */
  private static final int MOST_UNBROKEN = 70;

  private final PdfDocuments documents;
  private final DossierSettings settings;

  DossierDocument(PdfDocuments documents, DossierSettings settings) {
    this.documents = documents;
    this.settings = settings;
  }

  byte[] of(Dossier dossier) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("number", dossier.number());
    model.put("title", dossier.title());
    model.put("notice", notice(dossier));
    model.put("madeAt", TIME.format(dossier.madeAt()));
    model.put("madeBy", dossier.madeBy());
    model.put("software", dossier.software());
    model.put("erased", dossier.extract().erased());
    model.put("head", values(dossier.head()));
    model.put("times", values(dossier.times()));
    model.put("summary", values(dossier.summary()));
    model.put("promises", table(dossier.promises()));
    model.put("breaches", table(dossier.breaches()));
    model.put("decisions", dossier.decisions().stream().map(DossierDocument::decision).toList());
    model.put(
        "overrides",
        dossier.overrides().stream()
            .map(
                change ->
                    List.of(
                        TIME.format(change.at()),
                        change.by(),
                        Dossiers.words(change.field()),
                        change.from(),
                        change.to(),
                        change.reason()))
            .toList());
    List<TimelineEntry> story = dossier.story();
    int left = Math.max(0, story.size() - settings.mostEntries());
    model.put("storyLeftOut", left);
    model.put(
        "story",
        story.subList(left, story.size()).stream()
            .map(entry -> List.of(TIME.format(entry.at()), entry.actor(), entry.text()))
            .toList());
    model.put(
        "people",
        dossier.people().stream()
            .map(
                person ->
                    List.of(
                        person.part(), person.who(), person.name() == null ? "" : person.name()))
            .toList());
    model.put("sections", sections(dossier, Part.ASSESSMENT, Part.EVIDENCE));
    model.put("laterSections", sections(dossier, Part.REVIEW, Part.REGULATORY));
    model.put("models", dossier.models().stream().map(DossierDocument::model).toList());
    model.put("diagrams", diagrams(dossier));
    model.put("verification", verification(dossier));
    return documents.render("Dossier", model);
  }

  private static String notice(Dossier dossier) {
    String notice =
        dossier.restricted() ? "RESTRICTED: only for those whom this incident concerns" : "";
    return dossier.drill() ? (notice + " EXERCISE: nothing of this was real").strip() : notice;
  }

  // Values

  private static List<Map<String, String>> values(Line line) {
    return line.values().stream()
        .filter(Value::document)
        .map(value -> Map.of("label", value.label(), "value", text(value.value())))
        .toList();
  }

  private static String text(Object value) {
    if (value instanceof Instant moment) {
      return TIME.format(moment) + " UTC";
    }
    if (value instanceof Boolean yes) {
      return yes ? "Yes" : "No";
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    // What has letters only is a word in capitals; a priority such as P1 is its own name.
    return value instanceof Enum<?> constant
        ? (constant.name().matches("[A-Z]\\d+") ? constant.name() : Dossiers.words(constant.name()))
        : value.toString();
  }

  /** In a table a time has two lines, and what it is in stands on the first page. */
  private static String cell(Object value) {
    return value instanceof Instant moment ? TIME.format(moment).replace(' ', '\n') : text(value);
  }

  /** Columns in the order in which they first come. */
  private static Map<String, Object> table(List<Line> lines) {
    Set<String> columns = new LinkedHashSet<>();
    lines.forEach(
        line ->
            line.values().stream()
                .filter(Value::document)
                .forEach(value -> columns.add(value.label())));
    List<List<String>> rows = new ArrayList<>();
    for (Line line : lines) {
      Map<String, String> texts = new LinkedHashMap<>();
      line.values().stream()
          .filter(Value::document)
          .forEach(value -> texts.put(value.label(), cell(value.value())));
      rows.add(columns.stream().map(column -> texts.getOrDefault(column, "")).toList());
    }
    return Map.of("columns", List.copyOf(columns), "rows", rows, "narrow", narrow(columns, rows));
  }

  /** Which columns have so little text that they need not break it, the shortest first. */
  private static List<Boolean> narrow(Set<String> columns, List<List<String>> rows) {
    List<Integer> longest = new ArrayList<>();
    int at = 0;
    for (String column : columns) {
      int index = at;
      longest.add(
          rows.stream()
              .flatMapToInt(row -> row.get(index).lines().mapToInt(String::length))
              .reduce(column.length(), Math::max));
      at++;
    }
    return longest.stream()
        .map(
            length ->
                length <= LONGEST_UNBROKEN
                    && longest.stream().filter(other -> other <= length).mapToInt(l -> l).sum()
                        <= MOST_UNBROKEN)
        .toList();
  }

  private static List<Map<String, Object>> sections(Dossier dossier, Part first, Part last) {
    List<Map<String, Object>> told = new ArrayList<>();
    for (Section section : dossier.sections()) {
      if (section.part().compareTo(first) < 0 || section.part().compareTo(last) > 0) {
        continue;
      }
      Map<String, Object> table = table(section.lines());
      boolean wide = ((List<?>) table.get("columns")).size() > MOST_COLUMNS;
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("title", section.title());
      one.put("table", wide ? null : table);
      one.put(
          "cards", wide ? section.lines().stream().map(DossierDocument::values).toList() : null);
      told.add(one);
    }
    return told;
  }

  // Decisions

  private static Map<String, String> decision(Decision decision) {
    return Map.of(
        "at",
        TIME.format(decision.at()),
        "table",
        "%s, version %d".formatted(decision.name(), decision.version()),
        "step",
        decision.step(),
        "inputs",
        pairs(decision.inputs()),
        "outputs",
        decision.rules().isEmpty()
            ? "Nothing: no rule applies"
            : decision.rules().stream()
                .map(rule -> pairs(rule.outputs()))
                .collect(Collectors.joining("; ")),
        "because",
        decision.rules().stream()
            .map(Rule::because)
            .filter(because -> !because.isEmpty())
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  private static String pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                "%s: %s"
                    .formatted(value.getKey(), value.getValue().isEmpty() ? "-" : value.getValue()))
        .collect(Collectors.joining(", "));
  }

  // Models and their diagrams

  private static Map<String, String> model(RunModel run) {
    return Map.of(
        "kind",
        Dossiers.words(run.model().kind().name()),
        "name",
        run.model().name(),
        "version",
        String.valueOf(run.model().version().number()),
        "file",
        run.file(),
        "sha256",
        run.model().sha256(),
        "recorded",
        run.recorded() ? "Yes" : "No");
  }

  private static List<Map<String, Object>> diagrams(Dossier dossier) {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (RunModel run : dossier.models()) {
      if (run.model().kind() == EngineRecord.Kind.PROCESS) {
        List<Step> steps =
            dossier.steps().stream()
                .filter(step -> step.version().equals(run.model().version()))
                .toList();
        BpmnDiagram diagram = BpmnDiagram.read(run.model().content());
        String title =
            "%s, version %d".formatted(run.model().name(), run.model().version().number());
        PathTaken path = PathTaken.of(diagram, steps, known(dossier, run));
        long instances = steps.stream().map(Step::process).distinct().count();
        drawn.add(
            Map.of(
                "title",
                title,
                "instances",
                dossier.steps().isEmpty()
                    ? "The engine's history of it is over; the marked steps are those in the journal."
                    : instances == 0
                        ? "Started, and its first step is still to come."
                        : instances == 1 ? "Ran once." : "Ran %d times.".formatted(instances),
                "pictures",
                DiagramDrawing.of(diagram, path, "Diagram of " + title).stream()
                    .map(DiagramDrawing.Picture::svg)
                    .toList()));
      }
    }
    return drawn;
  }

  /** The elements that the journal names. */
  private static Set<String> known(Dossier dossier, RunModel run) {
    Set<String> known = new LinkedHashSet<>();
    for (Fact fact : dossier.facts()) {
      if (fact.place().path("process").asText().equals(run.model().version().key())
          && fact.place().path("version").asInt() == run.model().version().number()
          && !fact.place().path("element").asText("").isEmpty()) {
        known.add(fact.place().path("element").asText());
      }
    }
    return known;
  }

  // Verification

  private static Map<String, Object> verification(Dossier dossier) {
    Verification found = dossier.extract().verification();
    Verification.Trusted trusted = found.trusted();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("intact", found.intact());
    told.put(
        "findings",
        found.findings().stream()
            .map(
                finding ->
                    finding.seq() == null
                        ? finding.what()
                        : "Entry %d: %s".formatted(finding.seq(), finding.what()))
            .toList());
    List<Map<String, String>> values = new ArrayList<>();
    add(values, "Entries of the journal", String.valueOf(dossier.extract().size()));
    add(values, "Hash of the last entry (SHA-256)", dossier.extract().head());
    if (trusted != null) {
      add(values, "Checkpoint", "Number %d of %s".formatted(trusted.n(), trusted.at()));
      add(values, "Its root", trusted.root());
      add(values, "Its digest (SHA-256)", trusted.digest());
      add(values, "Key that signed it (SHA-256 of the public key)", trusted.key());
      told.put("key", trusted.key());
    } else {
      told.put("key", "");
    }
    told.put("values", values);
    return told;
  }

  private static void add(List<Map<String, String>> values, String label, String value) {
    values.add(Map.of("label", label, "value", value));
  }
}
