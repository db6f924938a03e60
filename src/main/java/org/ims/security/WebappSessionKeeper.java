package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes back who is signed in to the web applications after they asked the engine anew. They
 * change what the session holds without telling the session, which lies in the database and would
 * forget it: then each request would ask again.
 */
class WebappSessionKeeper extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<Date> before = askedAgainAt(request);
    try {
      chain.doFilter(request, response);
    } finally {
      List<Date> after = askedAgainAt(request);
      if (!after.isEmpty() && !after.equals(before)) {
        HttpSession session = request.getSession(false);
        session.setAttribute(
            WebappSession.ATTRIBUTE, session.getAttribute(WebappSession.ATTRIBUTE));
      }
    }
  }

  private static List<Date> askedAgainAt(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(WebappSession.ATTRIBUTE) instanceof Authentications logins
        ? logins.getAuthentications().stream()
            .map(UserAuthentication::getCacheValidationTime)
            .toList()
        : List.of();
  }
}
