package org.ims.security;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The one place that turns an identity which somebody has proved, by whatever means, into a user of
 * the engine with their groups.
 */
class EngineIdentities {

  private final ObjectProvider<IdentityService> engine;

  EngineIdentities(ObjectProvider<IdentityService> engine) {
    this.engine = engine;
  }

  /** The user of this id with the present groups; empty when there is none. */
  Optional<Identity> find(String userId) {
    IdentityService identities = engine.getObject();
    User user = identities.createUserQuery().userId(userId).singleResult();
    if (user == null) {
      return Optional.empty();
    }
    List<String> groups =
        identities.createGroupQuery().groupMember(user.getId()).list().stream()
            .map(Group::getId)
            .toList();
    return Optional.of(new Identity(user.getId(), groups));
  }

  /** Whether the password is this user's; the engine's lock after wrong ones applies. */
  boolean fits(String userId, String password) {
    return engine.getObject().checkPassword(userId, password);
  }

  /**
   * A user of the engine.
   *
   * @param userId as the engine spells it
   */
  record Identity(String userId, List<String> groups) {}
}
