package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class EngineLoginTest {

  private final AtomicLong now = new AtomicLong();
  private final IdentityService identities = mock(IdentityService.class, RETURNS_DEEP_STUBS);
  private final SignIns signIns = mock(SignIns.class);
  private final AddressLimit limit = new AddressLimit(3, Duration.ofMinutes(5), now::get);
  private EngineLogin login;

  @BeforeEach
  void engine() {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("identityService", identities);
    beans.addBean("signIns", signIns);
    login =
        new EngineLogin(
            new EngineIdentities(beans.getBeanProvider(IdentityService.class)),
            new VerifiedCredentials(Duration.ofSeconds(60), now::get),
            limit,
            beans.getBeanProvider(SignIns.class));
    User mary = mock(User.class);
    when(mary.getId()).thenReturn("mary");
    Group group = mock(Group.class);
    when(group.getId()).thenReturn("legal");
    when(identities.checkPassword("mary", "right")).thenReturn(true);
    when(identities.createUserQuery().userId("mary").singleResult()).thenReturn(mary);
    when(identities.createGroupQuery().groupMember("mary").list()).thenReturn(List.of(group));
  }

  @Test
  void theGroupsAreTheAuthorities() {
    Authentication authenticated = login.authenticate(token("mary", "right", "192.0.2.1"));
    assertThat(authenticated.isAuthenticated()).isTrue();
    assertThat(authenticated.getName()).isEqualTo("mary");
    assertThat(authenticated.getCredentials()).isNull();
    assertThat(authenticated.getAuthorities())
        .extracting(GrantedAuthority::getAuthority)
        .containsExactly("legal");
  }

  @Test
  void aVerifiedPasswordIsNotCheckedAgainForAMinute() {
    login.authenticate(token("mary", "right", "192.0.2.1"));
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    login.authenticate(token("mary", "right", "192.0.2.1"));
    verify(identities, times(1)).checkPassword("mary", "right");

    when(identities.checkPassword("mary", "right")).thenReturn(false);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThatThrownBy(() -> login.authenticate(token("mary", "right", "192.0.2.1")))
        .isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void anotherPasswordIsNeverTakenForAVerifiedOne() {
    login.authenticate(token("mary", "right", "192.0.2.1"));
    assertThatThrownBy(() -> login.authenticate(token("mary", "wrong", "192.0.2.1")))
        .isInstanceOf(BadCredentialsException.class);
    assertThatThrownBy(() -> login.authenticate(token("mar", "yright", "192.0.2.1")))
        .isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void afterTooManyFailuresAnAddressIsNotEvenHeard() {
    for (String guess : List.of("adam", "berta", "carl")) {
      assertThatThrownBy(() -> login.authenticate(token(guess, "Winter-2026", "192.0.2.1")))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> login.authenticate(token("mary", "right", "192.0.2.1")))
        .isInstanceOf(TooManyFailuresException.class);
    verify(identities, times(3)).checkPassword(any(), any());
    assertThat(login.authenticate(token("mary", "right", "192.0.2.9")).isAuthenticated()).isTrue();
    // Whoever is working already goes on, although a colleague behind the same address fails.
    assertThat(login.authenticate(token("mary", "right", "192.0.2.1")).isAuthenticated()).isTrue();
  }

  @Test
  void theRefusedAddressIsTold() throws Exception {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new ProblemAnswers(limit)
        .commence(new MockHttpServletRequest(), answer, new TooManyFailuresException());
    assertThat(answer.getStatus()).isEqualTo(429);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("300");
  }

  @Test
  void aDatabaseThatIsDownIsNoWrongPassword() {
    ProcessEngineException down =
        new ProcessEngineException("down", new SQLException("refused", "08001"));
    when(identities.checkPassword("mary", "right")).thenThrow(down);
    assertThatThrownBy(() -> login.authenticate(token("mary", "right", "192.0.2.1")))
        .isSameAs(down);
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
  }

  @Test
  void theWebApplicationsLoginCountsToo() throws Exception {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("signIns", signIns);
    WebappLoginLimitFilter filter =
        new WebappLoginLimitFilter(limit, beans.getBeanProvider(SignIns.class));
    for (int i = 0; i < 3; i++) {
      assertThat(webappLogin(filter, HttpServletResponse.SC_UNAUTHORIZED)).isEqualTo(401);
    }
    assertThat(webappLogin(filter, HttpServletResponse.SC_OK)).isEqualTo(429);
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(webappLogin(filter, HttpServletResponse.SC_OK)).isEqualTo(200);
  }

  private static int webappLogin(WebappLoginLimitFilter filter, int engineAnswers)
      throws Exception {
    MockHttpServletRequest request =
        new MockHttpServletRequest("POST", "/camunda/api/admin/auth/user/default/login/tasklist");
    request.setPathInfo("/auth/user/default/login/tasklist");
    request.setRemoteAddr("198.51.100.7");
    MockHttpServletResponse answer = new MockHttpServletResponse();
    filter.doFilter(
        request,
        answer,
        new MockFilterChain() {
          @Override
          public void doFilter(
              jakarta.servlet.ServletRequest ignored, jakarta.servlet.ServletResponse response) {
            ((HttpServletResponse) response).setStatus(engineAnswers);
          }
        });
    return answer.getStatus();
  }

  private static Authentication token(String name, String password, String address) {
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    token.setDetails(new WebAuthenticationDetails(address, null));
    return token;
  }
}
