package org.ims.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the provider says of itself and knows of us; asked for when it is first needed. */
class OidcClient implements ClientRegistrationRepository {

  /** The one provider's name in our addresses. */
  static final String ID = "oidc";

  private final OidcSettings settings;
  private final String publicUrl;
  private volatile ClientRegistration registration;

  /**
   * @param publicUrl empty for the address of each request
   */
  OidcClient(OidcSettings settings, String publicUrl) {
    this.settings = settings;
    this.publicUrl = publicUrl.replaceFirst("/+$", "");
  }

  /**
   * @throws RuntimeException when the provider does not answer, or as somebody else
   */
  @Override
  public ClientRegistration findByRegistrationId(String id) {
    if (!ID.equals(id)) {
      return null;
    }
    if (registration == null) {
      registration = discover();
    }
    return registration;
  }

  /** Where the provider ends its own session; null when it has no such address. */
  String endSessionEndpoint() {
    return Objects.toString(
        findByRegistrationId(ID)
            .getProviderDetails()
            .getConfigurationMetadata()
            .get("end_session_endpoint"),
        null);
  }

  String clientId() {
    return settings.clientId();
  }

  /** An address of ours as people outside see it. */
  String ours(HttpServletRequest request, String path) {
    String base =
        publicUrl.isEmpty()
            ? ServletUriComponentsBuilder.fromContextPath(request).toUriString()
            : publicUrl;
    return base + path;
  }

  private ClientRegistration discover() {
    ClientRegistration.Builder client =
        ClientRegistrations.fromOidcIssuerLocation(settings.issuer())
            .registrationId(ID)
            .clientId(settings.clientId())
            .clientSecret(settings.clientSecret())
            .scope(settings.scopes())
            .redirectUri(
                (publicUrl.isEmpty() ? "{baseUrl}" : publicUrl) + "/login/oauth2/code/" + ID);
    if (settings.clientSecret().isEmpty()) {
      client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    }
    return client.build();
  }
}
