package org.ims.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.ims.engine.Occurrences;
import org.ims.engine.web.EngineRequest;
import org.ims.engine.web.Outcome;
import org.ims.incident.IncidentLinks;
import org.ims.incident.Incidents;
import org.ims.servicelevel.ServiceLevels;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Of two who do at once what only one of them can do, the second is told so. */
@ImsTest
class OvertakenTest {

  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private Incidents incidents;
  @Autowired private IncidentLinks links;
  @Autowired private Occurrences occurrences;
  @Autowired private TransactionTemplate transaction;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private Records records;

  @Test
  void whoeverLocksIncidentsDoesNotGoByWhatTheyWereBefore() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    String other = journey.toTriage(Journey.Kind.MINOR);
    TransactionTemplate meanwhile = new TransactionTemplate(transactions);
    meanwhile.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      assertThat(incidents.get(other).duplicateOf()).isNull();
                      meanwhile.executeWithoutResult(
                          inner -> incidents.get(other).decideDuplicate(number));
                      links.lockTogether(number, other);
                    }))
        .satisfies(failure -> assertThat(Outcome.of(failure)).contains(Outcome.CONFLICT));
  }

  @Test
  void whoeverTellsAProcessWhatSomebodyElseIsJustTellingItIsOvertaken() {
    String number = journey.toTriage(Journey.Kind.MINOR);

    assertThat(whileSomebodyTells(number, () -> tell(number)))
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withCauseInstanceOf(OptimisticLockingException.class);

    assertThat(tell(number)).as("it waits again").isEqualTo(1);
  }

  /** A timer of the watch moves it in the same way. */
  @Test
  void whoSubmitsAFormIsNotHeldUpByWhatTheirIncidentDoesMeanwhile() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    desk.take("service-desk", number, "UserTask_TriageIncident");

    assertThat(
            whileSomebodyTells(
                number,
                () -> {
                  try (EngineRequest request = EngineRequest.begin()) {
                    desk.submit(
                        "service-desk",
                        number,
                        "UserTask_TriageIncident",
                        journey.triage(Journey.Kind.MINOR));
                    return request.outcome();
                  }
                }))
        .succeedsWithin(Duration.ofSeconds(60))
        .isEqualTo(Optional.empty());

    assertThat(desk.openTasks(number)).isEmpty();
  }

  /** Begins the work while another transaction is telling the watch, which is committed then. */
  private <T> Future<T> whileSomebodyTells(String number, Callable<T> work) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      return transaction.execute(
          status -> {
            assertThat(tell(number)).isEqualTo(1);
            Future<T> begun = other.submit(work);
            records.awaitLocked("%act_ru_event_subscr");
            return begun;
          });
    } finally {
      other.shutdown();
    }
  }

  private int tell(String number) {
    return occurrences.happened(number, ServiceLevels.MSG_SERVICE_LEVEL_MOVED);
  }
}
