package org.ims.reporting.webhooks;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ims.engine.web.AddressRates;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much a source may deliver, each for itself, and how often an address may try without being a
 * source. Kept by each node for itself: several nodes together take as many times more.
 */
@Component
class SourceLimits {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private record SourceBucket(int ratePerMinute, Bucket bucket) {}

  private final Map<String, SourceBucket> sources = new ConcurrentHashMap<>();
  private final AddressRates strangers;
  private final int failuresPerMinute;

  SourceLimits(@Value("${ims.webhooks.failures-per-minute}") int failuresPerMinute) {
    this.failuresPerMinute = failuresPerMinute;
    this.strangers = new AddressRates(failuresPerMinute, MINUTE);
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
                            source.ratePerMinute(),
                            AddressRates.bucket(source.ratePerMinute(), MINUTE)))
            .bucket();
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? 0
        : Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
  }

  /** Whether this address has failed so often that it is not listened to. */
  boolean isBarred(String address) {
    return strangers.isUsedUp(address);
  }

  void failed(String address) {
    strangers.take(address);
  }

  long barredSeconds() {
    return Math.max(1, MINUTE.toSeconds() / failuresPerMinute);
  }
}
