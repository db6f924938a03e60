package org.ims.incident;

import java.time.Instant;
import java.util.List;

/**
 * A component that has promised something about incidents by an instant. Components are asked in
 * the order of Spring's {@code @Order}.
 */
public interface PromiseContributor {

  /** How a promise stands. */
  enum State {
    RUNNING,
    /** The clock stands still; what is left of it is left when it goes on. */
    PAUSED,
    /** It was not kept, or its time has passed. */
    BREACHED,
    /** It was kept. */
    MET
  }

  /**
   * @param key for programs, in kebab case: {@code resolve}
   * @param name for people ("Resolve", "Next update for customers")
   * @param due null while the clock stands still
   * @param metAt when it was fulfilled, in time or late; null while it is not
   * @param percent how much of its time has passed, more than 100 when it is over; null where that
   *     is not counted
   * @param note what else is to be said, in a few words, or null
   */
  record Promise(
      String key,
      String name,
      State state,
      Instant due,
      Instant metAt,
      Integer percent,
      String note) {}

  /** What this component has promised and still watches or has fulfilled; empty when nothing. */
  List<Promise> promisesOf(Incident incident);
}
