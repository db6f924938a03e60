package org.ims.triage;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SharedVariables;
import org.ims.engine.TaskPriorities;
import org.ims.engine.TeamTasks;
import org.ims.incident.Assessment;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.ims.servicelevel.ServiceLevels;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets facts become a priority: the tables propose, a person confirms or overrides, the incident
 * takes it over.
 */
@Service
@Transactional
class IncidentAssessments {

  private final Incidents incidents;
  private final ImpactAssessments assessments;
  private final ServiceLevels serviceLevels;
  private final SharedVariables variables;
  private final TaskPriorities priorities;
  private final TeamTasks teams;
  private final TriageSettings settings;
  private final Journal journal;
  private final Clock clock;

  IncidentAssessments(
      Incidents incidents,
      ImpactAssessments assessments,
      ServiceLevels serviceLevels,
      SharedVariables variables,
      TaskPriorities priorities,
      TeamTasks teams,
      TriageSettings settings,
      Journal journal,
      Clock clock) {
    this.incidents = incidents;
    this.assessments = assessments;
    this.serviceLevels = serviceLevels;
    this.variables = variables;
    this.priorities = priorities;
    this.teams = teams;
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
  }

  Incident incident(String number) {
    return incidents.get(number);
  }

  void record(ImpactAssessment assessment) {
    assessments.save(assessment);
  }

  /** The facts that were stated last, with what became of them. */
  Optional<ImpactAssessment> latest(String number) {
    return assessments.findFirstByIncidentNumberOrderByIdDesc(number);
  }

  /** Whether nobody has stated other facts since; two pieces of news may be considered at once. */
  boolean isLatest(String number, Long assessmentId) {
    return latest(number).orElseThrow().id().equals(assessmentId);
  }

  /** When a new look at a running incident is due. */
  Instant reassessDue() {
    return clock.instant().plus(settings.reassessWithin());
  }

  /** What would follow, for a person to confirm. */
  Proposal propose(String number, TableResults results) {
    Incident incident = incidents.get(number);
    return new Proposal(
        AssessmentInWords.proposed(
            incident,
            kept(incident, results),
            serviceLevels.preview(number, results.targets(null))),
        incident.assessment() == null ? null : AssessmentInWords.confirmed(incident),
        lowersPriority(number, results));
  }

  /** Whether the incident has a higher priority so far. */
  boolean lowersPriority(String number, TableResults results) {
    Priority before = incidents.get(number).priority();
    return before != null && results.priorityAsEnum().compareTo(before) > 0;
  }

  /** Keeps who said what to the tables' result. */
  void record(String number, Confirmation confirmation, TableResults results, String actor) {
    ImpactAssessment assessment = latest(number).orElseThrow();
    assessment.tablesSaid(results.impact(), results.urgency());
    switch (confirmation.decision()) {
      case CONFIRM -> assessment.confirm(confirmation.reason(), actor, clock.instant());
      case OVERRIDE -> {
        assessment.override(
            confirmation.impact(), confirmation.urgency(), confirmation.reason(), actor);
        overridden(number, "impact", results.impact(), confirmation.impact(), confirmation, actor);
        overridden(
            number, "urgency", results.urgency(), confirmation.urgency(), confirmation, actor);
      }
      case CHANGE_FACTS -> {
        // The facts are stated anew; these stay on record as they were.
      }
    }
  }

  /** Keeps in the journal that a person set a value against the tables, if they did. */
  private void overridden(
      String number,
      String field,
      Integer from,
      Integer to,
      Confirmation confirmation,
      String actor) {
    if (to != null) {
      journal.record(
          JournalFact.of(number, "decision-overridden")
              .by(actor)
              .with("field", field)
              .with("from", from)
              .with("to", to)
              .withPersonal("reason", confirmation.reason()));
    }
  }

  /**
   * The confirmed result counts from now on.
   *
   * @return whether there was still something to assess: an incident may end while somebody thinks
   */
  boolean apply(String number, TableResults results) {
    Incident incident = incidents.get(number);
    ImpactAssessment stated = latest(number).orElseThrow();
    if (incident.state() == IncidentState.TRIAGE) {
      incident.assess(
          assessment(results, stated),
          serviceLevels.promise(number, results.targets(null)),
          results.team(),
          results.teamBecause());
      return true;
    }
    if (incident.isWorkedOn()) {
      reassess(incident, results, stated);
      return true;
    }
    return false;
  }

  private Assessment assessment(TableResults results, ImpactAssessment stated) {
    return new Assessment(
        results.impact(),
        results.impactBecause(),
        results.urgency(),
        results.urgencyBecause(),
        results.priorityAsEnum(),
        stated.isOverridden(),
        clock.instant(),
        stated.tableImpact(),
        stated.tableUrgency(),
        stated.overrideReason(),
        stated.confirmedBy());
  }

  /**
   * A running incident stays with its team, which may have got it from another one, unless it turns
   * out to be something else.
   */
  private TableResults kept(Incident incident, TableResults results) {
    boolean stays =
        incident.team() != null
            && !isReclassified(incident, latest(incident.number()).orElseThrow());
    return stays ? results.with(incident.team(), incident.teamBecause()) : results;
  }

  private static boolean isReclassified(Incident incident, ImpactAssessment stated) {
    return incident.classification().category() != stated.category()
        || !incident.service().equals(stated.service());
  }

  /** What has changed is changed wherever the running processes know it. */
  private void reassess(Incident incident, TableResults proposed, ImpactAssessment stated) {
    String number = incident.number();
    TableResults results = kept(incident, proposed);
    reclassify(incident, stated);
    Priority before = incident.priority();
    String teamBefore = incident.team();
    incident.reassess(assessment(results, stated), results.team(), results.teamBecause());
    if (before != incident.priority()) {
      serviceLevels.promise(number, results.targets(reason(stated)));
      variables.change(number, IncidentLifecycleProcess.PRIORITY, results.priority());
      priorities.follow(incident);
    }
    if (!teamBefore.equals(incident.team())) {
      teams.handOver(number, incident.team());
    }
  }

  private void reclassify(Incident incident, ImpactAssessment stated) {
    Classification before = incident.classification();
    if (isReclassified(incident, stated)) {
      incident.reclassify(
          new Classification(
              stated.category(),
              before.subcategory(),
              stated.service(),
              stated.criticalFunction(),
              before.awareAt()));
      variables.change(incident.number(), IncidentLifecycleProcess.SERVICE, incident.service());
    }
  }

  private static String reason(ImpactAssessment stated) {
    return stated.loweredReason() == null ? stated.factsNote() : stated.loweredReason();
  }

  /**
   * Whether the major-incident procedure has to hear of it: a proposal that somebody has decided on
   * already is not made twice, but what is to be promoted now is more than a proposal.
   */
  boolean proposesMajor(String number, TableResults results) {
    Incident incident = incidents.get(number);
    return switch (results.majorVerdict()) {
      case "PROMOTE" ->
          incident.major() == MajorIncident.NONE || incident.major() == MajorIncident.CANDIDATE;
      case "PROPOSE" -> incident.major() == MajorIncident.NONE && incident.majorDecidedAt() == null;
      default -> false;
    };
  }

  /**
   * What a person is asked to confirm.
   *
   * @param inWords the result
   * @param before the last assessment in words, or null when this is the first
   * @param lowered whether the incident has a higher priority so far
   */
  record Proposal(String inWords, String before, boolean lowered) {}
}
