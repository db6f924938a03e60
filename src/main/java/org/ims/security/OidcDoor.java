package org.ims.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.ims.security.EngineIdentities.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Where people come in whom the provider knows, and where it tells us that they left. */
class OidcDoor {

  /** The way to the provider begins here. */
  static final String START =
      OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI
          + "/"
          + OidcClient.ID;

  private static final Logger LOG = LoggerFactory.getLogger(OidcDoor.class);

  private final OidcClient client;
  private final ObjectProvider<OidcPeople> people;
  private final ObjectProvider<WebSessions> sessions;

  OidcDoor(
      OidcClient client, ObjectProvider<OidcPeople> people, ObjectProvider<WebSessions> sessions) {
    this.client = client;
    this.people = people;
    this.sessions = sessions;
  }

  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    DefaultOAuth2AuthorizationRequestResolver requests =
        new DefaultOAuth2AuthorizationRequestResolver(
            client,
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
    requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    OidcUserService users = new OidcUserService();
    // The ID token tells all that is needed, and its signature was checked.
    users.setRetrieveUserInfo(any -> false);
    return http.securityMatcher(
            new OrRequestMatcher(
                Stream.of("/oauth2/**", "/login/oauth2/**", "/logout/connect/**")
                    .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList()))
        .authorizeHttpRequests(any -> any.anyRequest().denyAll())
        .oauth2Login(
            login ->
                login
                    .loginPage("/login")
                    .clientRegistrationRepository(client)
                    .authorizedClientRepository(new NoTokensKept())
                    .authorizationEndpoint(start -> start.authorizationRequestResolver(requests))
                    .userInfoEndpoint(info -> info.oidcUserService(users))
                    .securityContextRepository(new RequestAttributeSecurityContextRepository())
                    .successHandler(this::enter)
                    .failureHandler(this::fail)
                    .addObjectPostProcessor(
                        new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                          @Override
                          public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(
                              T filter) {
                            filter.setAuthenticationFailureHandler(OidcDoor.this::fail);
                            return filter;
                          }
                        }))
        .oidcLogout(
            logout ->
                logout
                    .clientRegistrationRepository(client)
                    .backChannel(back -> back.logoutHandler(this::leave)))
        // The state guards the way back, and a signature what the provider says by itself.
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            failures ->
                failures.authenticationEntryPoint(
                    (request, response, reason) -> response.sendError(404)))
        .build();
  }

  private void enter(
      HttpServletRequest request, HttpServletResponse response, Authentication proved)
      throws IOException, ServletException {
    OidcUser user = (OidcUser) proved.getPrincipal();
    SecurityContextHolder.clearContext();
    Optional<Identity> person = people.getObject().signIn(user.getIdToken().getClaims());
    HttpSession session = request.getSession();
    if (person.isEmpty()) {
      session.invalidate();
      request.setAttribute("noGroup", true);
      request.getRequestDispatcher("/login/refused").forward(request, response);
      return;
    }
    SavedRequest wanted = new HttpSessionRequestCache().getRequest(request, response);
    // A new session, as the web applications begin one after a password.
    AuthenticationUtil.revalidateSession(
        request,
        AuthenticationUtil.createAuthentication(
            ProcessEngines.NAME_DEFAULT, person.get().userId()));
    request
        .getSession()
        .setAttribute(
            OidcSession.ATTRIBUTE,
            new OidcSession(
                user.getSubject(),
                user.getIdToken().getClaimAsString("sid"),
                user.getIdToken().getTokenValue()));
    response.sendRedirect(
        wanted == null ? client.ours(request, "/report") : wanted.getRedirectUrl());
  }

  /** Whoever comes back without what we sent them for, or while the provider is away. */
  private void fail(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    LOG.warn(
        "Single sign-on failed: {}",
        reason instanceof OAuth2AuthenticationException oauth
            ? oauth.getError().getErrorCode()
            : reason.getClass().getSimpleName());
    response.sendRedirect(client.ours(request, "/login?sso"));
  }

  /** The provider says that a session is over. */
  private void leave(
      HttpServletRequest request, HttpServletResponse response, Authentication proved) {
    OidcLogoutToken token = (OidcLogoutToken) proved.getPrincipal();
    sessions.getObject().endOfProvider(token.getSubject(), token.getSessionId());
  }

  /** Nobody acts at the provider in a person's name, so its tokens are forgotten. */
  private static class NoTokensKept implements OAuth2AuthorizedClientRepository {

    @Override
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
        String id, Authentication person, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient tokens,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {}

    @Override
    public void removeAuthorizedClient(
        String id,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {}
  }
}
