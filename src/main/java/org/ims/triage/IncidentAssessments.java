package org.ims.triage;

import java.time.Clock;
import java.util.Optional;
import org.ims.incident.Assessment;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
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

  /** What MajorIncidentDecision says where the usual way of working is enough. */
  private static final String NOT_MAJOR = "NO";

  private final Incidents incidents;
  private final ImpactAssessments assessments;
  private final ServiceLevels serviceLevels;
  private final Clock clock;

  IncidentAssessments(
      Incidents incidents,
      ImpactAssessments assessments,
      ServiceLevels serviceLevels,
      Clock clock) {
    this.incidents = incidents;
    this.assessments = assessments;
    this.serviceLevels = serviceLevels;
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

  /** What would follow, for a person to confirm. */
  Proposal propose(String number, TableResults results) {
    Incident incident = incidents.get(number);
    return new Proposal(
        AssessmentInWords.proposed(
            incident, results, serviceLevels.preview(number, results.targets(null))),
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
      case OVERRIDE ->
          assessment.override(
              confirmation.impact(), confirmation.urgency(), confirmation.reason(), actor);
      case CHANGE_FACTS -> {
        // The facts are stated anew; these stay on record as they were.
      }
    }
  }

  /**
   * The confirmed result counts from now on.
   *
   * @return whether there was still something to assess: an incident may end while somebody thinks
   */
  boolean apply(String number, TableResults results) {
    Incident incident = incidents.get(number);
    if (!canBeAssessed(incident)) {
      return false;
    }
    ImpactAssessment assessment = latest(number).orElseThrow();
    incident.assess(
        new Assessment(
            results.impact(),
            results.impactBecause(),
            results.urgency(),
            results.urgencyBecause(),
            results.priorityAsEnum(),
            assessment.isOverridden(),
            clock.instant(),
            assessment.tableImpact(),
            assessment.tableUrgency(),
            assessment.overrideReason(),
            assessment.confirmedBy()),
        serviceLevels.promise(number, results.targets(assessment.loweredReason())),
        results.team(),
        results.teamBecause());
    return true;
  }

  private static boolean canBeAssessed(Incident incident) {
    return incident.state() == IncidentState.TRIAGE;
  }

  /** Whether the major-incident procedure has to hear of it: not twice of the same incident. */
  boolean proposesMajor(String number, TableResults results) {
    return !results.majorVerdict().equals(NOT_MAJOR)
        && incidents.get(number).major() == MajorIncident.NONE;
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
