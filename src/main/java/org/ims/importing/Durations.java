package org.ims.importing;

import java.time.Duration;

/**
 * A distribution of durations in a fixed amount of memory: exact below 512 minutes, above it in
 * classes that are narrower than half a percent.
 */
final class Durations {

  private static final int EXACT_BITS = 9;
  private static final int EXACT = 1 << EXACT_BITS;
  private static final int CLASSES = EXACT / 2;

  private final long[] counts = new long[EXACT + CLASSES * (Long.SIZE - EXACT_BITS)];
  private long count;

  /** A negative one counts as none. */
  void add(Duration duration) {
    counts[classOf(Math.max(0, duration.toMinutes()))]++;
    count++;
  }

  long count() {
    return count;
  }

  /**
   * The smallest duration that at least this share does not exceed (nearest rank).
   *
   * @param percent 1 to 100
   */
  Duration percentile(int percent) {
    if (count == 0) {
      throw new IllegalStateException("There are no durations");
    }
    long rank = (count * percent + 99) / 100;
    long passed = 0;
    int at = -1;
    while (passed < rank) {
      passed += counts[++at];
    }
    return Duration.ofMinutes(middleOf(at));
  }

  /** Each power of two above the exact ones is divided into equal classes. */
  private static int classOf(long minutes) {
    if (minutes < EXACT) {
      return (int) minutes;
    }
    int shift = Long.SIZE - Long.numberOfLeadingZeros(minutes) - EXACT_BITS;
    return EXACT + CLASSES * (shift - 1) + (int) (minutes >>> shift) - CLASSES;
  }

  private static long middleOf(int index) {
    if (index < EXACT) {
      return index;
    }
    int shift = (index - EXACT) / CLASSES + 1;
    long start = (long) ((index - EXACT) % CLASSES + CLASSES) << shift;
    return start + (1L << shift) / 2;
  }

  /** For a person: the two largest units. */
  static String inWords(Duration duration) {
    if (duration.toDays() > 0) {
      return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
    }
    if (duration.toHours() > 0) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return duration.toSecondsPart() == 0
          ? "%d min".formatted(duration.toMinutes())
          : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return "%d s".formatted(duration.toSeconds());
  }
}
