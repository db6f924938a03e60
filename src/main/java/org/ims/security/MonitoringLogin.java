package org.ims.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * The login of the program that collects figures. It is nobody of the engine's: it sees no
 * incident, its password lies in the settings of another system, and it has to work while the
 * database does not. There is none unless a password is set.
 */
class MonitoringLogin implements AuthenticationProvider {

  /** What it may do: read the figures. */
  static final String AUTHORITY = "monitoring";

  private final String user;
  private final byte[] password;
  private final AddressLimit limit;

  /**
   * @param password empty for no such login
   */
  MonitoringLogin(String user, String password, AddressLimit limit) {
    this.user = user;
    this.password = password.isEmpty() ? null : hash(password);
    this.limit = limit;
  }

  /** Null for any other login, which the next provider is asked about. */
  @Override
  public Authentication authenticate(Authentication request) {
    if (password == null || !user.equals(request.getName())) {
      return null;
    }
    String address =
        request.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    if (limit.exceeded(address)) {
      throw new TooManyFailuresException();
    }
    if (!MessageDigest.isEqual(password, hash(String.valueOf(request.getCredentials())))) {
      limit.failed(address);
      throw new BadCredentialsException("Login or password is wrong.");
    }
    return UsernamePasswordAuthenticationToken.authenticated(
        user, null, AuthorityUtils.createAuthorityList(AUTHORITY));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  /** Of equal length for passwords of any length. */
  private static byte[] hash(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java has SHA-256", e);
    }
  }
}
