package org.ims.engine;

import java.time.Duration;
import java.util.Optional;

/** Whether this node does its share of the engine's own work. */
public interface JobWork {

  /** What the job executor of this node does. */
  enum State {
    /** It takes jobs. */
    ACTIVE,
    /** It takes none, though it should: it has not begun, or was stopped. */
    STOPPED,
    /** The node was started without one. */
    OFF
  }

  /** What it does now. */
  State state();

  /**
   * How far the clock of this node is ahead of the database's when they were last compared;
   * negative when it is behind, empty when they never were.
   */
  Optional<Duration> clockSkew();
}
