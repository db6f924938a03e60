package org.ims.response;

import java.util.List;
import java.util.function.Function;
import org.ims.incident.DossierContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives into a dossier what the response found, did and decided. */
@Component
@Order(2)
class ResponseDossier implements DossierContributor {

  private final Changes changes;
  private final MajorDecisions majorDecisions;
  private final TeamMembers members;
  private final Investigations investigations;
  private final Containments containments;
  private final Recoveries recoveries;
  private final Verifications verifications;
  private final Holds holds;
  private final Escalations escalations;
  private final LogEntries log;

  ResponseDossier(
      Changes changes,
      MajorDecisions majorDecisions,
      TeamMembers members,
      Investigations investigations,
      Containments containments,
      Recoveries recoveries,
      Verifications verifications,
      Holds holds,
      Escalations escalations,
      LogEntries log) {
    this.changes = changes;
    this.majorDecisions = majorDecisions;
    this.members = members;
    this.investigations = investigations;
    this.containments = containments;
    this.recoveries = recoveries;
    this.verifications = verifications;
    this.holds = holds;
    this.escalations = escalations;
    this.log = log;
  }

  @Override
  public List<Section> sectionsOf(Incident incident) {
    String number = incident.number();
    return List.of(
        section(
            "majorDecisions",
            "Decisions about a major incident",
            majorDecisions.findByIncidentNumberOrderById(number),
            MajorDecision::inDossier),
        section(
            "responseTeam",
            "Response team",
            members.findByIncidentNumberOrderById(number),
            TeamMember::inDossier),
        section(
            "investigations",
            "Investigation",
            investigations.findByIncidentNumberOrderById(number),
            Investigation::inDossier),
        section(
            "containments",
            "Containment",
            containments.findByIncidentNumberOrderById(number),
            Containment::inDossier),
        section(
            "recoveries",
            "Recovery",
            recoveries.findByIncidentNumberOrderById(number),
            Recovery::inDossier),
        section(
            "verifications",
            "Verification of the resolution",
            verifications.findByIncidentNumberOrderById(number),
            Verification::inDossier),
        section("holds", "Holds", holds.findByIncidentNumberOrderById(number), Hold::inDossier),
        section(
            "escalations",
            "Escalations",
            escalations.findByIncidentNumberOrderById(number),
            Escalation::inDossier),
        section(
            "changes",
            "Changes of course",
            changes.findByIncidentNumberOrderById(number),
            Change::inDossier),
        section(
            "log",
            "Log of the command",
            log.findByIncidentNumberOrderById(number),
            LogEntry::inDossier));
  }

  private static <T> Section section(
      String key, String title, List<T> things, Function<T, Line> line) {
    return new Section(Part.RESPONSE, key, title, things.stream().map(line).toList());
  }
}
