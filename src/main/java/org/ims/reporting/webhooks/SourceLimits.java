package org.ims.reporting.webhooks;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much a source may deliver, each for itself, and how often an address may try without being a
 * source. Kept by each node for itself: several nodes together take as many times more.
 */
@Component
class SourceLimits {

  /** Remembered addresses; the least recently seen one is forgotten. */
  private static final int MOST_ADDRESSES = 10_000;

  private record SourceBucket(int ratePerMinute, Bucket bucket) {}

  private final Map<String, SourceBucket> sources = new ConcurrentHashMap<>();
  private final Map<String, Bucket> strangers =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };
  private final int failuresPerMinute;

  SourceLimits(@Value("${ims.webhooks.failures-per-minute}") int failuresPerMinute) {
    this.failuresPerMinute = failuresPerMinute;
  }

  /**
   * Takes one delivery from what the source may send.
   *
   * @return 0 when it may, else after how many seconds it may again
   */
  long take(WebhookSource source) {
    Bucket bucket =
        sources
            .compute(
                source.name(),
                (name, known) ->
                    known != null && known.ratePerMinute() == source.ratePerMinute()
                        ? known
                        : new SourceBucket(
                            source.ratePerMinute(), perMinute(source.ratePerMinute())))
            .bucket();
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? 0
        : Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
  }

  /** Whether this address has failed so often that it is not listened to. */
  boolean isBarred(String address) {
    synchronized (strangers) {
      Bucket bucket = strangers.get(address);
      return bucket != null && bucket.getAvailableTokens() == 0;
    }
  }

  void failed(String address) {
    synchronized (strangers) {
      strangers.computeIfAbsent(address, any -> perMinute(failuresPerMinute)).tryConsume(1);
    }
  }

  long barredSeconds() {
    return Math.max(1, Duration.ofMinutes(1).toSeconds() / failuresPerMinute);
  }

  private static Bucket perMinute(int count) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(count).refillGreedy(count, Duration.ofMinutes(1)))
        .build();
  }
}
