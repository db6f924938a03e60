package org.ims.documentation.dossier;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ims.documentation.dossier.Dossier.Decision;
import org.ims.documentation.dossier.Dossier.RunModel;
import org.ims.documentation.journal.JournalExtracts.Fact;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.DossierWriter;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.documentation.journal.verification.Verification;
import org.ims.incident.DossierContributor.Line;
import org.ims.incident.DossierContributor.Section;
import org.ims.incident.DossierContributor.Value;

/** Writes a dossier as canonical JSON; docs/dossier.md says what stands in it. */
final class DossierData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DossierData() {}

  static String of(Dossier dossier) {
    Map<String, Object> data = new TreeMap<>();
    data.put("format", DossierWriter.FORMAT);
    data.put("incident", dossier.number());
    data.put("title", dossier.title());
    data.put("at", StoredEntry.time(dossier.madeAt()));
    data.put("madeBy", dossier.madeBy());
    data.put("software", dossier.software());
    data.put("head", map(dossier.head()));
    data.put("times", map(dossier.times()));
    data.put("summary", map(dossier.summary()));
    data.put("promises", maps(dossier.promises()));
    data.put("breaches", maps(dossier.breaches()));
    data.put("decisions", dossier.decisions().stream().map(DossierData::decision).toList());
    data.put(
        "overrides",
        dossier.overrides().stream()
            .map(
                change ->
                    present(
                        "at",
                        StoredEntry.time(change.at()),
                        "by",
                        change.by(),
                        "field",
                        change.field(),
                        "from",
                        change.from(),
                        "to",
                        change.to(),
                        "reason",
                        change.reason()))
            .toList());
    data.put(
        "timeline",
        dossier.story().stream()
            .map(
                entry ->
                    present(
                        "at",
                        StoredEntry.time(entry.at()),
                        "kind",
                        entry.kind(),
                        "actor",
                        entry.actor(),
                        "text",
                        entry.text(),
                        "entry",
                        entry.entry(),
                        "corrects",
                        entry.corrects()))
            .toList());
    data.put("events", dossier.facts().stream().map(DossierData::event).toList());
    data.put(
        "people",
        dossier.people().stream()
            .map(
                person ->
                    present("part", person.part(), "who", person.who(), "name", person.name()))
            .toList());
    Map<String, Object> sections = new TreeMap<>();
    for (Section section : dossier.sections()) {
      sections.put(section.key(), maps(section.lines()));
    }
    data.put("sections", sections);
    data.put("models", dossier.models().stream().map(DossierData::model).toList());
    data.put(
        "path",
        dossier.steps().stream()
            .map(
                step ->
                    present(
                        "process",
                        step.version().key(),
                        "version",
                        step.version().number(),
                        "instance",
                        step.process(),
                        "element",
                        step.element(),
                        "start",
                        StoredEntry.time(step.start()),
                        "end",
                        step.end() == null ? null : StoredEntry.time(step.end()),
                        "cancelled",
                        step.cancelled() ? true : null))
            .toList());
    data.put("journal", journal(dossier));
    return CanonicalJson.of(data);
  }

  private static Map<String, Object> decision(Decision decision) {
    return present(
        "at",
        StoredEntry.time(decision.at()),
        "table",
        decision.table(),
        "name",
        decision.name(),
        "version",
        decision.version(),
        "step",
        decision.step(),
        "inputs",
        decision.inputs(),
        "rules",
        decision.rules().stream()
            .map(
                rule ->
                    present(
                        "rule", rule.id(), "because", rule.because(), "outputs", rule.outputs()))
            .toList());
  }

  private static Map<String, Object> event(Fact fact) {
    return present(
        "entry",
        fact.seq(),
        "at",
        StoredEntry.time(fact.at()),
        "kind",
        fact.kind(),
        "actor",
        fact.actor(),
        "facts",
        fact.facts().isMissingNode() ? null : JSON.convertValue(fact.facts(), Object.class),
        "personal",
        fact.personal().isEmpty() ? null : fact.personal(),
        "erased",
        fact.erased() ? true : null,
        "place",
        fact.place().isMissingNode() ? null : JSON.convertValue(fact.place(), Object.class));
  }

  private static Map<String, Object> model(RunModel run) {
    return present(
        "kind",
        run.model().kind().name(),
        "key",
        run.model().version().key(),
        "version",
        run.model().version().number(),
        "name",
        run.model().name(),
        "file",
        run.file(),
        "resource",
        run.model().resource(),
        "deployment",
        run.model().deployment(),
        "sha256",
        run.model().sha256(),
        "recorded",
        run.recorded());
  }

  private static Map<String, Object> journal(Dossier dossier) {
    Verification found = dossier.extract().verification();
    Verification.Trusted trusted = found.trusted();
    return present(
        "entries",
        dossier.extract().size(),
        "head",
        dossier.extract().head(),
        "erased",
        dossier.extract().erased(),
        "intact",
        found.intact(),
        "findings",
        found.findings().stream()
            .map(finding -> present("entry", finding.seq(), "what", finding.what()))
            .toList(),
        "checkpoint",
        trusted == null
            ? null
            : present(
                "n",
                trusted.n(),
                "at",
                trusted.at(),
                "root",
                trusted.root(),
                "digest",
                trusted.digest(),
                "key",
                trusted.key()));
  }

  private static List<Map<String, Object>> maps(List<Line> lines) {
    return lines.stream().map(DossierData::map).toList();
  }

  private static Map<String, Object> map(Line line) {
    Map<String, Object> map = new TreeMap<>();
    for (Value value : line.values()) {
      map.put(value.key(), plain(value.value()));
    }
    return map;
  }

  private static Object plain(Object value) {
    if (value instanceof Instant moment) {
      return StoredEntry.time(moment);
    }
    if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      return value;
    }
    return value instanceof Enum<?> constant ? constant.name() : value.toString();
  }

  /** Names and values in turn; what is null is left out. */
  private static Map<String, Object> present(Object... namesAndValues) {
    Map<String, Object> map = new TreeMap<>();
    List<Object> all = new ArrayList<>(java.util.Arrays.asList(namesAndValues));
    for (int i = 0; i < all.size(); i += 2) {
      if (all.get(i + 1) != null) {
        map.put((String) all.get(i), all.get(i + 1));
      }
    }
    return map;
  }
}
