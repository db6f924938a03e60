package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

class MonitoringLoginTest {

  private final AddressLimit limit = new AddressLimit(2, Duration.ofMinutes(5), () -> 0);

  @Test
  void withoutAPasswordThereIsNoSuchLogin() {
    assertThat(new MonitoringLogin("prometheus", "", limit).authenticate(of("prometheus", "")))
        .isNull();
  }

  @Test
  void anotherLoginIsNotItsOwn() {
    assertThat(
            new MonitoringLogin("prometheus", "secret", limit).authenticate(of("admin", "secret")))
        .isNull();
  }

  @Test
  void guessingEnds() {
    MonitoringLogin login = new MonitoringLogin("prometheus", "secret", limit);
    for (int guess = 0; guess < 2; guess++) {
      assertThatThrownBy(() -> login.authenticate(of("prometheus", "guess")))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> login.authenticate(of("prometheus", "secret")))
        .isInstanceOf(TooManyFailuresException.class);
  }

  private static Authentication of(String login, String password) {
    return UsernamePasswordAuthenticationToken.unauthenticated(login, password);
  }
}
