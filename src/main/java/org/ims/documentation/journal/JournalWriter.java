package org.ims.documentation.journal;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ims.documentation.journal.verification.SealedTexts;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.engine.Actor;
import org.ims.engine.Caller;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction has to record and appends it as the transaction's last step: whoever
 * appends to the chain of an incident holds up everybody else who does, until the transaction ends.
 * Chains are taken in their order, so that two transactions never wait for each other.
 */
@Component
class JournalWriter implements Journal {

  /** The facts that name a login; a group may be called like somebody. */
  private static final Set<String> PEOPLE =
      Set.of(
          "person",
          "holder",
          "by",
          "user",
          "responder",
          "commander",
          "deputy",
          "scribe",
          "owner",
          "recipient");

  private static final PersistenceExceptionTranslator FAILURES = new HibernateJpaDialect();

  private final JdbcClient jdbc;
  private final EntityManager entities;
  private final ChainKeys keys;
  private final Reporters reporters;
  private final ObjectProvider<Caller> caller;
  private final Clock clock;

  /**
   * @param caller asked for when it is needed: the engine deploys its models before it is there
   */
  JournalWriter(
      JdbcClient jdbc,
      EntityManager entities,
      ChainKeys keys,
      Reporters reporters,
      ObjectProvider<Caller> caller,
      Clock clock) {
    this.jdbc = jdbc;
    this.entities = entities;
    this.keys = keys;
    this.reporters = reporters;
    this.caller = caller;
    this.clock = clock;
  }

  /** Something that happened, with who did it and when, before its chain is asked for a key. */
  private record Known(JournalFact fact, Instant at, String actor) {}

  @Override
  public void record(JournalFact fact) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("Nothing is recorded outside of a transaction.");
    }
    String actor = fact.actor() == null ? caller.getObject().user() : fact.actor();
    gathered()
        .add(
            new Known(
                fact,
                fact.at() == null ? clock.instant() : fact.at(),
                actor.isEmpty() ? Actor.SYSTEM : actor));
  }

  @Override
  public void join() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      gathered();
    }
  }

  private Gathered gathered() {
    Gathered gathered = (Gathered) TransactionSynchronizationManager.getResource(this);
    if (gathered == null
        || !TransactionSynchronizationManager.getSynchronizations().contains(gathered)) {
      // One that came too late in an earlier transaction was never asked and must not stay.
      TransactionSynchronizationManager.unbindResourceIfPossible(this);
      gathered = new Gathered();
      TransactionSynchronizationManager.bindResource(this, gathered);
      TransactionSynchronizationManager.registerSynchronization(gathered);
    }
    return gathered;
  }

  private final class Gathered implements TransactionSynchronization, Ordered {

    private final Map<String, List<Known>> chains = new TreeMap<>();
    private boolean written;

    void add(Known known) {
      if (written) {
        throw new IllegalStateException("The journal of this transaction is written already.");
      }
      chains.computeIfAbsent(chain(known.fact()), any -> new ArrayList<>()).add(known);
    }

    /** After all others, who may have something to record until the end. */
    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResourceIfPossible(JournalWriter.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.unbindResourceIfPossible(JournalWriter.this);
      TransactionSynchronizationManager.bindResource(JournalWriter.this, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      written = true;
      if (chains.isEmpty()) {
        return;
      }
      // What is still to be stored goes first, so that the heads are held as shortly as can be.
      flush();
      chains.forEach(JournalWriter.this::append);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(JournalWriter.this);
    }
  }

  /** At the commit, which would come next, failures are translated; here nobody else does it. */
  private void flush() {
    try {
      entities.flush();
    } catch (RuntimeException e) {
      throw DataAccessUtils.translateIfNecessary(e, FAILURES);
    }
  }

  private static String chain(JournalFact fact) {
    return fact.incident() != null && IncidentNumber.isValid(fact.incident())
        ? fact.incident()
        : StoredEntry.ORGANISATION;
  }

  private void append(String chain, List<Known> facts) {
    Optional<byte[]> key = null;
    List<String> bodies = new ArrayList<>(facts.size());
    for (Known known : facts) {
      Map<String, String> personal = new TreeMap<>(known.fact().personal());
      String actor = known.actor();
      if (actor.contains("@")) {
        personal.put("actor", actor);
        actor = Actors.OUTSIDE;
      } else if (reporters.isReporter(chain, actor)) {
        personal.put("actor", actor);
        actor = Actors.REPORTER;
      }
      Map<String, Object> plain = withoutPeople(chain, known.fact().facts(), personal);
      String sealed = null;
      String keyId = null;
      if (!personal.isEmpty()) {
        if (key == null) {
          key = keys.forWriting(chain);
        }
        if (key.isPresent()) {
          sealed = SealedTexts.seal(key.get(), chain, personal);
          keyId = SealedTexts.keyId(key.get());
        }
      }
      bodies.add(EntryBody.of(known.fact(), plain, known.at(), actor, sealed, keyId));
    }
    jdbc.sql("select journal_append(?, ?)")
        .params(chain, bodies.toArray(new String[0]))
        .query(Long.class)
        .single();
  }

  /**
   * Who reported the incident, and whoever is known by an address, is named by facts too, such as
   * to whom a task was given: what stands for them stays, and the name is sealed.
   */
  private Map<String, Object> withoutPeople(
      String chain, Map<String, Object> facts, Map<String, String> personal) {
    Map<String, Object> plain = new TreeMap<>(facts);
    if (!chain.equals(StoredEntry.ORGANISATION)) {
      plain.replaceAll(
          (name, value) -> {
            if (!(value instanceof String text)) {
              return value;
            }
            boolean outside = text.contains("@");
            if (!outside && !(PEOPLE.contains(name) && reporters.isReporter(chain, text))) {
              return value;
            }
            personal.put(name, text);
            return outside ? Actors.OUTSIDE : Actors.REPORTER;
          });
    }
    return plain;
  }
}
