package org.ims.documentation.dossier;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ims.documentation.dossier.Dossier.Decision;
import org.ims.documentation.dossier.Dossier.Overruling;
import org.ims.documentation.dossier.Dossier.Person;
import org.ims.documentation.dossier.Dossier.RunModel;
import org.ims.documentation.dossier.EngineRecord.Model;
import org.ims.documentation.dossier.EngineRecord.Step;
import org.ims.documentation.dossier.EngineRecord.Version;
import org.ims.documentation.journal.JournalExtracts;
import org.ims.documentation.journal.JournalExtracts.Extract;
import org.ims.documentation.journal.JournalExtracts.Fact;
import org.ims.engine.Actor;
import org.ims.engine.Caller;
import org.ims.engine.People;
import org.ims.incident.Assessment;
import org.ims.incident.Classification;
import org.ims.incident.Command;
import org.ims.incident.DossierContributor;
import org.ims.incident.DossierContributor.Line;
import org.ims.incident.DossierContributor.Part;
import org.ims.incident.DossierContributor.Section;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.LegalHold;
import org.ims.incident.LegalHolds;
import org.ims.incident.PromiseContributor;
import org.ims.incident.Reader;
import org.ims.incident.Report;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.ims.incident.TimelineWindow;
import org.ims.servicelevel.Breach;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gathers what a dossier tells. Each one is on record in itself. */
@Service
class Dossiers {

  private static final String DECIDED = "decision-made";
  private static final String OVERRIDDEN = "decision-overridden";
  private static final String STARTED = "process-started";
  private static final String ERASED = "(erased)";
  private static final int ALL = 1_000_000;

  private final Incidents incidents;
  private final Journal journal;
  private final JournalExtracts extracts;
  private final EngineRecord engine;
  private final List<DossierContributor> contributors;
  private final List<TimelineContributor> timelines;
  private final List<PromiseContributor> promises;
  private final ServiceLevelWatcher watcher;
  private final LegalHolds holds;
  private final People people;
  private final Caller caller;
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;
  private final Clock clock;

  Dossiers(
      Incidents incidents,
      Journal journal,
      JournalExtracts extracts,
      EngineRecord engine,
      List<DossierContributor> contributors,
      List<TimelineContributor> timelines,
      List<PromiseContributor> promises,
      ServiceLevelWatcher watcher,
      LegalHolds holds,
      People people,
      Caller caller,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.incidents = incidents;
    this.journal = journal;
    this.extracts = extracts;
    this.engine = engine;
    this.contributors = contributors;
    this.timelines = timelines;
    this.promises = promises;
    this.watcher = watcher;
    this.holds = holds;
    this.people = people;
    this.caller = caller;
    this.writing = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.clock = clock;
  }

  /**
   * Puts on record that it is made, has the journal signed, and gathers.
   *
   * @param number of an incident that the caller may see
   * @param withFiles whether the caller gets a copy of all files
   */
  Dossier make(String number, boolean withFiles) {
    writing.executeWithoutResult(
        status -> {
          Incident incident = incidents.get(number);
          if (withFiles) {
            contributors.forEach(contributor -> contributor.give(incident));
          }
          journal.record(
              JournalFact.of(number, "export-made")
                  .with("what", "dossier")
                  .with("as", withFiles ? "zip" : "pdf"));
        });
    extracts.seal();
    Extract extract = extracts.extract(number);
    return reading.execute(status -> gather(incidents.get(number), extract, withFiles));
  }

  private Dossier gather(Incident incident, Extract extract, boolean withFiles) {
    String number = incident.number();
    List<Fact> facts =
        extracts.facts(number).stream().filter(fact -> fact.seq() <= extract.size()).toList();
    List<Step> steps = engine.steps(number);
    List<TimelineEntry> story = story(incident);
    return new Dossier(
        number,
        incident.report().title(),
        incident.report().restricted(),
        incident.isDrill(),
        clock.instant(),
        caller.user(),
        software(),
        head(incident),
        times(incident),
        summary(incident),
        promises.stream()
            .flatMap(contributor -> contributor.promisesOf(incident).stream())
            .map(Dossiers::line)
            .toList(),
        watcher.breaches(number).stream().map(Dossiers::line).toList(),
        facts.stream().filter(fact -> fact.kind().equals(DECIDED)).map(Decision::of).toList(),
        facts.stream()
            .filter(fact -> fact.kind().equals(OVERRIDDEN))
            .map(Dossiers::overruling)
            .toList(),
        story,
        facts,
        people(incident, story),
        sections(incident),
        models(number, facts, steps),
        steps,
        withFiles
            ? contributors.stream()
                .flatMap(contributor -> contributor.attachmentsOf(incident).stream())
                .toList()
            : List.of(),
        extract);
  }

  private static String software() {
    String version = Dossiers.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private Line head(Incident incident) {
    Report report = incident.report();
    return Line.empty()
        .with("state", "State", incident.state())
        .with("priority", "Priority", incident.priority())
        .with("major", "Major incident", incident.major())
        .with("service", "Service", incident.service())
        .with("team", "Team", incident.team())
        .with("responder", "Responder", incident.responder())
        .with("commander", "Commander", incident.commander())
        .with("reporter", "Reporter", report.reporter())
        .with("source", "Came in by", report.source())
        .with("location", "Location", report.location())
        .with("restricted", "Restricted", report.restricted())
        .with("drill", "Exercise", report.drill() ? true : null)
        .with("parent", "Part of", visible(incident.parent()))
        .with("duplicateOf", "Duplicate of", visible(incident.duplicateOf()))
        .with("followUpOf", "Came back from", visible(incident.followUpOf()));
  }

  private String visible(String number) {
    Reader reader = caller.reader();
    return number != null && reader.sees(incidents.get(number)) ? number : null;
  }

  private static Line times(Incident incident) {
    Classification classification = incident.classification();
    Assessment assessment = incident.assessment();
    return Line.empty()
        .with("occurredAt", "Occurred", incident.report().occurredAt())
        .with("noticedAt", "Noticed by the reporter", incident.report().noticedAt())
        .with("openedAt", "Reported", incident.recordedAt())
        .with(
            "awareAt",
            "The organisation became aware",
            classification == null ? null : classification.awareAt())
        .with(
            "classifiedAt",
            "Priority decided",
            assessment == null ? null : assessment.classifiedAt())
        .with("acknowledgedAt", "Acknowledged", incident.acknowledgedAt())
        .with("respondedAt", "Response began", incident.respondedAt())
        .with("containedAt", "Contained", incident.containedAt())
        .with("recoveredAt", "Recovered", incident.recoveredAt())
        .with("resolvedAt", "Resolved", incident.resolvedAt())
        .with("verifiedAt", "Verified", incident.verifiedAt())
        .with("closedAt", "Closed", incident.closedAt());
  }

  private static Line summary(Incident incident) {
    Report report = incident.report();
    Classification classification = incident.classification();
    Assessment assessment = incident.assessment();
    Line line =
        Line.empty()
            .with("description", "Reported as", report.description())
            .with(
                "suspectedSecurity", "Security suspected", report.suspectedSecurity() ? true : null)
            .with("personalDataInvolved", "Personal data", report.personalDataInvolved())
            .with("peopleAtRisk", "People at risk", report.peopleAtRisk() ? true : null);
    if (classification != null) {
      line =
          line.with("category", "Category", classification.category().key())
              .with("subcategory", "Subcategory", classification.subcategory())
              .with("criticalFunction", "Critical function", classification.criticalFunction());
    }
    if (assessment != null) {
      line =
          line.with("impact", "Impact (1 high to 3 low)", assessment.impact())
              .with("impactBecause", "Because", assessment.impactBecause())
              .with("urgency", "Urgency (1 high to 3 low)", assessment.urgency())
              .with("urgencyBecause", "Because", assessment.urgencyBecause())
              .with("overrideReason", "Set against the tables because", assessment.overrideReason())
              .with("confirmedBy", "Priority confirmed by", assessment.confirmedBy());
    }
    return line.with("majorBecause", "About a major incident", incident.majorBecause())
        .with("endReason", "Ended because", incident.endReason())
        .with("rootCauseCode", "Root cause", incident.rootCauseCode())
        .with(
            "finalCategory",
            "Category at the end",
            incident.finalCategory() == null ? null : incident.finalCategory().key())
        .with("costEur", "Cost, EUR", incident.costEur())
        .with(
            "reopenCount", "Reopened", incident.reopenCount() == 0 ? null : incident.reopenCount())
        .with(
            "reassessmentCount",
            "Assessed again",
            incident.reassessmentCount() == 0 ? null : incident.reassessmentCount());
  }

  private static Line line(PromiseContributor.Promise promise) {
    return Line.empty()
        .with("name", "Promise", promise.name())
        .with("state", "Result", promise.state())
        .with("due", "Due", promise.due())
        .with("metAt", "Fulfilled", promise.metAt())
        .with("note", "Note", promise.note())
        .withDatum("key", promise.key())
        .withDatum("percent", promise.percent());
  }

  private static Line line(Breach breach) {
    return Line.empty()
        .with("target", "Not kept", breach.target().key())
        .with("priority", "Priority", breach.priority())
        .with("due", "Due", breach.due())
        .with("breachedAt", "Known", breach.breachedAt())
        .with("told", "Told", String.join(", ", breach.told()));
  }

  private static Overruling overruling(Fact fact) {
    return new Overruling(
        fact.at(),
        fact.actor(),
        fact.facts().path("field").asText(),
        fact.facts().path("from").asText(),
        fact.facts().path("to").asText(),
        fact.personal().getOrDefault("reason", ERASED));
  }

  private List<TimelineEntry> story(Incident incident) {
    TimelineWindow window = new TimelineWindow(null, ALL, kind -> true, false);
    return window.of(
        timelines.stream()
            .flatMap(contributor -> contributor.entriesOf(incident, window).stream()));
  }

  private List<Person> people(Incident incident, List<TimelineEntry> story) {
    List<Person> involved = new ArrayList<>();
    add(involved, "Reporter", incident.report().reporter());
    add(involved, "Responder", incident.responder());
    for (Command command : incident.commands()) {
      add(involved, "Commander", command.commander());
      add(involved, "Deputy commander", command.deputy());
      add(involved, "Scribe", command.scribe());
    }
    Assessment assessment = incident.assessment();
    add(involved, "Confirmed the priority", assessment == null ? null : assessment.confirmedBy());
    add(involved, "Decided about a major incident", incident.majorDecidedBy());
    add(involved, "Resolved", incident.resolvedBy());
    add(involved, "Verified the resolution", incident.verifiedBy());
    Map<String, Integer> acted = new LinkedHashMap<>();
    story.forEach(entry -> acted.merge(entry.actor(), 1, Integer::sum));
    acted.forEach(
        (who, times) -> {
          if (!who.equals(Actor.SYSTEM)) {
            add(involved, "Took part (%d entries of the timeline)".formatted(times), who);
          }
        });
    return involved;
  }

  private void add(List<Person> involved, String part, String login) {
    if (login != null) {
      involved.add(
          new Person(part, login, people.find(login).map(People.Person::name).orElse(null)));
    }
  }

  private List<Section> sections(Incident incident) {
    Section held =
        new Section(
            Part.EVIDENCE,
            "legalHolds",
            "Legal holds",
            holds.findByIncidentNumberOrderById(incident.number()).stream()
                .map(Dossiers::line)
                .toList());
    return Stream.concat(
            contributors.stream().flatMap(contributor -> contributor.sectionsOf(incident).stream()),
            Stream.of(held))
        .filter(section -> !section.lines().isEmpty())
        .sorted(Comparator.comparing(Section::part))
        .toList();
  }

  private static Line line(LegalHold hold) {
    return Line.empty()
        .with("setAt", "Set", hold.setAt())
        .with("setBy", "By", hold.setBy())
        .with("reason", "Reason", hold.reason())
        .with("releasedAt", "Released", hold.releasedAt())
        .with("releasedBy", "Released by", hold.releasedBy())
        .with("releaseReason", "Released because", hold.releaseReason());
  }

  private List<RunModel> models(String number, List<Fact> facts, List<Step> steps) {
    Set<Version> processes = new TreeSet<>();
    Set<Version> decisions = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact.kind().equals(STARTED)) {
        processes.add(
            new Version(
                fact.place().path("process").asText(), fact.place().path("version").asInt()));
      } else if (fact.kind().equals(DECIDED)) {
        decisions.add(
            new Version(fact.facts().path("table").asText(), fact.facts().path("version").asInt()));
      }
    }
    return engine.models(number, processes, decisions, steps).stream()
        .map(
            model ->
                new RunModel(
                    model,
                    file(model),
                    extracts.isRecorded(model.deployment(), model.resource(), model.sha256())))
        .toList();
  }

  private static String file(Model model) {
    String folder = model.kind() == EngineRecord.Kind.FORM ? "forms" : "models";
    String ending =
        switch (model.kind()) {
          case PROCESS -> "bpmn";
          case DECISION -> "dmn";
          case FORM -> "form";
        };
    return "%s/%s-v%d.%s"
        .formatted(folder, model.version().key(), model.version().number(), ending);
  }

  /** A key as the label of something: {@code IN_PROGRESS} as "In progress". */
  static String words(String constant) {
    String spaced = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    return spaced.isEmpty()
        ? ""
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }
}
