package org.ims.incident;

import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import org.ims.incident.IncidentMoved.Picture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers what each incident was when a transaction first met it and says at the end of it which
 * of them moved, however many steps that took and whoever took them.
 */
@Component
class IncidentMoves implements IncidentSteps {

  /** Of all instances: Hibernate makes one of its own, to which it tells what it loads. */
  private static final Object KEY = new Object();

  private final ApplicationEventPublisher events;
  private final ObjectProvider<Journal> journal;

  IncidentMoves(ApplicationEventPublisher events, ObjectProvider<Journal> journal) {
    this.events = events;
    this.journal = journal;
  }

  @PostLoad
  void loaded(Incident incident) {
    remember(incident, Picture.of(incident));
  }

  @PostPersist
  void created(Incident incident) {
    remember(incident, null);
  }

  private void remember(Incident incident, Picture picture) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()
        || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
      return;
    }
    Met met = (Met) TransactionSynchronizationManager.getResource(KEY);
    if (met == null || !TransactionSynchronizationManager.getSynchronizations().contains(met)) {
      // One that was met too late in an earlier transaction was never asked and must not stay.
      TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
      met = new Met();
      TransactionSynchronizationManager.bindResource(KEY, met);
      TransactionSynchronizationManager.registerSynchronization(met);
      journal.getObject().join();
    }
    met.pictures.putIfAbsent(incident, new First(picture));
  }

  @Override
  public void record() {
    Met met = (Met) TransactionSynchronizationManager.getResource(KEY);
    if (met != null && TransactionSynchronizationManager.getSynchronizations().contains(met)) {
      new ArrayList<>(met.pictures.keySet()).forEach(met::step);
    }
  }

  /** A map has no place for null, which a new incident was before. */
  private record First(Picture picture) {}

  private final class Met implements TransactionSynchronization, Ordered {

    private final Map<Incident, First> pictures = new IdentityHashMap<>();
    private final Map<Incident, First> recorded = new IdentityHashMap<>();

    private void step(Incident incident) {
      Picture before = recorded.getOrDefault(incident, pictures.get(incident)).picture();
      Picture after = Picture.of(incident);
      if (!after.equals(before)) {
        recorded.put(incident, new First(after));
        events.publishEvent(
            new IncidentStepped(new IncidentMoved(incident.number(), before, after)));
      }
    }

    /** Before the journal, to which a move belongs. */
    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
      TransactionSynchronizationManager.bindResource(KEY, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      for (Incident incident : new ArrayList<>(pictures.keySet())) {
        step(incident);
        Picture before = pictures.get(incident).picture();
        Picture after = Picture.of(incident);
        if (!after.equals(before)) {
          events.publishEvent(new IncidentMoved(incident.number(), before, after));
        }
      }
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }
  }
}
