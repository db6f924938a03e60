package org.ims.engine.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The engine's own clock, which stamps its history and decides which timers are due. */
public final class EngineTime {

  private static Duration correction = Duration.ZERO;
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

  /** Lets the engine's clock follow the machine's again, as corrected. */
  public static synchronized void reset() {
    stopped = false;
    follow();
  }

  /**
   * From now on the engine's clock differs from the machine's, which is wrong; one that is stopped
   * does so when it is let go.
   *
   * @param by what is added to the machine's time; zero when that is right
   */
  static synchronized void correct(Duration by) {
    correction = by;
    if (!stopped) {
      follow();
    }
  }

  private static void follow() {
    if (correction.isZero()) {
      ClockUtil.reset();
    } else {
      ClockUtil.offset(correction.toMillis());
    }
  }
}
