package org.ims.response.playbooks;

import java.util.ArrayList;
import java.util.List;
import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows on top of later forms what the playbooks of an incident have established. */
@Component
@Order(3)
class PlaybookFacts implements FactContributor {

  private final Playbooks playbooks;
  private final StepRecords records;

  PlaybookFacts(Playbooks playbooks, StepRecords records) {
    this.playbooks = playbooks;
    this.records = records;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    for (PlaybookRun run : playbooks.of(incident.number())) {
      facts.add(
          new Fact(
              "Playbook " + playbooks.nameOf(run.playbook()),
              "%s %s".formatted(state(run), run.because())));
    }
    for (StepRecord record : records.findByIncidentNumberOrderById(incident.number())) {
      facts.add(new Fact(record.step().name(), inWords(record)));
    }
    return facts;
  }

  private static String state(PlaybookRun run) {
    return run.isRunning() ? "Runs." : run.isCancelled() ? "Was stopped." : "Has ended.";
  }

  private static String inWords(StepRecord record) {
    String outcome =
        switch (record.outcome()) {
          case DONE -> "";
          case NOT_APPLICABLE -> "Does not apply. ";
          case YES -> "Yes. ";
          case NO -> "No. ";
        };
    return (outcome + (record.note() == null ? "" : record.note())).strip();
  }
}
