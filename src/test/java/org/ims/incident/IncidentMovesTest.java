package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A thread serves many transactions; none may spoil the next. */
class IncidentMovesTest {

  private final List<Object> published = new ArrayList<>();
  private final List<IncidentMoved> steps = new ArrayList<>();
  private final IncidentMoves moves =
      new IncidentMoves(
          event -> {
            if (event instanceof IncidentStepped stepped) {
              steps.add(stepped.step());
            } else {
              published.add(event);
            }
          },
          noJournal());

  @BeforeEach
  void begin() {
    TransactionSynchronizationManager.initSynchronization();
  }

  @AfterEach
  void end() {
    TransactionSynchronizationManager.clear();
    // What was bound is unbound by the next transaction, as in earnest.
  }

  @Test
  void incidentThatWasMetTooLateDoesNotSilenceTheNextTransaction() {
    // Met after everybody was asked what is to be done before the end.
    moves.created(incident());
    TransactionSynchronizationManager.clear();
    TransactionSynchronizationManager.initSynchronization();

    moves.created(incident());
    complete();

    assertThat(published).hasSize(1);
  }

  @Test
  void eachTransactionTellsOfItsOwn() {
    moves.created(incident());
    moves.created(incident());
    complete();
    assertThat(published).hasSize(2);
    TransactionSynchronizationManager.clear();
    TransactionSynchronizationManager.initSynchronization();
    moves.created(incident());
    complete();
    assertThat(published).hasSize(3);
  }

  /** Others hear once what a transaction made of an incident; the record keeps each step. */
  @Test
  void eachStepIsOnRecordAndTheWholeIsTold() {
    Incident incident = incident();
    moves.created(incident);
    moves.record();
    incident.register();
    moves.record();
    moves.record();
    complete();

    assertThat(steps)
        .extracting(step -> step.before() == null ? null : step.before().state())
        .containsExactly(null, IncidentState.REPORTED);
    assertThat(steps)
        .extracting(step -> step.after().state())
        .containsExactly(IncidentState.REPORTED, IncidentState.TRIAGE);
    assertThat(published).hasSize(1);
  }

  private static ObjectProvider<Journal> noJournal() {
    Journal journal =
        new Journal() {
          @Override
          public void record(JournalFact fact) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void join() {}
        };
    return new ObjectProvider<>() {
      @Override
      public Journal getObject() {
        return journal;
      }
    };
  }

  private static void complete() {
    List<TransactionSynchronization> all = TransactionSynchronizationManager.getSynchronizations();
    all.forEach(each -> each.beforeCommit(false));
    all.forEach(TransactionSynchronization::beforeCompletion);
  }

  private static Incident incident() {
    return IncidentTransitionsTest.incidentIn(IncidentState.REPORTED, 1);
  }
}
