package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final AddressLimit limit = new AddressLimit(3, Duration.ofMinutes(5), now::get);

  @Test
  void anAddressIsRefusedAfterItsFailuresUntilTheWindowEnds() {
    fail("192.0.2.1", 2);
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
    fail("192.0.2.1", 1);
    assertThat(limit.exceeded("192.0.2.1")).isTrue();
    assertThat(limit.exceeded("192.0.2.2")).isFalse();
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
    fail("192.0.2.1", 1);
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
  }

  @Test
  void aSubscriberOfIpv6IsOneAddress() {
    fail("2001:db8:0:1::1", 1);
    fail("2001:db8:0:1::2", 1);
    fail("2001:db8:0:1:ffff::3", 1);
    assertThat(limit.exceeded("2001:db8:0:1::4")).isTrue();
    assertThat(limit.exceeded("2001:db8:0:2::4")).isFalse();
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      limit.failed(address);
    }
  }
}
