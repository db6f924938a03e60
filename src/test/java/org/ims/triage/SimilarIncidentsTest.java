package org.ims.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import java.time.Instant;
import java.util.List;
import org.camunda.spin.Spin;
import org.camunda.spin.json.SpinJsonNode;
import org.ims.engine.EngineClock;
import org.ims.incident.Incidents;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the service desk is offered as the original of a report; the texts are like real ones. */
@ImsTest
class SimilarIncidentsTest {

  private static final String TASK = "UserTask_TriageIncident";

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private EngineClock clock;
  @Autowired private TransactionTemplate transactions;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Invoices cannot be posted in the ledger, erp",
    "invoices: posting in ledger not possible, erp",
    "Cannot post Invioces in the leger, erp",
    "Ledger! Invoices cannot be posted at all, payments",
    "Posting fails, erp",
  })
  void findsTheSameEventInOtherWords(String title, String service) {
    String known =
        report(
            "Invoices cannot be posted in the ledger",
            "erp",
            "Since this morning posting fails with the message FIN-4711, period locked.");
    String number =
        report(title, service, "Posting an invoice fails with FIN-4711: the period is locked.");

    assertThat(values(number)).contains(known).doesNotContain(number).hasSizeLessThanOrEqualTo(11);
    assertThat(desk.variable(number, TASK, "similarIncidents").toString())
        .contains(known + " - Invoices cannot be posted in the ledger (erp, triage)");
  }

  @Test
  void findsNothingForAnEventOfItsOwn() {
    String number =
        report("Coffee machine on floor seven leaks", "workplace", "Water drips on the carpet.");

    assertThat(desk.variable(number, TASK, "similarIncidents"))
        .isEqualTo("No open incident is similar.");
    assertThat(values(number)).containsExactly("other");
  }

  @Test
  void leavesOutWhatHasEndedAndWhatTheServiceDeskMayNotSee() {
    String title = "Turnstile at the southern gate stays locked";
    String rejected = report(title, "building-access", "Nobody gets in.");
    journey.triage(rejected, fields("kind", "false-alarm", "reason", "It was switched off"));
    String restricted =
        journey.toTriage(
            with(
                desk.report(),
                "title",
                title,
                "service",
                "building-access",
                "description",
                "Nobody gets in.",
                "restricted",
                true));
    String number = report(title, "building-access", "Nobody gets in.");

    assertThat(values(number)).doesNotContain(rejected, restricted);
  }

  @Test
  void childAndDuplicateSpeakForTheIncidentThatCarriesOn() {
    String parent = report("Site Hamburg is offline", "network", "The carrier's line is dead.");
    String child = report("Label printer in hall nine prints nothing", "workplace", "No network.");
    transactions.executeWithoutResult(
        status -> incidents.get(child).becomeChildOf(incidents.get(parent)));
    String duplicate = report("Scanner in hall nine has no signal", "workplace", "No network.");
    journey.triage(
        duplicate, fields("kind", "duplicate", "duplicateOf", parent, "reason", "Same line"));

    assertThat(values(report("label printer hall nine prints nothing", "workplace", "Help")))
        .contains(parent)
        .doesNotContain(child);
    assertThat(values(report("Scanner hall nine: no signal", "workplace", "Help")))
        .contains(parent)
        .doesNotContain(duplicate);
  }

  /** A claim may come hours after the report. */
  @Test
  void looksAgainWhenSomebodyClaimsTheTask() {
    String number = report("Escalator in the lobby stands still", "building-access", "Again");
    assertThat(values(number)).containsExactly("other");
    String later = report("The escalator in the lobby stands still", "building-access", "Help");
    desk.claim("service-desk", number, TASK);

    assertThat(values(number)).contains(later);
  }

  @Test
  void originalThatIsNotOfferedIsNamedByItsNumber() {
    String original = report("Gateway of the bank refuses payments", "payments", "Since nine.");
    String number = report("Customers call", "web-shop", "They cannot pay.");
    records.assertRefused(
        "service-desk",
        number,
        TASK,
        fields("kind", "duplicate", "duplicateOf", "other", "reason", "Same gateway"),
        "duplicateOf: required");
    journey.triage(
        number,
        fields(
            "kind",
            "duplicate",
            "duplicateOf",
            "other",
            "otherIncident",
            original,
            "reason",
            "Same gateway"));

    assertThat(incidents.get(number).duplicateOf()).isEqualTo(original);
  }

  private String report(String title, String service, String description) {
    return journey.toTriage(
        with(desk.report(), "title", title, "service", service, "description", description));
  }

  private List<String> values(String number) {
    SpinJsonNode choices = (SpinJsonNode) desk.variable(number, TASK, "similarChoices");
    return Spin.JSON(choices.toString()).elements().stream()
        .map(choice -> choice.prop("value").stringValue())
        .toList();
  }
}
