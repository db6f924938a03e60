package org.ims.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this process has seen lately; it forgets the oldest, and all of it when it ends.
 *
 * @param <T> what is seen, known by its equality
 */
public final class RecentlySeen<T> {

  private final Map<T, Boolean> seen;

  /**
   * @param most how many are remembered, 1 or more
   */
  public RecentlySeen(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be 1 or more.");
    }
    seen =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > most;
          }
        };
  }

  public synchronized void add(T one) {
    seen.remove(one);
    seen.put(one, true);
  }

  public synchronized void forget(T one) {
    seen.remove(one);
  }

  public synchronized boolean contains(T one) {
    return seen.containsKey(one);
  }
}
