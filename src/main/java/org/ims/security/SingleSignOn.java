package org.ims.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Sign-in by OpenID Connect, and tokens of the same provider at the API. There is nothing of it
 * unless an issuer is named; and nothing asks the provider before somebody comes, so that the
 * application starts while the provider is away.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@Conditional(SingleSignOn.IssuerIsNamed.class)
@EnableConfigurationProperties(OidcSettings.class)
class SingleSignOn {

  @Bean
  OidcPeople oidcPeople(
      OidcSettings settings,
      IdentityService identities,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new OidcPeople(identities, jdbc, new OidcGroups(settings), transactions, clock);
  }

  @Bean
  @Conditional(PeopleSignIn.class)
  OidcClient oidcClient(OidcSettings settings, @Value("${ims.public-url}") String publicUrl) {
    return new OidcClient(settings, publicUrl);
  }

  @Bean
  @Conditional(PeopleSignIn.class)
  JwtDecoderFactory<ClientRegistration> idTokens(OidcSettings settings) {
    OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
    factory.setJwtValidatorFactory(client -> idTokenRules(client, settings.clockSkew()));
    return factory;
  }

  @Bean
  @Conditional(PeopleSignIn.class)
  OidcSignOut oidcSignOut(OidcClient client) {
    return new OidcSignOut(client);
  }

  /** Only the chains send somebody out. */
  @Bean
  @Conditional(PeopleSignIn.class)
  FilterRegistrationBean<OidcSignOut> signOutInChainsOnly(OidcSignOut filter) {
    FilterRegistrationBean<OidcSignOut> registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  /** The ways to the provider and back; who came back is in a session of the web applications. */
  @Bean
  @Order(0)
  @Conditional(PeopleSignIn.class)
  SecurityFilterChain providerDoor(
      HttpSecurity http,
      OidcClient client,
      ObjectProvider<OidcPeople> people,
      ObjectProvider<WebSessions> sessions)
      throws Exception {
    return new OidcDoor(client, people, sessions).chain(http);
  }

  /** Bearer tokens, for the chains of programs. */
  @Bean
  @Conditional(BearerTokens.class)
  OidcBearer oidcBearer(
      OidcSettings settings,
      ObjectProvider<OidcPeople> people,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns) {
    return new OidcBearer(settings, people, limit, signIns);
  }

  private static DelegatingOAuth2TokenValidator<Jwt> idTokenRules(
      ClientRegistration client, Duration skew) {
    OidcIdTokenValidator content = new OidcIdTokenValidator(client);
    content.setClockSkew(skew);
    return new DelegatingOAuth2TokenValidator<>(List.of(new JwtTimestampValidator(skew), content));
  }

  private abstract static class IsSet implements Condition {

    private final String setting;

    IsSet(String setting) {
      this.setting = setting;
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty(setting, "").isBlank();
    }
  }

  static class IssuerIsNamed extends IsSet {
    IssuerIsNamed() {
      super("ims.security.oidc.issuer");
    }
  }

  static class PeopleSignIn extends IsSet {
    PeopleSignIn() {
      super("ims.security.oidc.client-id");
    }
  }

  static class BearerTokens extends IsSet {
    BearerTokens() {
      super("ims.security.oidc.audience");
    }
  }
}
