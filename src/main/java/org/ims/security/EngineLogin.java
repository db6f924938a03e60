package org.ims.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.ims.security.EngineIdentities.Identity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks login and password with the engine, whose users these are; its lock of a login after wrong
 * passwords applies. The authorities of a user are the ids of their groups.
 *
 * <p>A database that does not answer is no wrong password: its exception passes, and the client
 * gets 503.
 */
class EngineLogin implements AuthenticationProvider {

  private final EngineIdentities identities;
  private final VerifiedCredentials verified;
  private final AddressLimit limit;
  private final ObjectProvider<SignIns> signIns;

  EngineLogin(
      EngineIdentities identities,
      VerifiedCredentials verified,
      AddressLimit limit,
      ObjectProvider<SignIns> signIns) {
    this.identities = identities;
    this.verified = verified;
    this.limit = limit;
    this.signIns = signIns;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String login = request.getName();
    String password = String.valueOf(request.getCredentials());
    Optional<Identity> known = verified.find(login, password);
    return token(known.isPresent() ? known.get() : verify(login, password, request.getDetails()));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private Identity verify(String login, String password, Object details) {
    String address = details instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
    if (limit.exceeded(address)) {
      throw new TooManyFailuresException();
    }
    Optional<Identity> found =
        identities.fits(login, password) ? identities.find(login) : Optional.empty();
    if (found.isEmpty()) {
      limit.failed(address);
      signIns.getObject().failed(login, address);
      throw new BadCredentialsException("Login or password is wrong.");
    }
    if (details instanceof ProgramDetails) {
      signIns.getObject().signedInByPassword(found.get().userId(), address);
    }
    verified.remember(login, password, found.get());
    return found.get();
  }

  private static Authentication token(Identity login) {
    return UsernamePasswordAuthenticationToken.authenticated(
        login.userId(), null, AuthorityUtils.createAuthorityList(login.groups()));
  }

  /** Of a request that carries login and password itself, and so begins no session. */
  static class ProgramDetails extends WebAuthenticationDetails {

    private static final long serialVersionUID = 1L;

    ProgramDetails(HttpServletRequest request) {
      super(request);
    }
  }
}
