package org.ims.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who vouches for people and machines besides the engine; nobody unless an issuer is named.
 *
 * @param issuer URL of the provider, exactly as its tokens spell it
 * @param clientId as which the pages are known to the provider; empty for no sign-in of people
 * @param clientSecret empty for a public client
 * @param audience what a bearer token must be meant for; empty for no bearer tokens
 * @param groupsClaim name of the claim, or a path to it with dots
 * @param groups theirs=ours, each; who is in none of them is not let in
 */
@ConfigurationProperties("ims.security.oidc")
record OidcSettings(
    String issuer,
    String clientId,
    String clientSecret,
    List<String> scopes,
    String audience,
    String groupsClaim,
    List<String> groups,
    Duration clockSkew) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  OidcSettings {
    URI address = URI.create(issuer);
    if (!"https".equals(address.getScheme()) && !THIS_MACHINE.contains(address.getHost())) {
      throw new IllegalArgumentException(
          "ims.security.oidc.issuer must begin with https:// unless it is on this machine.");
    }
    if (clientId.isBlank() && audience.isBlank()) {
      throw new IllegalArgumentException(
          "ims.security.oidc.issuer needs ims.security.oidc.client-id for people,"
              + " ims.security.oidc.audience for bearer tokens, or both.");
    }
  }

  boolean signsPeopleIn() {
    return !clientId.isBlank();
  }

  boolean takesBearerTokens() {
    return !audience.isBlank();
  }
}
