package org.ims.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts failed logins per address. The engine locks a login after some wrong passwords; this stops
 * somebody who tries one password with every login instead.
 */
class AddressLimit {

  private static final int MAX_ADDRESSES = 10_000;

  private final int failures;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  AddressLimit(int failures, Duration window, LongSupplier nanoTime) {
    this.failures = failures;
    this.windowNanos = window.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether the address has failed so often that its next try is not even looked at. */
  boolean exceeded(String address) {
    Window window = windows.get(network(address));
    return window != null && !expired(window) && window.failures() >= failures;
  }

  void failed(String address) {
    if (windows.size() >= MAX_ADDRESSES) {
      windows.values().removeIf(this::expired);
      if (windows.size() >= MAX_ADDRESSES) {
        // Somebody has more addresses than we have memory for: forget any one of them.
        windows.keySet().stream().findAny().ifPresent(windows::remove);
      }
    }
    windows.compute(
        network(address),
        (key, window) ->
            window == null || expired(window)
                ? new Window(nanoTime.getAsLong(), 1)
                : new Window(window.begin(), window.failures() + 1));
  }

  /** How long an address that exceeded the limit has to wait at most. */
  Duration window() {
    return Duration.ofNanos(windowNanos);
  }

  private boolean expired(Window window) {
    return nanoTime.getAsLong() - window.begin() >= windowNanos;
  }

  /** One subscriber of IPv6 has a whole /64 of addresses. */
  static String network(String address) {
    if (address == null || address.indexOf(':') < 0) {
      return String.valueOf(address);
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private record Window(long begin, int failures) {}
}
