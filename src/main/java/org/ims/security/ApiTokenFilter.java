package org.ims.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.ims.engine.web.Problems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in machines that show one of our tokens. Each request looks the token up, so that one that
 * was revoked on any node is refused at once. Bearer tokens of other shapes are left to others.
 */
class ApiTokenFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final ObjectProvider<ApiTokens> tokens;
  private final EngineIdentities identities;
  private final AddressLimit limit;
  private final ObjectProvider<SignIns> signIns;

  ApiTokenFilter(
      ObjectProvider<ApiTokens> tokens,
      EngineIdentities identities,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns) {
    this.tokens = tokens;
    this.identities = identities;
    this.limit = limit;
    this.signIns = signIns;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !header.substring(SCHEME.length()).strip().startsWith(ApiTokenText.PREFIX)) {
      chain.doFilter(request, response);
      return;
    }
    if (limit.exceeded(request.getRemoteAddr())) {
      ProblemAnswers.tooManyFailures(response, limit);
      return;
    }
    Optional<ApiTokenAuthentication> known = login(header.substring(SCHEME.length()).strip());
    if (known.isEmpty()) {
      limit.failed(request.getRemoteAddr());
      signIns.getObject().tokenRefused(request.getRemoteAddr());
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      Problems.write(
          response, HttpStatus.UNAUTHORIZED, "The token is unknown, expired or revoked.");
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(known.get());
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private Optional<ApiTokenAuthentication> login(String text) {
    return tokens
        .getObject()
        .use(text)
        .flatMap(
            token ->
                identities
                    .find(token.owner())
                    .map(owner -> new ApiTokenAuthentication(owner, Set.copyOf(token.scopes()))));
  }
}
