package org.ims.communication.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StatusRatesTest {

  private final StatusBoards boards = mock(StatusBoards.class);
  private final StatusRates rates = new StatusRates(boards, settings("P90D"));

  @Test
  void addressWithoutALoginAsksNotTooOften() {
    when(boards.readers()).thenReturn(Readers.OUTSIDE);
    assertThat(ask("192.0.2.1", new MockHttpServletResponse())).isTrue();
    assertThat(ask("192.0.2.1", new MockHttpServletResponse())).isTrue();

    MockHttpServletResponse refused = new MockHttpServletResponse();
    assertThatThrownBy(() -> ask("192.0.2.1", refused))
        .isInstanceOf(StatusRates.TooManyRequestsException.class);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("3600");
    assertThat(ask("192.0.2.2", new MockHttpServletResponse())).as("another one").isTrue();
  }

  @Test
  void whoIsSignedInAsksAsOftenAsTheyLike() {
    when(boards.readers()).thenReturn(Readers.INSIDE);
    for (int i = 0; i < 10; i++) {
      assertThat(ask("192.0.2.1", new MockHttpServletResponse())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "P-1D", "P367D", "P2Y"})
  void historyIsBetweenADayAndAYear(String history) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(history))
        .withMessageContaining("ims.status.history must be a period from P1D to P366D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ims.example.org", "ftp://ims.example.org", "https://", "https://a/?b"})
  void publicUrlIsAnAddress(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublicUrl(url))
        .withMessageStartingWith("ims.public-url must be an address");
    assertThat(new PublicUrl("https://status.example.org/ims/").of("/status"))
        .isEqualTo("https://status.example.org/ims/status");
  }

  private boolean ask(String address, MockHttpServletResponse response) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/status");
    request.setRemoteAddr(address);
    return rates.preHandle(request, response, this);
  }

  private static StatusSettings settings(String history) {
    return settings(history, Duration.ofSeconds(20), Duration.ofMinutes(10));
  }

  static StatusSettings settings(String history, Duration heartbeat, Duration listenFor) {
    return new StatusSettings(
        List.of("users", "customers"),
        List.of("customers"),
        Period.parse(history),
        50,
        2,
        Duration.ofHours(1),
        Duration.ofSeconds(10),
        10,
        5,
        Duration.ofHours(1),
        heartbeat,
        listenFor);
  }
}
