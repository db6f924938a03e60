package org.ims.reporting;

import io.github.bucket4j.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How often somebody without a login may report, by address and altogether; kept by each node. */
@Component
class OpenReportLimits {

  /** Remembered addresses; the least recently seen one is forgotten. */
  private static final int MOST_ADDRESSES = 10_000;

  private final ReportPageSettings settings;
  private final Bucket overall;
  private final Map<String, Bucket> addresses =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  OpenReportLimits(ReportPageSettings settings) {
    this.settings = settings;
    this.overall = bucket(settings.overall());
  }

  /** Takes one report from what is allowed; false when it is too many. */
  boolean take(String address) {
    Bucket own;
    synchronized (addresses) {
      own = addresses.computeIfAbsent(address, any -> bucket(settings.perAddress()));
    }
    return own.tryConsume(1) && overall.tryConsume(1);
  }

  private Bucket bucket(int count) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(count).refillGreedy(count, settings.window()))
        .build();
  }
}
