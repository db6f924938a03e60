package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class RequestRateFilterTest {

  private final RequestRateFilter filter = new RequestRateFilter(3);

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void oneLoginThatAsksTooOftenWaitsAndOthersDoNot() throws Exception {
    assertThat(ask(login("one"), "192.0.2.1", 3)).containsOnly(200);
    MockHttpServletResponse refused = answer(login("one"), "192.0.2.2");
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("20");
    assertThat(refused.getContentType()).startsWith("application/problem+json");
    AnswerHeaders.ALWAYS.forEach(
        (name, value) -> assertThat(refused.getHeader(name)).isEqualTo(value));
    assertThat(ask(login("other"), "192.0.2.1", 3)).containsOnly(200);
  }

  @Test
  void whoShowsNoLoginIsCountedByTheNetwork() throws Exception {
    Authentication anonymous =
        new AnonymousAuthenticationToken(
            "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    assertThat(ask(anonymous, "2001:db8::1", 2)).containsOnly(200);
    assertThat(ask(null, "2001:db8::2", 1)).containsOnly(200);
    assertThat(ask(anonymous, "2001:db8::3", 1)).containsOnly(429);
    assertThat(ask(anonymous, "2001:db8:1::3", 1)).containsOnly(200);
  }

  private List<Integer> ask(Authentication login, String address, int times) throws Exception {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(answer(login, address).getStatus());
    }
    return answers;
  }

  private MockHttpServletResponse answer(Authentication login, String address)
      throws IOException, ServletException {
    SecurityContextHolder.getContext().setAuthentication(login);
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/services");
    request.setRemoteAddr(address);
    MockHttpServletResponse response = new MockHttpServletResponse();
    new MockFilterChain(new Served(), new AnswerHeaders().answerHeadersFilter().getFilter(), filter)
        .doFilter(request, response);
    return response;
  }

  private static Authentication login(String name) {
    return UsernamePasswordAuthenticationToken.authenticated(
        name, null, AuthorityUtils.NO_AUTHORITIES);
  }

  private static class Served extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    public void service(ServletRequest request, ServletResponse response) {
      // Status 200 and nothing more.
    }
  }
}
