package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.ims.engine.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses changes that another site's page sends through the browser of somebody who is logged in:
 * a browser repeats HTTP Basic credentials by itself. Other clients send neither of these headers.
 */
class CrossSiteFilter extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Our own pages, and what a person does without any page; not our neighbours on other ports. */
  private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!READING.contains(request.getMethod()) && isForeign(request)) {
      Problems.write(
          response, HttpStatus.FORBIDDEN, "Requests from pages of other sites are refused.");
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isForeign(HttpServletRequest request) {
    String relation = request.getHeader("Sec-Fetch-Site");
    if (relation != null && !FROM_HERE.contains(relation)) {
      return true;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return false;
    }
    try {
      return !request.getServerName().equalsIgnoreCase(URI.create(origin).getHost());
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
