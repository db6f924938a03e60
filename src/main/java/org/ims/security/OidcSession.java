package org.ims.security;

import java.io.Serializable;

/**
 * What a session of the web server remembers of the provider that vouched for its owner.
 *
 * @param session of the provider; null when it does not tell
 * @param idToken by which the provider knows whose session to end
 */
record OidcSession(String subject, String session, String idToken) implements Serializable {

  static final String ATTRIBUTE = "ims.oidc";
}
