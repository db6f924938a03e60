package org.ims.security;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.ims.engine.web.PagePaths;
import org.ims.engine.web.Problems;
import org.ims.engine.web.PublicPages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HttpBasicConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which paths are open to whom: one chain of filters for each part of the application, and for
 * everything that no part claims.
 *
 * <p>The matchers are path patterns on purpose: a plain text would be matched against Spring MVC's
 * mappings, which do not know the engine's servlets, and so would leave those open.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebSecurity {

  /** Same-origin pages only, no foreign code, no frames. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  /** As above, and no style but from our own files. */
  private static final String PAGES_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none';"
          + " base-uri 'none'; form-action 'self'";

  /** Makes an administrator of anybody while there is none. */
  private static final RequestMatcher SETUP =
      new OrRequestMatcher(
          path("/camunda/api/admin/setup/**"), path("/camunda/app/admin/*/setup/**"));

  /** What the web applications need to show their login and to log in. */
  private static final RequestMatcher WEBAPPS_OPEN =
      new OrRequestMatcher(
          path("/camunda/api/*/plugin/*/static/**"),
          path("/camunda/api/admin/auth/user/*"),
          path("/camunda/api/admin/auth/user/*/login/*"),
          path("/camunda/api/admin/auth/user/*/logout"),
          path("/camunda/api/engine/engine/"),
          path("/camunda/api/engine/engine/*/identity/password-policy"));

  /** First of all filters but the one that answers failures. */
  @Bean
  FilterRegistrationBean<PlainPathFilter> plainPaths() {
    FilterRegistrationBean<PlainPathFilter> registration =
        new FilterRegistrationBean<>(new PlainPathFilter());
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
    return registration;
  }

  @Bean
  AddressLimit addressLimit(
      @Value("${ims.security.failed-logins-per-address}") int failures,
      @Value("${ims.security.failed-logins-window}") Duration window) {
    return new AddressLimit(failures, window, System::nanoTime);
  }

  @Bean
  VerifiedCredentials verifiedCredentials() {
    return new VerifiedCredentials(Duration.ofSeconds(60), System::nanoTime);
  }

  @Bean
  EngineIdentities engineIdentities(ObjectProvider<IdentityService> engine) {
    return new EngineIdentities(engine);
  }

  @Bean
  AuthenticationManager authenticationManager(
      EngineIdentities identities,
      VerifiedCredentials verified,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns) {
    return new ProviderManager(new EngineLogin(identities, verified, limit, signIns));
  }

  /** Not a filter of its own: only the chains of programs take tokens. */
  @Bean
  ApiTokenFilter apiTokenFilter(
      ObjectProvider<ApiTokens> tokens,
      EngineIdentities identities,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns) {
    return new ApiTokenFilter(tokens, identities, limit, signIns);
  }

  @Bean
  FilterRegistrationBean<ApiTokenFilter> apiTokensInChainsOnly(ApiTokenFilter filter) {
    FilterRegistrationBean<ApiTokenFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  /** Not a filter of its own either: whoever asks has to be known first. */
  @Bean
  RequestRateFilter requestRates(@Value("${ims.security.requests-per-minute}") int perMinute) {
    return new RequestRateFilter(perMinute);
  }

  @Bean
  FilterRegistrationBean<RequestRateFilter> requestRatesInChainsOnly(RequestRateFilter filter) {
    FilterRegistrationBean<RequestRateFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  /** Before Spring Security, so that a session which is over lets nobody in. */
  @Bean
  FilterRegistrationBean<SessionLimitFilter> sessionLimits(
      ObjectProvider<WebSessions> sessions, ObjectProvider<Clock> clock) {
    FilterRegistrationBean<SessionLimitFilter> registration =
        new FilterRegistrationBean<>(new SessionLimitFilter(sessions, clock));
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
    return registration;
  }

  /**
   * After Spring Security, and after the filter that fills the choices of forms, for which nobody's
   * authorisations may be in force yet.
   */
  @Bean
  FilterRegistrationBean<EngineUserFilter> engineUser(
      ObjectProvider<IdentityService> engine, ObjectProvider<PublicPages> publicPages) {
    FilterRegistrationBean<EngineUserFilter> registration =
        new FilterRegistrationBean<>(
            new EngineUserFilter(engine, request -> isPublic(publicPages, request)));
    registration.addUrlPatterns("/engine-rest/*", "/api/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setOrder(10);
    return registration;
  }

  /** The same for the pages, some of which are open to everybody. */
  @Bean
  FilterRegistrationBean<EngineUserFilter> pageUser(ObjectProvider<IdentityService> engine) {
    FilterRegistrationBean<EngineUserFilter> registration =
        new FilterRegistrationBean<>(new EngineUserFilter(engine, any -> true));
    registration.setName("pageUser");
    registration.addUrlPatterns(PagePaths.SERVLET_PATTERNS.toArray(new String[0]));
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setOrder(10);
    return registration;
  }

  /** What the firewall refuses before any chain is asked. */
  @Bean
  RequestRejectedHandler rejectedRequests() {
    return (request, response, reason) ->
        Problems.write(
            response, HttpStatus.BAD_REQUEST, "The request holds characters that are not allowed.");
  }

  /** The engine's web applications, which have a login, sessions and a CSRF token of their own. */
  @Bean
  @Order(1)
  SecurityFilterChain webapps(
      HttpSecurity http,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns,
      ObjectProvider<OidcSignOut> singleSignOn)
      throws Exception {
    singleSignOn.ifAvailable(
        signOut ->
            http.addFilterBefore(new OidcEntrance(), BasicAuthenticationFilter.class)
                .addFilterBefore(signOut, BasicAuthenticationFilter.class));
    return http.securityMatcher(
            new OrRequestMatcher(path("/"), path("/favicon.ico"), path("/camunda/**")))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(SETUP)
                    .denyAll()
                    .requestMatchers(WEBAPPS_OPEN)
                    .permitAll()
                    .requestMatchers(path("/camunda/api/**"))
                    .access(new WebappSession())
                    .anyRequest()
                    .permitAll())
        .addFilterBefore(
            new WebappLoginLimitFilter(limit, signIns), BasicAuthenticationFilter.class)
        .addFilterBefore(new WebappSessionKeeper(), BasicAuthenticationFilter.class)
        .exceptionHandling(
            failures ->
                failures.authenticationEntryPoint(
                    (request, response, reason) -> {
                      if (SETUP.matches(request)) {
                        Problems.write(
                            response, HttpStatus.FORBIDDEN, "There is an administrator already.");
                      } else {
                        Problems.write(response, HttpStatus.UNAUTHORIZED, "Log in first.");
                      }
                    }))
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        // The engine's own filters decide on caching and on the content's policy.
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }

  /** The engine's REST API: for tools, not for those who work on incidents. */
  @Bean
  @Order(2)
  SecurityFilterChain engineRest(
      HttpSecurity http,
      AddressLimit limit,
      ApiTokenFilter tokens,
      RequestRateFilter rates,
      ObjectProvider<OidcBearer> bearers)
      throws Exception {
    bearers.ifAvailable(
        bearer -> http.addFilterBefore(bearer.filter(), BasicAuthenticationFilter.class));
    return basic(http, limit)
        .securityMatcher(path("/engine-rest/**"))
        .addFilterBefore(tokens, BasicAuthenticationFilter.class)
        .addFilterBefore(rates, AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .access(
                        AuthorizationManagers.allOf(
                            AuthorityAuthorizationManager.hasAnyAuthority(
                                EndpointRights.ENGINE_REST.toArray(new String[0])),
                            (caller, context) ->
                                new AuthorizationDecision(
                                    !(caller.get() instanceof ApiTokenAuthentication token)
                                        || token.covers(EndpointRights.ENGINE_SCOPE)))))
        .build();
  }

  /** What machines send, whose own filter knows them by a token or a signature. */
  @Bean
  @Order(3)
  SecurityFilterChain webhooks(HttpSecurity http, AddressLimit limit) throws Exception {
    return basic(http, limit)
        .httpBasic(AbstractHttpConfigurer::disable)
        .securityMatcher(path("/api/webhooks/**"))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /**
   * Our own API and its description: for everybody with a login, with HTTP Basic or through the
   * engine's web applications, but for what a component declares public.
   */
  @Bean
  @Order(4)
  SecurityFilterChain api(
      HttpSecurity http,
      AddressLimit limit,
      ApiTokenFilter tokens,
      RequestRateFilter rates,
      ObjectProvider<PublicPages> publicPages,
      ObjectProvider<OidcBearer> bearers)
      throws Exception {
    bearers.ifAvailable(
        bearer -> http.addFilterBefore(bearer.filter(), BasicAuthenticationFilter.class));
    return basic(http, limit)
        .securityMatcher(
            new OrRequestMatcher(
                path("/api/**"),
                path("/v3/api-docs/**"),
                path("/v3/api-docs.yaml"),
                path("/swagger-ui/**"),
                path("/swagger-ui.html")))
        .addFilterBefore(tokens, BasicAuthenticationFilter.class)
        .addFilterAfter(
            new EndpointRightsFilter(new ProblemAnswers(limit)), AuthorizationFilter.class)
        // The pages of Tasklist and Cockpit ask with the session of whoever sits there.
        .addFilterBefore(new WebappSessionKeeper(), BasicAuthenticationFilter.class)
        .addFilterBefore(WebappUserFilter.forApi(), AuthorizationFilter.class)
        .addFilterBefore(rates, AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(request -> isPublic(publicPages, request))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  /**
   * The pages for people without Tasklist: a login form and a session, which a login to the
   * engine's web applications serves too. What a component declares public answers to everybody.
   */
  @Bean
  @Order(5)
  SecurityFilterChain pages(
      HttpSecurity http,
      AddressLimit limit,
      ObjectProvider<PublicPages> publicPages,
      ObjectProvider<OidcSignOut> singleSignOn)
      throws Exception {
    ProblemAnswers answers = new ProblemAnswers(limit);
    LoginUrlAuthenticationEntryPoint form = new LoginUrlAuthenticationEntryPoint("/login");
    form.setFavorRelativeUris(true);
    return http.securityMatcher(
            new OrRequestMatcher(
                Stream.concat(PagePaths.PATTERNS.stream(), Stream.of("/pages/**", "/logout"))
                    .map(WebSecurity::path)
                    .toList()))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(path("/login/**"), path("/pages/**"))
                    .permitAll()
                    .requestMatchers(request -> isPublic(publicPages, request))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(
            login ->
                login
                    .loginPage("/login")
                    .defaultSuccessUrl("/report")
                    .failureHandler(
                        (request, response, reason) ->
                            response.sendRedirect(
                                request.getContextPath()
                                    + (reason instanceof TooManyFailuresException
                                        ? "/login?limited"
                                        : "/login?error"))))
        .httpBasic(login -> program(login, answers))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(
                        (request, response, reason) -> {
                          if (PagePaths.asksForHtml(request)) {
                            form.commence(request, response, reason);
                          } else {
                            answers.commence(request, response, reason);
                          }
                        })
                    .accessDeniedHandler(
                        (request, response, reason) -> {
                          if (PagePaths.asksForHtml(request)) {
                            response.setStatus(HttpStatus.FORBIDDEN.value());
                            request
                                .getRequestDispatcher("/login/refused")
                                .forward(request, response);
                          } else {
                            answers.handle(request, response, reason);
                          }
                        }))
        // Ends the whole session, and so the login to the web applications, which the pages accept.
        .logout(
            logout -> {
              logout.logoutSuccessUrl("/login?out");
              singleSignOn.ifAvailable(
                  signOut -> logout.addLogoutHandler(signOut).logoutSuccessHandler(signOut));
            })
        .addFilterBefore(new WebappSessionKeeper(), BasicAuthenticationFilter.class)
        .addFilterBefore(WebappUserFilter.forPages(), AuthorizationFilter.class)
        .headers(headers -> content(headers, PAGES_SECURITY_POLICY))
        .build();
  }

  /**
   * Health is for everybody, though what it is made of is not; figures are for the program that
   * collects them, and the rest of the operator's interface for administrators.
   */
  @Bean
  @Order(6)
  SecurityFilterChain operations(
      HttpSecurity http,
      AddressLimit limit,
      AuthenticationManager people,
      @Value("${ims.monitoring.user}") String user,
      @Value("${ims.monitoring.password}") String password)
      throws Exception {
    return basic(http, limit)
        .securityMatcher(path("/actuator/**"))
        .authenticationManager(
            new ProviderManager(List.of(new MonitoringLogin(user, password, limit)), people))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(HttpMethod.GET, "/actuator/health/**"))
                    .permitAll()
                    .requestMatchers(
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(HttpMethod.GET, "/actuator/prometheus"))
                    .hasAnyAuthority(MonitoringLogin.AUTHORITY, Roles.ADMINISTRATOR)
                    .anyRequest()
                    .hasAuthority(Roles.ADMINISTRATOR))
        .build();
  }

  /** Whatever else there is, or will be. */
  @Bean
  @Order(7)
  SecurityFilterChain remainder(HttpSecurity http, AddressLimit limit) throws Exception {
    return basic(http, limit)
        .authorizeHttpRequests(
            requests ->
                requests
                    // Else an error page would ask for a login, and 401 would become 403.
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  private static HttpSecurity basic(HttpSecurity http, AddressLimit limit) throws Exception {
    ProblemAnswers answers = new ProblemAnswers(limit);
    return http.httpBasic(login -> program(login, answers))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        .addFilterBefore(new CrossSiteFilter(), BasicAuthenticationFilter.class)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // Each request carries its credentials; what a browser adds by itself is refused above.
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(headers -> content(headers, CONTENT_SECURITY_POLICY));
  }

  /** Beside what {@link AnswerHeaders} gives to each answer. */
  private static void content(HeadersConfigurer<HttpSecurity> headers, String policy) {
    headers
        .defaultsDisabled()
        .cacheControl(withDefaults())
        .contentSecurityPolicy(csp -> csp.policyDirectives(policy));
  }

  private static void program(HttpBasicConfigurer<HttpSecurity> login, ProblemAnswers answers) {
    login
        .authenticationEntryPoint(answers)
        .authenticationDetailsSource(EngineLogin.ProgramDetails::new);
  }

  private static boolean isPublic(
      ObjectProvider<PublicPages> publicPages, HttpServletRequest request) {
    return publicPages.stream().anyMatch(pages -> pages.isPublic(request));
  }

  private static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }
}
