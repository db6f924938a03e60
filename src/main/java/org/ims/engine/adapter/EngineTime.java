package org.ims.engine.adapter;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The engine's own clock, which stamps its history and decides which timers are due. */
public final class EngineTime {

  private EngineTime() {}

  /** The engine's present. */
  public static Instant now() {
    return ClockUtil.getCurrentTime().toInstant();
  }

  /** Stops the engine's clock at an instant. */
  public static void stopAt(Instant instant) {
    ClockUtil.setCurrentTime(Date.from(instant));
  }

  /** Lets the engine's clock follow the machine's again. */
  public static void reset() {
    ClockUtil.reset();
  }
}
