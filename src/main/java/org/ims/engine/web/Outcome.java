package org.ims.engine.web;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.ims.incident.IllegalTransitionException;
import org.ims.incident.InvalidInputException;
import org.ims.incident.UnknownIncidentException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What a failure means to the client: the whole cause chain decides, since the engine, Hibernate
 * and Spring each wrap the one fact that matters, whether something was stored and whether a repeat
 * helps.
 */
public enum Outcome {
  /** Nothing was stored and the request is fine: repeat it later. */
  UNAVAILABLE,
  /** Somebody else was faster: read again, then decide. */
  CONFLICT,
  /** The engine's authorisations refuse it. */
  FORBIDDEN,
  /** The engine refuses the request as invalid. */
  INVALID,
  /** The engine does not know the thing that is named. */
  NOT_FOUND,
  /** The request holds a value that the database has no place for. */
  UNSTORABLE;

  /**
   * What PostgreSQL says of values that no table can hold or be asked for: characters that its
   * encoding lacks, moments out of its range, and a list that begins before its first entry.
   */
  private static final Set<String> OF_UNSTORABLE_VALUES =
      Set.of("22021", "22P05", "22008", "2201W", "2201X");

  /** Classifies a failure; empty when the chain says nothing about the outcome. */
  public static Optional<Outcome> of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    // A named fact beats what merely wraps it, therefore one pass per kind instead of one over the
    // chain.
    if (any(chain, OptimisticLockingException.class)
        || any(chain, OptimisticLockException.class)
        || any(chain, ConcurrencyFailureException.class)
        || any(chain, TaskAlreadyClaimedException.class)
        || any(chain, IllegalTransitionException.class)) {
      return Optional.of(CONFLICT);
    }
    for (Throwable link : chain) {
      if (link instanceof SQLException sql) {
        return ofState(sql.getSQLState());
      }
    }
    if (any(chain, DataIntegrityViolationException.class)) {
      return Optional.empty();
    }
    if (any(chain, TransactionException.class)
        || any(chain, DataAccessResourceFailureException.class)
        || any(chain, TransientDataAccessException.class)) {
      return Optional.of(UNAVAILABLE);
    }
    for (Throwable link : chain) {
      if (link instanceof AuthorizationException) {
        return Optional.of(FORBIDDEN);
      }
      if (link instanceof NotFoundException || link instanceof UnknownIncidentException) {
        return Optional.of(NOT_FOUND);
      }
      if (link instanceof BadUserRequestException || link instanceof InvalidInputException) {
        return Optional.of(INVALID);
      }
    }
    return Optional.empty();
  }

  private static Optional<Outcome> ofState(String state) {
    String known = state == null ? "" : state;
    // Serialisation failure, deadlock and a duplicate key: a concurrent transaction won.
    if (known.equals("40001") || known.equals("40P01") || known.equals("23505")) {
      return Optional.of(CONFLICT);
    }
    if (OF_UNSTORABLE_VALUES.contains(known)) {
      return Optional.of(UNSTORABLE);
    }
    // Bad data, another broken constraint, bad SQL: a repeat fails again, so promise nothing.
    if (known.startsWith("22") || known.startsWith("23") || known.startsWith("42")) {
      return Optional.empty();
    }
    return Optional.of(UNAVAILABLE);
  }

  private static boolean any(List<Throwable> chain, Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable link = failure; link != null && seen.add(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }
}
