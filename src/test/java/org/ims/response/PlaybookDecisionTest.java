package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.testing.DecisionTable.Outcome;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;

class PlaybookDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule                         | category | subcategory      | serviceState | dataClass    | dataExposure | peopleAtRisk | -> playbook            | -> because
      Rule_Playbook_Ransomware     | security | Ransomware       | degraded     | none         | none         | false        | RansomwarePlaybook     | Ransomware is suspected.
      Rule_Playbook_Ransomware     | security | ransom note seen | ok           |              |              |              | RansomwarePlaybook     | Ransomware is suspected.
      Rule_Playbook_Phishing       | security | Spear PHISHING   | ok           | none         | none         | false        | PhishingPlaybook       | A phishing message was reported.
      Rule_Playbook_Phishing       | other    | phish            |              |              |              |              | PhishingPlaybook       | A phishing message was reported.
      Rule_Playbook_DataBreach     | privacy  |                  | ok           | personal     | suspected    | false        | DataBreachPlaybook     | Personal data may have been exposed.
      Rule_Playbook_DataBreach     | it       |                  | ok           | special      | confirmed    | false        | DataBreachPlaybook     | Personal data may have been exposed.
      Rule_Playbook_DataBreach     |          |                  |              | phi          | confirmed    |              | DataBreachPlaybook     | Personal data may have been exposed.
      Rule_Playbook_Supplier       | supplier | Telephone lines  | degraded     | none         | none         | false        | SupplierPlaybook       | A supplier has failed.
      Rule_Playbook_RestoreService | it       |                  | down         | confidential | confirmed    | false        | RestoreServicePlaybook | The service is down.
      Rule_Playbook_Safety         | safety   |                  | ok           | none         | none         | false        | SafetyPlaybook         | It concerns the safety of people.
      Rule_Playbook_PeopleAtRisk   | physical | Water            | ok           | none         | none         | true         | SafetyPlaybook         | The reporter says that people are at risk.
      -                            | it       | ransomware       | degraded     | none         | none         | false        |                        |
      -                            | security | Virus            | at-risk      | personal     | none         | false        |                        |
      -                            | privacy  |                  | ok           | confidential | confirmed    | false        |                        |
      -                            |          |                  |              |              |              |              |                        |
      """;

  PlaybookDecisionTest() {
    super("response/PlaybookDecision", 7, CASES);
  }

  @Test
  void everythingThatFitsIsCollected() {
    Outcome outcome =
        table.evaluate(
            Map.of(
                "category", "security",
                "subcategory", "Ransomware after phishing",
                "serviceState", "down",
                "dataClass", "personal",
                "dataExposure", "suspected"));

    assertThat(playbooks(outcome))
        .containsExactly(
            "RansomwarePlaybook",
            "PhishingPlaybook",
            "DataBreachPlaybook",
            "RestoreServicePlaybook");
  }

  /** A key without a process would fail in an incident; a playbook without a row is forgotten. */
  @Test
  void tableChoosesThePlaybooksThatExistAndEachOfThem() throws IOException {
    Set<String> chosen = new TreeSet<>();
    cases().forEach(given -> chosen.addAll(playbooks(table.evaluate(given.variables()))));

    try (Stream<Path> files = Files.list(Path.of("processes/response/playbooks"))) {
      assertThat(chosen)
          .isEqualTo(
              files
                  .map(file -> file.getFileName().toString().replaceFirst("\\.bpmn$", ""))
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static List<String> playbooks(Outcome outcome) {
    return outcome.outputs().stream().map(row -> (String) row.get("playbook")).toList();
  }
}
