package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.ims.engine.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths that are spelled in a way no honest client uses. The web server decodes a path
 * before it looks for a servlet, while the engine's own filters compare the path as it was sent and
 * let pass what they do not recognise: {@code /camunda/%61pi/engine/...} would be the engine's
 * whole REST API without a login.
 */
class PlainPathFilter extends OncePerRequestFilter {

  /** An empty or relative segment, parameters, or a character that never needs to be encoded. */
  private static final Pattern ODD =
      Pattern.compile(
          "//|\\\\|;|/\\.{1,2}(?:/|$)|%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]|7[eE])");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (ODD.matcher(request.getRequestURI()).find()) {
      Problems.write(response, HttpStatus.BAD_REQUEST, "The path is not spelled plainly.");
      return;
    }
    chain.doFilter(request, response);
  }
}
