package org.ims.security;

import java.util.Set;
import org.ims.security.EngineIdentities.Identity;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A machine that showed a token: its owner's groups, and what it is narrowed to. */
class ApiTokenAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final String owner;
  private final Set<String> scopes;

  ApiTokenAuthentication(Identity identity, Set<String> scopes) {
    super(AuthorityUtils.createAuthorityList(identity.groups()));
    this.owner = identity.userId();
    this.scopes = Set.copyOf(scopes);
    setAuthenticated(true);
  }

  /**
   * @param scope null for what no token may
   */
  boolean covers(String scope) {
    return scope != null && (scopes.isEmpty() || scopes.contains(scope));
  }

  @Override
  public Object getCredentials() {
    return null;
  }

  @Override
  public Object getPrincipal() {
    return owner;
  }
}
