package org.ims.documentation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ims.documentation.IncidentOverview.Clock;
import org.ims.documentation.IncidentOverview.Involved;
import org.ims.documentation.IncidentOverview.May;
import org.ims.documentation.journal.JournalStories;
import org.ims.engine.Caller;
import org.ims.engine.People;
import org.ims.engine.VisibleIncidents;
import org.ims.incident.Assessment;
import org.ims.incident.Command;
import org.ims.incident.Incident;
import org.ims.incident.LegalHolds;
import org.ims.incident.PromiseContributor;
import org.ims.incident.Reader;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.ims.incident.UnknownIncidentException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** Puts together what is to be seen of an incident at a glance. */
@Service
@Transactional(readOnly = true)
class Overviews {

  private static final String PRIORITY_TABLE = "PriorityDecision";

  private final VisibleIncidents visible;
  private final StateChanges changes;
  private final JournalStories stories;
  private final List<PromiseContributor> promises;
  private final IncidentProcess process;
  private final IncidentRelations relations;
  private final People people;
  private final LegalHolds holds;
  private final Caller caller;
  private final long largestFile;

  Overviews(
      VisibleIncidents visible,
      StateChanges changes,
      JournalStories stories,
      List<PromiseContributor> promises,
      IncidentProcess process,
      IncidentRelations relations,
      People people,
      LegalHolds holds,
      Caller caller,
      @Value("${ims.evidence.max-size}") DataSize largestFile) {
    this.visible = visible;
    this.changes = changes;
    this.stories = stories;
    this.promises = promises;
    this.process = process;
    this.relations = relations;
    this.people = people;
    this.holds = holds;
    this.caller = caller;
    this.largestFile = largestFile.toBytes();
  }

  /**
   * @return for those who only report: where their own incident stands, and no more
   * @throws UnknownIncidentException also for those who must not know of it
   */
  IncidentOverview of(String number) {
    Incident incident = visible.get(number);
    Reader reader = caller.reader();
    if (StoryReaders.mayRead(reader)) {
      return complete(incident, reader);
    }
    if (incident.report().reporter().equals(reader.user())) {
      return ofReporter(incident);
    }
    throw new UnknownIncidentException(number);
  }

  private IncidentOverview ofReporter(Incident incident) {
    return new IncidentOverview(
        incident.number(),
        incident.report().title(),
        incident.state(),
        stateSince(incident),
        incident.holdReason(),
        incident.priority(),
        null,
        List.of(),
        null,
        null,
        incident.service(),
        null,
        null,
        null,
        incident.report().restricted(),
        incident.report().drill(),
        List.of(),
        List.of(),
        null,
        new May(false, false, !incident.state().isFinal(), false, false, largestFile));
  }

  private IncidentOverview complete(Incident incident, Reader reader) {
    IncidentRelations.Relations related = relations.of(incident, reader);
    return new IncidentOverview(
        incident.number(),
        incident.report().title(),
        incident.state(),
        stateSince(incident),
        incident.holdReason(),
        incident.priority(),
        priorityBecause(incident),
        priorityFrom(incident.assessment()),
        incident.major(),
        incident.majorBecause(),
        incident.service(),
        related.parent(),
        related.duplicateOf(),
        incident.bridge(),
        incident.report().restricted(),
        incident.report().drill(),
        promises.stream()
            .flatMap(contributor -> contributor.promisesOf(incident).stream())
            .map(Overviews::clock)
            .toList(),
        people(incident),
        holds
            .findByIncidentNumberAndReleasedAtIsNull(incident.number())
            .map(hold -> new IncidentOverview.Hold(hold.reason(), hold.setBy(), hold.setAt()))
            .orElse(null),
        new May(
            true,
            reader.works(),
            mayAddFiles(incident, reader),
            reader.completesRecords(),
            reader.holdsLegally(),
            largestFile));
  }

  private Instant stateSince(Incident incident) {
    return changes.findByIncidentNumberOrderById(incident.number()).stream()
        .filter(change -> change.stateFrom() != change.stateTo())
        .reduce((earlier, later) -> later)
        .map(StateChange::at)
        .orElse(incident.recordedAt());
  }

  /** As the component that takes files decides. */
  private static boolean mayAddFiles(Incident incident, Reader reader) {
    return reader.works() && (!incident.state().isFinal() || reader.completesRecords());
  }

  private String priorityBecause(Incident incident) {
    Assessment assessment = incident.assessment();
    if (assessment == null) {
      return null;
    }
    if (Boolean.TRUE.equals(assessment.overridden()) && assessment.overrideReason() != null) {
      return "Set by %s against the tables: %s"
          .formatted(
              assessment.confirmedBy() == null ? "a person" : assessment.confirmedBy(),
              assessment.overrideReason());
    }
    return stories.lastReason(incident.number(), PRIORITY_TABLE).orElse(null);
  }

  private static List<String> priorityFrom(Assessment assessment) {
    if (assessment == null || assessment.impact() == null) {
      return List.of();
    }
    return List.of(
        "Impact %d: %s".formatted(assessment.impact(), assessment.impactBecause()),
        "Urgency %d: %s".formatted(assessment.urgency(), assessment.urgencyBecause()));
  }

  private static Clock clock(PromiseContributor.Promise promise) {
    return new Clock(
        promise.key(),
        promise.name(),
        promise.state().name().toLowerCase(Locale.ROOT),
        promise.due(),
        promise.metAt(),
        promise.percent(),
        promise.note());
  }

  private List<Involved> people(Incident incident) {
    List<Involved> involved = new ArrayList<>();
    add(involved, "Reporter", incident.report().reporter());
    if (incident.team() != null) {
      involved.add(new Involved("Team", incident.team(), null));
    }
    add(involved, "Responder", incident.responder());
    Command command = incident.currentCommand();
    if (command != null) {
      add(involved, "Commander", command.commander());
      add(involved, "Deputy", command.deputy());
      add(involved, "Scribe", command.scribe());
    }
    for (IncidentProcess.OpenTask task : process.openTasks(incident.number())) {
      if (task.assignee() == null) {
        involved.add(
            new Involved(
                step(task) + ", waiting", String.join(", ", task.candidateGroups()), null));
      } else {
        add(involved, step(task), task.assignee());
      }
    }
    return involved;
  }

  /** A task is called by its step, its incident and the title; the pane tells the last two. */
  private static String step(IncidentProcess.OpenTask task) {
    return task.name().replaceFirst(":? INC-\\d{4}-\\d{6,}.*$", "");
  }

  private void add(List<Involved> involved, String role, String login) {
    if (login != null) {
      involved.add(
          new Involved(role, login, people.find(login).map(People.Person::name).orElse(null)));
    }
  }
}
