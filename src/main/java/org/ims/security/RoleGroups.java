package org.ims.security;

import java.util.Collection;
import org.ims.engine.gate.KnownGroups;
import org.springframework.stereotype.Component;

/** Each role is a group. */
@Component
class RoleGroups implements KnownGroups {

  @Override
  public Collection<String> ids() {
    return Roles.all();
  }
}
