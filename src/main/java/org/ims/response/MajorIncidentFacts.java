package org.ims.response;

import java.util.ArrayList;
import java.util.List;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Command;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.MajorIncident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows who commands, where they meet and what each sub-team does, on top of all other facts. */
@Component
@Order(0)
class MajorIncidentFacts implements FactContributor {

  private final SubTeams subTeams;

  MajorIncidentFacts(SubTeams subTeams) {
    this.subTeams = subTeams;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    if (incident.majorUndecided()) {
      facts.add(new Fact("Major incident", "proposed, to be decided"));
    } else if (incident.major() != MajorIncident.NONE) {
      facts.add(
          new Fact(
              "Major incident",
              "%s - %s".formatted(SubmittedForm.key(incident.major()), incident.majorBecause())));
    }
    if (incident.majorCommanded()) {
      Command command = incident.currentCommand();
      if (command != null) {
        facts.add(new Fact("Commander", command.commander()));
        add(facts, "Deputy", command.deputy());
        add(facts, "Scribe", command.scribe());
        add(facts, "Bridge", incident.bridge());
      }
      for (SubTeam team : subTeams.findByIncidentNumberOrderById(incident.number())) {
        facts.add(new Fact("Sub-team " + team.name(), inWords(team)));
      }
    }
    return facts;
  }

  private static String inWords(SubTeam team) {
    String mission = "%s (%s, %s)".formatted(team.mission(), team.lead(), key(team));
    return team.progress() == null ? mission : mission + " - " + team.progress();
  }

  private static String key(SubTeam team) {
    return SubmittedForm.key(team.state());
  }

  private static void add(List<Fact> facts, String label, String value) {
    if (value != null) {
      facts.add(new Fact(label, value));
    }
  }
}
