package org.ims.documentation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.fields;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.incident.LegalHold;
import org.ims.incident.LegalHolds;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.PassesEveryNode;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** From the night in which a review is due to the erasure. */
@ImsTest
@TestPropertySource(
    properties = {
      "ims.retention.plan-batch=2",
      "ims.retention.reviews-per-night=2",
      "ims.retention.expiries-per-night=2"
    })
@PassesEveryNode(PersonalDataReviewProcess.KEY)
class PersonalDataReviewTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @Autowired private EndedIncidents ended;
  @Autowired private RetentionPlanning planning;
  @Autowired private PersonalDataErasure erasure;
  @Autowired private PersonalDataReviews reviews;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Records records;
  @Autowired private EngineClock clock;
  @Autowired private ManagementService management;
  @Autowired private RuntimeService runtime;
  @Autowired private HistoryService history;
  @Autowired private LegalHolds holds;
  @Autowired private JdbcClient jdbc;

  /** Whatever another test has left is none of our business. */
  @BeforeEach
  void nothingElseIsDue() {
    String last = "";
    while (last != null) {
      last = planning.planNext(last);
    }
    jdbc.sql(
            "update record_retention set erased_at = now(), erased_by = 'test', erased_for ="
                + " 'reviewed' where erased_at is null")
        .update();
  }

  private static Instant after(Instant start, String period) {
    return start.atZone(ZONE).plus(Period.parse(period)).toInstant();
  }

  private Job timer() {
    return management
        .createJobQuery()
        .processDefinitionKey(RetentionReviewProcess.KEY)
        .activityId("StartEvent_NightBegun")
        .singleResult();
  }

  private List<String> nights() {
    return history
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(RetentionReviewProcess.KEY)
        .list()
        .stream()
        .map(HistoricProcessInstance::getId)
        .toList();
  }

  /** A whole night; answers how many processes it began, and by which steps. */
  private Night night() {
    List<String> before = nights();
    management.executeJob(timer().getId());
    String instance =
        nights().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
    int steps = 0;
    while (runtime.createProcessInstanceQuery().processInstanceId(instance).count() > 0) {
      management.executeJob(
          management.createJobQuery().processInstanceId(instance).singleResult().getId());
      steps++;
    }
    Object begun =
        history
            .createHistoricVariableInstanceQuery()
            .processInstanceId(instance)
            .variableName(RetentionReviewProcess.BEGUN)
            .singleResult()
            .getValue();
    return new Night((Integer) begun, steps);
  }

  private record Night(int begun, int steps) {}

  private void decide(String number, Object... form) {
    desk.complete(
        "dpo",
        number,
        "UserTask_ReviewPersonalData",
        "ServiceTask_RecordPersonalDataReview",
        fields(form));
  }

  private Instant endOf(String number) {
    return jdbc.sql("select closed_at from incident where number = ?")
        .param(number)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private List<String> path(String number) {
    return desk.path(number, PersonalDataReviewProcess.KEY);
  }

  @Test
  void afterAYearSomebodyDecidesAndItIsErased() {
    String number = ended.closed("reporter", "Xylograph");
    Instant end = endOf(number);

    assertThat(night().begun()).as("too early").isZero();
    assertThat(ended.row(number)).containsEntry("erased_at", null).containsEntry("open", false);

    Instant due = after(end, "P12M");
    clock.stopAt(due);
    assertThat(night().begun()).isEqualTo(1);
    assertThat(night().begun()).as("it is begun already").isZero();

    assertThat(desk.candidates(number, "UserTask_ReviewPersonalData")).containsExactly("dpo");
    assertThat(desk.due(number, "UserTask_ReviewPersonalData")).isEqualTo(after(due, "P30D"));
    jobs.assertDue(number, "Timer_RetentionOver", after(end, "P5Y"));
    assertThat(desk.task(number, "UserTask_ReviewPersonalData").getName())
        .isEqualTo("Review personal data: " + number);
    assertThat(desk.variable(number, "UserTask_ReviewPersonalData", "holdings").toString())
        .contains("Report and record: 1", "Investigations: 1", "Messages: ");
    assertThat(desk.variable(number, "UserTask_ReviewPersonalData", "knownFacts").toString())
        .startsWith(number + ", closed since ")
        .contains("The record of an incident is kept for five years.")
        .doesNotContain("Xylograph");

    decide(number, "decision", "erase");
    jobs.run(number, "ServiceTask_ErasePersonalData");

    assertThat(path(number)).endsWith("Gateway_Erased", "EndEvent_PersonalDataErased");
    assertThat(records.row("incident", number))
        .containsEntry("title", "(erased)")
        .containsEntry("reporter", "person-1");
    assertThat(ended.row(number))
        .containsEntry("erased_by", "dpo")
        .containsEntry("erased_for", "reviewed")
        .containsEntry("open", false);
    clock.stopAt(after(end, "P6Y"));
    assertThat(night().begun()).as("nothing is done twice").isZero();
  }

  @Test
  void whatIsKeptComesBackOnItsDateAndIsErasedAtTheEndOfTheRecord() {
    String number = ended.closed();
    Instant end = endOf(number);
    clock.stopAt(after(end, "P12M"));
    night();
    Instant until = after(end, "P24M");

    assertThatThrownBy(() -> decide(number, "decision", "keep"))
        .hasMessageContaining("Keep reason is required")
        .hasMessageContaining("Keep personal until is required");
    assertThatThrownBy(
            () ->
                decide(
                    number,
                    "decision",
                    "keep",
                    "keepReason",
                    "A claim",
                    "keepPersonalUntil",
                    after(end, "P6Y").toString()))
        .hasMessageContaining("must not be later than");
    assertThatThrownBy(() -> decide(number, "decision", "erase", "keepReason", "A claim"))
        .hasMessageContaining("Keep reason belongs to what is kept");
    decide(
        number, "decision", "keep", "keepReason", "A claim", "keepPersonalUntil", until.toString());

    assertThat(path(number)).endsWith("Gateway_Erase", "EndEvent_PersonalDataKept");
    assertThat(night().begun()).isZero();
    clock.stopAt(until.plus(Duration.ofMinutes(1)));
    assertThat(night().begun()).as("the night after the date").isEqualTo(1);

    // Nobody answers until the record is kept no longer.
    jobs.fire(number, "Timer_RetentionOver", after(end, "P5Y"));
    jobs.run(number, "ServiceTask_ErasePersonalData");

    assertThat(ended.row(number))
        .containsEntry("erased_by", "system")
        .containsEntry("erased_for", "retention-over")
        .containsEntry("kept_because", "(erased)");
  }

  @Test
  void aRecordKeptNoLongerIsErasedWithoutAsking() {
    String number = ended.closed();
    clock.stopAt(after(endOf(number), "P5Y"));

    assertThat(night().begun()).isEqualTo(1);
    assertThat(desk.openTasks(number)).isEmpty();
    jobs.run(number, "ServiceTask_ErasePersonalData");

    assertThat(path(number))
        .containsExactly(
            "StartEvent_PersonalDataReviewDue",
            "Gateway_StillKept",
            "ServiceTask_ErasePersonalData",
            "Gateway_Erased",
            "EndEvent_PersonalDataErased");
  }

  @Test
  void underLegalHoldNothingIsErasedAndItComesBack() {
    String held = ended.closed();
    String heldLater = ended.closed();
    LegalHold hold = holds.save(new LegalHold(held, "A claim", "legal", clock.instant()));
    clock.stopAt(after(endOf(heldLater), "P5Y"));
    assertThat(night().begun()).isEqualTo(1);

    LegalHold later = holds.save(new LegalHold(heldLater, "A claim", "legal", clock.instant()));
    jobs.run(heldLater, "ServiceTask_ErasePersonalData");
    assertThat(path(heldLater)).endsWith("EndEvent_ErasurePutOff");
    assertThat(records.row("incident", heldLater)).doesNotContainEntry("title", "(erased)");
    assertThat(night().begun()).isZero();

    for (LegalHold open : List.of(hold, later)) {
      open.release("Settled", "legal", clock.instant());
      holds.save(open);
    }
    assertThat(night().begun()).isEqualTo(2);
    jobs.run(held, "ServiceTask_ErasePersonalData");
    jobs.run(heldLater, "ServiceTask_ErasePersonalData");
    assertThat(ended.row(held)).containsEntry("erased_for", "retention-over");
    assertThat(ended.row(heldLater)).containsEntry("erased_for", "retention-over");
  }

  @Test
  void aHoldSetWhileSomebodyDecidesRefusesTheErasure() {
    String number = ended.closed();
    clock.stopAt(after(endOf(number), "P12M"));
    night();
    holds.save(new LegalHold(number, "A claim", "legal", clock.instant()));

    assertThatThrownBy(() -> decide(number, "decision", "erase"))
        .hasMessageContaining("it is under legal hold");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_ReviewPersonalData");
  }

  @Test
  void underLegalHoldTheErasureIsPutOff() {
    String number = ended.closed();
    clock.stopAt(after(endOf(number), "P5Y"));
    night();
    holds.save(new LegalHold(number, "A claim", "legal", clock.instant()));

    jobs.run(number, "ServiceTask_ErasePersonalData");

    assertThat(path(number)).endsWith("Gateway_Erased", "EndEvent_ErasurePutOff");
    assertThat(ended.row(number)).containsEntry("erased_at", null).containsEntry("open", false);
  }

  @Test
  void whatIsKeptForLongerIsLeftAlone() {
    String number = ended.closed();
    Instant end = endOf(number);
    clock.stopAt(after(end, "P12M"));
    night();

    decide(
        number,
        "decision",
        "keep",
        "keepReason",
        "A claim",
        "keepPersonalUntil",
        after(end, "P24M").toString());

    assertThat(path(number)).endsWith("Gateway_Erase", "EndEvent_PersonalDataKept");
    assertThat(ended.row(number))
        .containsEntry("decided_by", "dpo")
        .containsEntry("kept_because", "A claim");
  }

  @Test
  void whatIsErasedMeanwhileNeedsNoReview() {
    String number = ended.closed();
    clock.stopAt(after(endOf(number), "P12M"));
    night();

    reviews.erasedMeanwhile(number);
    assertThat(erasure.erase(number, Ground.OBJECTION, "dpo"))
        .isEqualTo(PersonalDataErasure.Outcome.ERASED);

    assertThat(desk.openTasks(number)).isEmpty();
    assertThat(ended.row(number)).containsEntry("open", false);
    assertThat(erasure.erase(number, Ground.OBJECTION, "dpo"))
        .isEqualTo(PersonalDataErasure.Outcome.ERASED_ALREADY);
  }

  @Test
  void aReviewThatIsOvertakenLeadsToItsEnd() {
    String number = ended.closed();
    clock.stopAt(after(endOf(number), "P12M"));
    night();

    reviews.erasedMeanwhile(number);

    assertThat(path(number)).endsWith("Event_PersonalDataErased", "EndEvent_NothingLeft");
  }

  @Test
  void oneNightTakesSoManyTheLongestDueFirst() {
    String first = ended.closed();
    String second = ended.closed();
    String third = ended.closed();
    clock.stopAt(after(endOf(third), "P12M"));

    Night night = night();

    assertThat(night.begun()).isEqualTo(2);
    // Three plans in batches of two, and the step that begins what is due.
    assertThat(night.steps()).isEqualTo(3);
    assertThat(desk.openTasks(first)).containsExactly("UserTask_ReviewPersonalData");
    assertThat(desk.openTasks(second)).containsExactly("UserTask_ReviewPersonalData");
    assertThat(desk.openTasks(third)).isEmpty();
    assertThat(night().begun()).isEqualTo(1);
    assertThat(desk.openTasks(third)).containsExactly("UserTask_ReviewPersonalData");
  }

  @Test
  void theNightBeginsAtHalfPastTwo() {
    var due = timer().getDuedate().toInstant().atZone(ZoneId.systemDefault());

    assertThat(due.getHour()).isEqualTo(2);
    assertThat(due.getMinute()).isEqualTo(30);
  }
}
