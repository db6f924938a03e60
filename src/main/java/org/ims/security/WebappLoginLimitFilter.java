package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Applies the limit per address to the login of the engine's web applications. */
class WebappLoginLimitFilter extends OncePerRequestFilter {

  private final AddressLimit limit;

  WebappLoginLimitFilter(AddressLimit limit) {
    this.limit = limit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getPathInfo();
    return !request.getMethod().equals("POST") || path == null || !path.contains("/login/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = request.getRemoteAddr();
    if (limit.exceeded(address)) {
      ProblemAnswers.tooManyFailures(response, limit);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      limit.failed(address);
    }
  }
}
