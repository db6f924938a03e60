package org.ims.security;

import jakarta.servlet.http.HttpSession;
import java.util.function.Supplier;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Whether somebody is logged in to the engine's web applications. Their own filter decides this
 * once more; but it opens every path that it does not know.
 */
class WebappSession implements AuthorizationManager<RequestAuthorizationContext> {

  /** Where the web applications keep who is logged in. */
  static final String ATTRIBUTE = "authenticatedUser";

  @Override
  public AuthorizationDecision authorize(
      Supplier<Authentication> ignored, RequestAuthorizationContext context) {
    HttpSession session = context.getRequest().getSession(false);
    return new AuthorizationDecision(
        session != null
            && session.getAttribute(ATTRIBUTE) instanceof Authentications logins
            && !logins.getAuthentications().isEmpty());
  }

  @Override
  @Deprecated
  public AuthorizationDecision check(
      Supplier<Authentication> ignored, RequestAuthorizationContext context) {
    return authorize(ignored, context);
  }
}
