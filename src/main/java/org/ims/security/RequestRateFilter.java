package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.ims.engine.web.AddressRates;
import org.ims.engine.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how often one login asks, or one address that shows none, so that a program that runs wild
 * leaves something for the others. Each node counts for itself.
 */
class RequestRateFilter extends OncePerRequestFilter {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AddressRates logins;
  private final AddressRates addresses;
  private final String retryAfterSeconds;

  /**
   * @param perMinute at least 1
   */
  RequestRateFilter(int perMinute) {
    this.logins = new AddressRates(perMinute, MINUTE);
    this.addresses = new AddressRates(perMinute, MINUTE);
    this.retryAfterSeconds = String.valueOf(Math.max(1, MINUTE.toSeconds() / perMinute));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (mayAsk(request)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
    Problems.write(
        response, HttpStatus.TOO_MANY_REQUESTS, "Too many requests within a minute; slow down.");
  }

  private boolean mayAsk(HttpServletRequest request) {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    return login == null || login instanceof AnonymousAuthenticationToken
        ? addresses.take(AddressLimit.network(request.getRemoteAddr()))
        : logins.take(login.getName());
  }
}
