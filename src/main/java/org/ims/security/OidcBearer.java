package org.ims.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ims.engine.web.Problems;
import org.ims.security.EngineIdentities.Identity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Lets in whoever shows an access token (JWT) of the provider that is meant for us. */
class OidcBearer {

  /** Claims of ID and logout tokens, which are no keys to anything. */
  private static final List<String> OF_OTHER_TOKENS = List.of("nonce", "at_hash", "events");

  private final ObjectProvider<OidcPeople> people;
  private final AddressLimit limit;
  private final ObjectProvider<SignIns> signIns;
  private final JwtAuthenticationProvider tokens;
  private final BearerTokenAuthenticationEntryPoint challenge =
      new BearerTokenAuthenticationEntryPoint();

  OidcBearer(
      OidcSettings settings,
      ObjectProvider<OidcPeople> people,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns) {
    this.people = people;
    this.limit = limit;
    this.signIns = signIns;
    this.tokens = new JwtAuthenticationProvider(new SupplierJwtDecoder(() -> decoder(settings)));
    this.tokens.setJwtAuthenticationConverter(this::caller);
  }

  BearerTokenAuthenticationFilter filter() {
    BearerTokenAuthenticationFilter filter =
        new BearerTokenAuthenticationFilter(this::authenticate);
    DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
    filter.setBearerTokenResolver(request -> foreign(request, header));
    filter.setAuthenticationFailureHandler(this::refuse);
    return filter;
  }

  /** Our own tokens have a filter of their own. */
  private static String foreign(HttpServletRequest request, BearerTokenResolver header) {
    String token = header.resolve(request);
    return token == null || token.startsWith(ApiTokenText.PREFIX) ? null : token;
  }

  private Authentication authenticate(Authentication request) {
    if (limit.exceeded(((WebAuthenticationDetails) request.getDetails()).getRemoteAddress())) {
      throw new TooManyFailuresException();
    }
    return tokens.authenticate((BearerTokenAuthenticationToken) request);
  }

  private AbstractAuthenticationToken caller(Jwt token) {
    Identity caller =
        people
            .getObject()
            .call(token.getClaims())
            .orElseThrow(
                () ->
                    new OAuth2AuthenticationException(
                        BearerTokenErrors.insufficientScope(
                            "No group of the token is ours", null)));
    return UsernamePasswordAuthenticationToken.authenticated(
        caller.userId(), null, AuthorityUtils.createAuthorityList(caller.groups()));
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof TooManyFailuresException) {
      ProblemAnswers.tooManyFailures(response, limit);
      return;
    }
    if (reason instanceof AuthenticationServiceException) {
      Problems.write(
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "The provider of identities does not answer; try again later.");
      return;
    }
    challenge.commence(request, response, reason);
    HttpStatus status = HttpStatus.valueOf(response.getStatus());
    if (status == HttpStatus.FORBIDDEN) {
      Problems.write(response, status, "None of your groups has a role here.");
      return;
    }
    limit.failed(request.getRemoteAddr());
    signIns.getObject().tokenRefused(request.getRemoteAddr());
    Problems.write(response, status, "The token is not valid here, or not any more.");
  }

  private static JwtDecoder decoder(OidcSettings settings) {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build();
    decoder.setJwtValidator(rules(settings.issuer(), settings.audience(), settings.clockSkew()));
    return decoder;
  }

  private static OAuth2TokenValidator<Jwt> rules(String issuer, String audience, Duration skew) {
    return new DelegatingOAuth2TokenValidator<>(
        List.of(
            new JwtTimestampValidator(skew),
            new JwtIssuerValidator(issuer),
            new JwtClaimValidator<List<String>>(
                "aud", meant -> meant != null && meant.contains(audience)),
            new JwtClaimValidator<Object>("exp", ends -> ends != null),
            new JwtClaimValidator<Object>("sub", subject -> subject != null),
            new JwtClaimValidator<Object>("typ", kind -> kind == null || "Bearer".equals(kind)),
            OidcBearer::isNoOtherKind));
  }

  private static OAuth2TokenValidatorResult isNoOtherKind(Jwt token) {
    return OF_OTHER_TOKENS.stream().noneMatch(token::hasClaim)
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(
            BearerTokenErrors.invalidToken("This is no access token"));
  }
}
