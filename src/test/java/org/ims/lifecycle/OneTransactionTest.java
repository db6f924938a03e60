package org.ims.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.reporting.IncidentReports;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record, the engine and the outbox live in one transaction on PostgreSQL: whichever of them
 * fails, none of them keeps the step. A failure is brought about at the end of a step, when a task
 * is created: the record is written by then, the notice lies in the outbox and the engine has moved
 * on.
 */
@ImsTest
@Import(OneTransactionTest.EndOfStep.class)
class OneTransactionTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Records records;
  @Autowired private Incidents incidents;
  @Autowired private IncidentReports reports;
  @Autowired private HistoryService history;
  @Autowired private ManagementService management;
  @Autowired private TransactionTemplate transaction;
  @Autowired private EngineClock clock;
  @Autowired private EndOfStep endOfStep;

  /** Runs something once when the next task is created, inside the engine's command. */
  static class EndOfStep implements FactContributor {

    private final AtomicReference<Runnable> next = new AtomicReference<>();

    void then(Runnable action) {
      next.set(action);
    }

    boolean hasCome() {
      return next.get() == null;
    }

    @Override
    public List<Fact> factsOf(Incident incident) {
      Runnable action = next.getAndSet(null);
      if (action != null) {
        action.run();
      }
      return List.of();
    }
  }

  /** What is stored of an incident, in the record, the engine and the outbox. */
  private record Stored(
      IncidentState state, List<String> outbox, List<String> passed, List<String> tasks) {}

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
  }

  @Test
  void callerWhoFailsAfterTheReportLeavesNeitherRecordNorProcess() {
    List<String> reported = new ArrayList<>();

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      String number = reports.report(report()).number();
                      assertThat(incidents.existsById(number)).isTrue();
                      assertThat(desk.paths(number, "IncidentLifecycle")).hasSize(1);
                      reported.add(number);
                      throw new IllegalStateException("the caller fails");
                    }))
        .hasMessage("the caller fails");

    String number = reported.get(0);
    assertThat(incidents.existsById(number)).isFalse();
    assertThat(
            history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).count())
        .isZero();
  }

  @Test
  void failingStepTakesRecordOutboxAndProcessBack() {
    String number = desk.report("reporter", journey.report(MINOR));
    Stored before = stored(number);
    endOfStep.then(
        () -> {
          throw new IllegalStateException("the last step fails");
        });

    assertThatThrownBy(() -> jobs.run(number, "ServiceTask_RecordReport"))
        .hasMessageContaining("the last step fails");

    assertThat(endOfStep.hasCome()).isTrue();
    assertThat(stored(number)).isEqualTo(before);
    assertThat(before)
        .isEqualTo(
            new Stored(
                IncidentState.REPORTED,
                List.of(),
                List.of(
                    "CallActivity_Reporting",
                    "ServiceTask_RecordReport",
                    "StartEvent_IncidentReported",
                    "StartEvent_ReportReceived"),
                List.of()));
    assertThatTheJobCanRunAgain(number);
  }

  /** The engine's write comes last here: the job was changed behind its back, and it notices. */
  @Test
  void optimisticLockOfTheEngineTakesRecordAndOutboxBack() {
    String number = desk.report("reporter", journey.report(MINOR));
    Stored before = stored(number);
    Job job = jobs.the(number, "ServiceTask_RecordReport");
    endOfStep.then(
        () -> CompletableFuture.runAsync(() -> management.setJobRetries(job.getId(), 5)).join());

    assertThatThrownBy(() -> management.executeJob(job.getId()))
        .isInstanceOf(OptimisticLockingException.class);

    assertThat(endOfStep.hasCome()).isTrue();
    assertThat(stored(number)).isEqualTo(before);
    assertThatTheJobCanRunAgain(number);
  }

  /** The record's write comes last here, at the commit: the engine has written all of its own. */
  @Test
  void recordThatCannotBeStoredTakesTheEngineBack() {
    String number = desk.report("reporter", journey.report(MINOR));
    Stored before = stored(number);
    endOfStep.then(() -> incidents.get(number).foundRootCause("x".repeat(65)));

    assertThatThrownBy(() -> jobs.run(number, "ServiceTask_RecordReport"))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(endOfStep.hasCome()).isTrue();
    assertThat(stored(number)).isEqualTo(before);
    assertThatTheJobCanRunAgain(number);
  }

  /** The transition is written by a listener while the engine stores who claimed the task. */
  @Test
  void claimAndItsTransitionAreTakenBackTogether() {
    String number = journey.toInvestigation(SEVERE);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      desk.claim("responder", number, "UserTask_Investigate");
                      assertThat(incidents.get(number).state()).isEqualTo(IncidentState.RESPONDING);
                      throw new IllegalStateException("the connection is lost");
                    }))
        .hasMessage("the connection is lost");

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.ASSESSED);
    assertThat(incidents.get(number).responder()).isNull();
    assertThat(desk.task(number, "UserTask_Investigate").getAssignee()).isNull();
  }

  /** The second of two people works with what the first has changed: one wins, one is told. */
  @Test
  void secondOfTwoSimultaneousFormsIsTakenBack() {
    String number = journey.toTriage(SEVERE);
    journey.triage(number, fields("kind", "need-info", "reason", "Which server?"));
    desk.take("reporter", number, "UserTask_AnswerQuestion");

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      Incident seen = incidents.get(number);
                      CompletableFuture.runAsync(
                              () ->
                                  desk.complete(
                                      "reporter",
                                      number,
                                      "UserTask_AnswerQuestion",
                                      "ServiceTask_RecordAnswer",
                                      fields("answer", "mail-1")))
                          .join();
                      seen.resumeTriage();
                    }))
        .isInstanceOf(OptimisticLockingFailureException.class);

    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
  }

  private void assertThatTheJobCanRunAgain(String number) {
    jobs.runAll(number, "ServiceTask_RecordReport");
    assertThat(incidents.get(number).state()).isEqualTo(IncidentState.TRIAGE);
    assertThat(records.outbox(number)).containsExactly("acknowledgement/1 PENDING");
    assertThat(desk.openTasks(number)).containsExactly("UserTask_TriageIncident");
  }

  private Stored stored(String number) {
    return new Stored(
        incidents.get(number).state(),
        records.outbox(number),
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .list()
            .stream()
            .flatMap(
                instance ->
                    history
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .list()
                        .stream())
            .map(HistoricActivityInstance::getActivityId)
            .sorted()
            .toList(),
        desk.openTasks(number));
  }

  private static Report report() {
    return new Report(
        "Mail is down",
        "Nobody can send mail",
        "mail",
        null,
        null,
        "reporter",
        Report.Source.API,
        null,
        MONDAY,
        false,
        PersonalData.NO,
        false,
        false);
  }
}
