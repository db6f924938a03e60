package org.ims.webapps;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.ims.engine.choices.Asker;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;

/** Who sent a request: known to Spring Security, or to the session of a web application. */
@Component
class Askers {

  /** Where the web applications keep who is logged in. */
  private static final String ATTRIBUTE = "authenticatedUser";

  private final IdentityService identity;

  Askers(IdentityService identity) {
    this.identity = identity;
  }

  Asker of(HttpServletRequest request) {
    String user = user(request);
    if (request.getUserPrincipal() instanceof UsernamePasswordAuthenticationToken) {
      // Looked up for this request, unless its token brought them: then those count.
      return new Asker(user, groupsAtLogin(request));
    }
    Set<String> groups =
        user.isEmpty()
            ? Set.of()
            : identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet());
    return new Asker(user, groups);
  }

  /** The groups under which somebody signed in, without asking the database for them. */
  static Set<String> groupsAtLogin(HttpServletRequest request) {
    if (request.getUserPrincipal()
        instanceof org.springframework.security.core.Authentication login) {
      return login.getAuthorities().stream()
          .map(GrantedAuthority::getAuthority)
          .collect(Collectors.toUnmodifiableSet());
    }
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof Authentications logins
        ? logins.getAuthentications().stream()
            .filter(login -> login.getGroupIds() != null)
            .flatMap(login -> login.getGroupIds().stream())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static String user(HttpServletRequest request) {
    if (request.getRemoteUser() != null) {
      return request.getRemoteUser();
    }
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof Authentications logins
        ? logins.getAuthentications().stream()
            .map(Authentication::getIdentityId)
            .findFirst()
            .orElse("")
        : "";
  }
}
