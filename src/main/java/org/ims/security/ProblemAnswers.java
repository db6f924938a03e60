package org.ims.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ims.engine.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says in a problem detail why somebody was not let in. */
class ProblemAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final AddressLimit limit;

  ProblemAnswers(AddressLimit limit) {
    this.limit = limit;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof TooManyFailuresException) {
      tooManyFailures(response, limit);
      return;
    }
    // A page of ours that asks in the background must not make the browser open its own dialog.
    if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"IMS\", charset=\"UTF-8\"");
    }
    Problems.write(response, HttpStatus.UNAUTHORIZED, "Log in with your login and password.");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    refuse(response);
  }

  void refuse(HttpServletResponse response) throws IOException {
    Problems.write(response, HttpStatus.FORBIDDEN, "Your roles do not include this.");
  }

  static void tooManyFailures(HttpServletResponse response, AddressLimit limit) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(limit.window().toSeconds()));
    Problems.write(
        response,
        HttpStatus.TOO_MANY_REQUESTS,
        "Too many logins failed from this address; try again later.");
  }
}
