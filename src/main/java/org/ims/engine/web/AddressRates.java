package org.ims.engine.web;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address may do something within a time, each for itself; kept by each node. An
 * address is forgotten when too many others were seen after it.
 */
public final class AddressRates {

  private static final int MOST_ADDRESSES = 10_000;

  private final int count;
  private final Duration window;
  private final Map<String, Bucket> addresses =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  public AddressRates(int count, Duration window) {
    this.count = count;
    this.window = window;
  }

  /** A bucket that holds so many, and fills evenly within the window. */
  public static Bucket bucket(int count, Duration window) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(count).refillGreedy(count, window))
        .build();
  }

  /** Takes one from what the address may; false when there is nothing left. */
  public synchronized boolean take(String address) {
    return addresses.computeIfAbsent(address, any -> bucket(count, window)).tryConsume(1);
  }

  /** Whether the address has nothing left, without taking anything. */
  public synchronized boolean isUsedUp(String address) {
    Bucket bucket = addresses.get(address);
    return bucket != null && bucket.getAvailableTokens() == 0;
  }
}
