package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever is logged in to Tasklist or its sisters is known to what stands behind this filter, for
 * this request only.
 */
class WebappUserFilter extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Where the web applications keep the token that their own changes must carry, and in what. */
  private static final String TOKEN_ATTRIBUTE = "CAMUNDA_CSRF_TOKEN";

  private static final String TOKEN_HEADER = "X-XSRF-TOKEN";

  /** As camunda.bpm.webapp.auth.cache.time-to-live has it. */
  private static final Duration VALID_FOR = Duration.ofSeconds(60);

  private final Predicate<HttpServletRequest> accepted;

  private WebappUserFilter(Predicate<HttpServletRequest> accepted) {
    this.accepted = accepted;
  }

  /** For pages, which have a guard of their own against requests that other sites make. */
  static WebappUserFilter forPages() {
    return new WebappUserFilter(any -> true);
  }

  /**
   * For the API, where a change must carry the token that only the web applications' pages know.
   */
  static WebappUserFilter forApi() {
    return new WebappUserFilter(
        request -> READING.contains(request.getMethod()) || carriesToken(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    HttpSession session = request.getSession(false);
    if ((known == null || known instanceof AnonymousAuthenticationToken)
        && session != null
        && session.getAttribute(WebappSession.ATTRIBUTE) instanceof Authentications logins
        && accepted.test(request)) {
      // As the web applications do: whoever was deleted or left a group loses it within a minute.
      AuthenticationUtil.updateCache(logins, session, VALID_FOR.toMillis());
      logins.getAuthentications().stream()
          .findFirst()
          .ifPresent(
              login -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(
                        login.getIdentityId(),
                        null,
                        AuthorityUtils.createAuthorityList(login.getGroupIds())));
                SecurityContextHolder.setContext(context);
              });
    }
    chain.doFilter(request, response);
  }

  private static boolean carriesToken(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    String sent = request.getHeader(TOKEN_HEADER);
    return session != null
        && sent != null
        && session.getAttribute(TOKEN_ATTRIBUTE) instanceof String expected
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }
}
