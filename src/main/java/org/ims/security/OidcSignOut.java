package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Whoever signs out here is sent to the provider, which ends its session too. The pages redirect;
 * the web applications, which sign out in the background, are told the address in a header.
 */
class OidcSignOut extends OncePerRequestFilter implements LogoutHandler, LogoutSuccessHandler {

  /** Read by single-sign-on.js. */
  static final String HEADER = "IMS-Sign-Out";

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignOut.class);
  private static final String ADDRESS = OidcSignOut.class.getName();

  private final OidcClient client;

  OidcSignOut(OidcClient client) {
    this.client = client;
  }

  /** Before the session is gone. */
  @Override
  public void logout(
      HttpServletRequest request, HttpServletResponse response, Authentication person) {
    address(request).ifPresent(address -> request.setAttribute(ADDRESS, address));
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws IOException {
    response.sendRedirect(
        request.getAttribute(ADDRESS) instanceof String address
            ? address
            : request.getContextPath() + "/login?out");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !request.getRequestURI().endsWith("/logout");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    address(request).ifPresent(address -> response.setHeader(HEADER, address));
    chain.doFilter(request, response);
  }

  private Optional<String> address(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(OidcSession.ATTRIBUTE) instanceof OidcSession provider
        ? Optional.ofNullable(endpoint())
            .map(
                endpoint ->
                    UriComponentsBuilder.fromUriString(endpoint)
                        .queryParam("id_token_hint", "{token}")
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(
                            provider.idToken(),
                            client.clientId(),
                            client.ours(request, "/login?out"))
                        .toUriString())
        : Optional.empty();
  }

  /** Null when the provider is away: then only our own session ends, which must not fail. */
  private String endpoint() {
    try {
      return client.endSessionEndpoint();
    } catch (RuntimeException e) {
      LOG.warn("The provider of identities did not say where its sessions end", e);
      return null;
    }
  }
}
