package org.ims.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.ims.engine.adapter.EngineTime;

/**
 * The application's clock: it reads the engine's, so that business time and process time never
 * differ. A replay of old incidents and the tests stop it at the instant they need.
 */
public final class EngineClock extends Clock {

  private final ZoneId zone;

  EngineClock() {
    this(ZoneOffset.UTC);
  }

  private EngineClock(ZoneId zone) {
    this.zone = zone;
  }

  /** Stops the clock, for the whole JVM, until {@link #reset()} or another call. */
  public void stopAt(Instant instant) {
    EngineTime.stopAt(instant);
  }

  /** Lets the clock follow the machine's again. */
  public void reset() {
    EngineTime.reset();
  }

  @Override
  public Instant instant() {
    return EngineTime.now();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new EngineClock(other);
  }
}
