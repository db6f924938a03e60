package org.ims.communication.status;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the status page shows, and how much is asked of it.
 *
 * @param inside the audiences whose updates people inside read; the first one that was told of an
 *     incident counts
 * @param outside the same for people who are not signed in
 * @param history how far it shows back, 1 to 366 days
 * @param feedEntries how many updates a feed holds at most
 * @param perAddress how often an address may ask within the window without a login
 * @param freshFor how long what anybody may see may be kept between us and the reader
 * @param listeners how many may wait for changes at the same time, on this node
 * @param listenersPerAddress how many of them from one address
 * @param poll how soon this node learns what another one published
 * @param heartbeat how often those who wait hear that the connection still stands
 * @param listenFor how long one connection lasts before the reader makes a new one
 */
@ConfigurationProperties("ims.status")
record StatusSettings(
    List<String> inside,
    List<String> outside,
    Period history,
    int feedEntries,
    int perAddress,
    Duration window,
    Duration freshFor,
    int listeners,
    int listenersPerAddress,
    Duration poll,
    Duration heartbeat,
    Duration listenFor) {

  private static final int MOST_DAYS = 366;

  StatusSettings {
    long days = LocalDate.EPOCH.plus(history).toEpochDay();
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException(
          "ims.status.history must be a period from P1D to P%dD, not %s."
              .formatted(MOST_DAYS, history));
    }
  }

  /** The audiences of a kind of reader. */
  List<String> audiences(Readers readers) {
    return readers == Readers.INSIDE ? inside : outside;
  }
}
