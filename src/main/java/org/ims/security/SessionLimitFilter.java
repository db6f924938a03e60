package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notices when a session gets or loses its user, whichever login did it, and ends sessions that
 * have lasted too long or were ended elsewhere. It stands before all that asks who somebody is.
 */
class SessionLimitFilter extends OncePerRequestFilter {

  private static final String ATTRIBUTE = "ims.signedIn";

  /** A session that was ended on another node goes on for this long at most. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final ObjectProvider<WebSessions> sessions;
  private final ObjectProvider<Clock> clock;

  SessionLimitFilter(ObjectProvider<WebSessions> sessions, ObjectProvider<Clock> clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    SignedIn before = session == null ? null : (SignedIn) session.getAttribute(ATTRIBUTE);
    if (before != null && !goesOn(session, before)) {
      session.invalidate();
      before = null;
    }
    chain.doFilter(request, response);
    HttpSession after = request.getSession(false);
    String person = after == null ? null : person(after);
    if (before != null && !before.person().equals(person)) {
      sessions.getObject().end(before);
    }
    if (person != null && (before == null || !before.person().equals(person))) {
      after.setAttribute(ATTRIBUTE, begin(request, after, person));
    }
  }

  private SignedIn begin(HttpServletRequest request, HttpSession session, String person) {
    WebSessions all = sessions.getObject();
    if (session.getAttribute(OidcSession.ATTRIBUTE) instanceof OidcSession provider) {
      SignedIn begun =
          all.begin(session.getId(), person, "single-sign-on", request.getRemoteAddr());
      all.belongsTo(provider, begun);
      return begun;
    }
    String door = request.getServletPath().startsWith("/camunda") ? "web-applications" : "pages";
    return all.begin(session.getId(), person, door, request.getRemoteAddr());
  }

  private boolean goesOn(HttpSession session, SignedIn signedIn) {
    WebSessions all = sessions.getObject();
    if (all.isOver(signedIn)) {
      return false;
    }
    Instant now = clock.getObject().instant();
    // One that a provider may end is looked for each time: there a person has left all systems.
    if (session.getAttribute(OidcSession.ATTRIBUTE) == null
        && now.isBefore(signedIn.checked().plus(LOOK_AGAIN))) {
      return true;
    }
    boolean known = all.isKnown(signedIn);
    if (known) {
      session.setAttribute(ATTRIBUTE, signedIn.checkedAt(now));
    }
    return known;
  }

  private static String person(HttpSession session) {
    if (session.getAttribute(WebappSession.ATTRIBUTE) instanceof Authentications logins
        && !logins.getAuthentications().isEmpty()) {
      return logins.getAuthentications().stream()
          .map(Authentication::getIdentityId)
          .findFirst()
          .orElseThrow();
    }
    return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                instanceof SecurityContext context
            && context.getAuthentication() != null
        ? context.getAuthentication().getName()
        : null;
  }
}
