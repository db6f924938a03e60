package org.ims.security;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ims.security.VerifiedCredentials.Login;
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

  private final ObjectProvider<IdentityService> engine;
  private final VerifiedCredentials verified;
  private final AddressLimit limit;

  EngineLogin(
      ObjectProvider<IdentityService> engine, VerifiedCredentials verified, AddressLimit limit) {
    this.engine = engine;
    this.verified = verified;
    this.limit = limit;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String login = request.getName();
    String password = String.valueOf(request.getCredentials());
    Optional<Login> known = verified.find(login, password);
    return token(known.isPresent() ? known.get() : verify(login, password, address(request)));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private Login verify(String login, String password, String address) {
    if (limit.exceeded(address)) {
      throw new TooManyFailuresException();
    }
    IdentityService identities = engine.getObject();
    User user = null;
    if (identities.checkPassword(login, password)) {
      user = identities.createUserQuery().userId(login).singleResult();
    }
    if (user == null) {
      limit.failed(address);
      throw new BadCredentialsException("Login or password is wrong.");
    }
    List<String> groups =
        identities.createGroupQuery().groupMember(user.getId()).list().stream()
            .map(Group::getId)
            .toList();
    Login found = new Login(user.getId(), groups);
    verified.remember(login, password, found);
    return found;
  }

  private static String address(Authentication request) {
    return request.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : "";
  }

  private static Authentication token(Login login) {
    return UsernamePasswordAuthenticationToken.authenticated(
        login.userId(), null, AuthorityUtils.createAuthorityList(login.groups()));
  }
}
