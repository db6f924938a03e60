package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine for whom it works during a request. Without it the engine would take every call
 * for one of the application's own, to which its authorisations do not apply.
 */
class EngineUserFilter extends OncePerRequestFilter {

  private final ObjectProvider<IdentityService> engine;
  private final Predicate<HttpServletRequest> anonymous;

  /**
   * @param anonymous which requests without a login pass, which then act for nobody; the chain in
   *     front of this filter has decided that they may
   */
  EngineUserFilter(
      ObjectProvider<IdentityService> engine, Predicate<HttpServletRequest> anonymous) {
    this.engine = engine;
    this.anonymous = anonymous;
  }

  /** Machines have no account; what they may do is decided before they come here. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().startsWith("/api/webhooks/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    if (user == null || user instanceof AnonymousAuthenticationToken || !user.isAuthenticated()) {
      if (anonymous.test(request)) {
        chain.doFilter(request, response);
      } else {
        // The chains let nobody through without a login; this only holds should one change.
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      }
      return;
    }
    IdentityService identities = engine.getObject();
    try {
      identities.setAuthentication(
          user.getName(),
          user.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList());
      chain.doFilter(request, response);
    } finally {
      identities.clearAuthentication();
    }
  }
}
