package org.ims.documentation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ims.incident.Assessment;
import org.ims.incident.Classification;
import org.ims.incident.HandOver;
import org.ims.incident.HoldReason;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.ims.incident.Report;
import org.ims.incident.ResourceUse;
import org.ims.incident.ServiceLevel;
import org.ims.servicelevel.Breach;

/** All that the API tells of one incident; what is not known yet is absent. */
@Schema(name = "Incident", description = "One incident; what is not known yet is absent")
record IncidentDetails(
    @Schema(example = "INC-2026-000042") String number,
    @Schema(example = "RESPONDING") IncidentState state,
    @Schema(example = "Mail is down") String title,
    String description,
    @Schema(description = "The affected service: triage's word, before triage the reporter's")
        String service,
    @Schema(description = "Login of the reporter", example = "reporter") String reporter,
    @Schema(description = "Where the report came in") Report.Source source,
    String location,
    boolean suspectedSecurity,
    @Schema(
            allowableValues = {"yes", "no", "unknown"},
            example = "no")
        String personalDataInvolved,
    boolean peopleAtRisk,
    boolean restricted,
    @Schema(description = "Whether it is only an exercise, which counts in no figure")
        boolean drill,
    MajorIncident major,
    @Schema(description = "Why it is a major incident or not, once somebody decided")
        String majorBecause,
    @Schema(description = "Login of the person who commands a major incident now") String commander,
    @Schema(
            description = "Where the response to a major incident meets",
            example = "https://meet.example.org/major")
        String bridge,
    @Schema(description = "Absent before triage") Triage triage,
    @Schema(description = "Absent before assessment", example = "P2") Priority priority,
    @Schema(description = "Why it has its priority") Why priorityBecause,
    @Schema(description = "Candidate group that works on it", example = "responder-workplace")
        String team,
    @Schema(description = "Why this team") String teamBecause,
    @Schema(description = "Login of the responder who claimed it") String responder,
    @Schema(description = "The promised instants; absent while the clock stands still") Due due,
    @Schema(description = "The promises that were not kept, in the order of their becoming known")
        List<BrokenPromise> breaches,
    HoldReason holdReason,
    int reopenCount,
    @Schema(description = "How often new facts led to another assessment") int reassessmentCount,
    @Schema(description = "How often its category or service turned out to be another one")
        int reclassificationCount,
    @Schema(description = "Why it was rejected, marked as a duplicate or withdrawn")
        String endReason,
    @Schema(description = "Number of the incident that carries on") String duplicateOf,
    @Schema(description = "Number of the incident that it is part of") String parent,
    @Schema(description = "Numbers of the incidents that are part of it") List<String> children,
    @Schema(description = "Numbers of the incidents that were found to be the same event")
        List<String> duplicates,
    @Schema(description = "Number of the closed incident that came back as this one")
        String followUpOf,
    @Schema(description = "How the work went from team to team, oldest first")
        List<TeamChange> handOvers,
    String rootCauseCode,
    String finalCategory,
    BigDecimal costEur,
    @Schema(description = "What the work has taken so far; zeros when nobody told")
        ResourcesUsed resourcesUsed,
    Timestamps timestamps,
    @Schema(description = "The steps that wait for a person, oldest first")
        List<IncidentProcess.OpenTask> tasks,
    @Schema(description = "The version of the model by which it is handled")
        IncidentProcess.Definition process) {

  /** What triage found. */
  @Schema(name = "Triage")
  record Triage(
      @Schema(example = "it") String category, String subcategory, Boolean criticalFunction) {

    static Triage of(Classification found) {
      return found == null
          ? null
          : new Triage(key(found.category()), found.subcategory(), found.criticalFunction());
    }
  }

  /** The two values that make the priority, each with its reason. */
  @Schema(name = "PriorityBecause")
  record Why(
      @Schema(description = "1 high to 3 low", example = "1") Integer impact,
      @Schema(example = "a critical function is down") String impactBecause,
      @Schema(description = "1 high to 3 low", example = "2") Integer urgency,
      @Schema(example = "no workaround") String urgencyBecause,
      @Schema(description = "Whether a person overrode the decision tables") Boolean overridden,
      @Schema(description = "Why they did") String overrideReason,
      @Schema(description = "What the decision table said") Integer tableImpact,
      @Schema(description = "What the decision table said") Integer tableUrgency,
      @Schema(description = "Login of the person who confirmed it", example = "service-desk")
          String confirmedBy) {

    static Why of(Assessment assessment) {
      return assessment == null
          ? null
          : new Why(
              assessment.impact(),
              assessment.impactBecause(),
              assessment.urgency(),
              assessment.urgencyBecause(),
              assessment.overridden(),
              assessment.overrideReason(),
              assessment.tableImpact(),
              assessment.tableUrgency(),
              assessment.confirmedBy());
    }
  }

  /** Summed over everything that people told. */
  @Schema(name = "ResourcesUsed")
  record ResourcesUsed(
      @Schema(description = "Worked hours", example = "12.5") BigDecimal hours,
      @Schema(description = "Paid to others", example = "400") BigDecimal costEur,
      @Schema(description = "How many people and suppliers took part", example = "3") int people) {

    static ResourcesUsed of(ResourceUse used) {
      return new ResourcesUsed(used.hours(), used.costEur(), used.people());
    }
  }

  /** When each step is promised. */
  @Schema(name = "Due")
  record Due(
      Instant acknowledge,
      Instant assess,
      Instant resolve,
      @Schema(description = "The calendar they were counted in", example = "24x7")
          String calendar) {

    static Due of(ServiceLevel promised) {
      return promised == null
          ? null
          : new Due(
              promised.acknowledgeDue(),
              promised.assessDue(),
              promised.resolveDue(),
              promised.calendar());
    }
  }

  /** A promise that was not kept. */
  @Schema(name = "Breach")
  record BrokenPromise(
      @Schema(description = "What was promised", example = "resolve") String target,
      @Schema(description = "Absent before assessment", example = "P2") Priority priority,
      Instant due,
      @Schema(description = "Later than due where a raised priority left no time")
          Instant breachedAt,
      @Schema(description = "Logins of those who were told") List<String> told) {

    static BrokenPromise of(Breach breach) {
      return new BrokenPromise(
          breach.target().key(),
          breach.priority(),
          breach.due(),
          breach.breachedAt(),
          breach.told());
    }
  }

  /** When each thing happened; never to be confused with one another. */
  @Schema(name = "Timestamps")
  record Timestamps(
      @Schema(description = "When it began") Instant occurredAt,
      @Schema(description = "When the reporter noticed it") Instant noticedAt,
      @Schema(description = "When the organisation became aware of it") Instant awareAt,
      @Schema(description = "When the report was stored") Instant openedAt,
      @Schema(description = "When its priority was decided") Instant classifiedAt,
      Instant acknowledgedAt,
      Instant respondedAt,
      Instant containedAt,
      Instant recoveredAt,
      Instant resolvedAt,
      Instant verifiedAt,
      Instant closedAt) {

    static Timestamps of(Incident incident) {
      return new Timestamps(
          incident.report().occurredAt(),
          incident.report().noticedAt(),
          incident.classification() == null ? null : incident.classification().awareAt(),
          incident.recordedAt(),
          incident.assessment() == null ? null : incident.assessment().classifiedAt(),
          incident.acknowledgedAt(),
          incident.respondedAt(),
          incident.containedAt(),
          incident.recoveredAt(),
          incident.resolvedAt(),
          incident.verifiedAt(),
          incident.closedAt());
    }
  }

  /** Another team took over. */
  @Schema(name = "HandOver")
  record TeamChange(
      @Schema(example = "responder-network") String from,
      @Schema(example = "responder-workplace") String to,
      String reason,
      @Schema(description = "Login of whoever handed it over") String by,
      Instant at) {

    static TeamChange of(HandOver handOver) {
      return new TeamChange(
          handOver.fromTeam(),
          handOver.toTeam(),
          handOver.reason(),
          handOver.handedOverBy(),
          handOver.handedOverAt());
    }
  }

  static IncidentDetails of(
      Incident incident,
      ResourceUse resourcesUsed,
      IncidentRelations.Relations relations,
      List<Breach> breaches,
      List<IncidentProcess.OpenTask> tasks,
      IncidentProcess.Definition definition) {
    Report report = incident.report();
    return new IncidentDetails(
        incident.number(),
        incident.state(),
        report.title(),
        report.description(),
        incident.service(),
        report.reporter(),
        report.source(),
        report.location(),
        report.suspectedSecurity(),
        report.personalDataInvolved().name().toLowerCase(Locale.ROOT),
        report.peopleAtRisk(),
        report.restricted(),
        report.drill(),
        incident.major(),
        incident.majorBecause(),
        incident.commander(),
        incident.bridge(),
        Triage.of(incident.classification()),
        incident.priority(),
        Why.of(incident.assessment()),
        incident.team(),
        incident.teamBecause(),
        incident.responder(),
        Due.of(incident.serviceLevel()),
        breaches.stream().map(BrokenPromise::of).toList(),
        incident.holdReason(),
        incident.reopenCount(),
        incident.reassessmentCount(),
        incident.reclassificationCount(),
        incident.endReason(),
        relations.duplicateOf(),
        relations.parent(),
        relations.children(),
        relations.duplicates(),
        relations.followUpOf(),
        relations.handOvers().stream().map(TeamChange::of).toList(),
        incident.rootCauseCode(),
        key(incident.finalCategory()),
        incident.costEur(),
        ResourcesUsed.of(resourcesUsed),
        Timestamps.of(incident),
        tasks,
        definition);
  }

  private static String key(Classification.Category category) {
    return category == null ? null : category.key();
  }
}
