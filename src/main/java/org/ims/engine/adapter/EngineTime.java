package org.ims.engine.adapter;

import java.time.Instant;
import java.util.Date;
import java.util.function.LongSupplier;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.joda.time.DateTimeUtils;
import org.joda.time.DateTimeUtils.MillisProvider;

/** The engine's own clock, which stamps its history and decides which timers are due. */
public final class EngineTime {

  private static MillisProvider running = System::currentTimeMillis;
  private static boolean stopped;

  private EngineTime() {}

  /** The engine's present. */
  public static Instant now() {
    return ClockUtil.getCurrentTime().toInstant();
  }

  /** Stops the engine's clock at an instant. */
  public static synchronized void stopAt(Instant instant) {
    stopped = true;
    ClockUtil.setCurrentTime(Date.from(instant));
  }

  /** Lets the engine's clock run again. */
  public static synchronized void reset() {
    stopped = false;
    DateTimeUtils.setCurrentMillisProvider(running);
  }

  /**
   * From now on the engine's clock tells this time; one that is stopped does so when it is let go.
   *
   * @param time in milliseconds since 1970
   */
  static synchronized void follow(LongSupplier time) {
    running = time::getAsLong;
    if (!stopped) {
      DateTimeUtils.setCurrentMillisProvider(running);
    }
  }
}
