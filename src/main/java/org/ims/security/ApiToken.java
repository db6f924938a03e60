package org.ims.security;

import java.time.Instant;
import java.util.List;

/**
 * A token with which a machine works in the name of a user. Its text is known to nobody but its
 * holder.
 *
 * @param owner the login whose rights it has
 * @param scopes to what it is narrowed; empty for all that its owner may
 * @param lastUsedAt within the last hour before this, or null when never
 * @param revokedAt null while it is not
 */
record ApiToken(
    long id,
    String owner,
    String name,
    List<String> scopes,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    Instant revokedAt) {

  boolean isGoodAt(Instant moment) {
    return revokedAt == null && moment.isBefore(expiresAt);
  }
}
