package org.ims.engine;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.ims.incident.Reader;
import org.springframework.stereotype.Component;

/** Whoever's request the current thread serves, as the engine's authorisations see them. */
@Component
public class Caller {

  private final IdentityService identity;

  Caller(IdentityService identity) {
    this.identity = identity;
  }

  /** The login, or empty where no person asks. */
  public String user() {
    var caller = identity.getCurrentAuthentication();
    return caller == null || caller.getUserId() == null ? "" : caller.getUserId();
  }

  /** The groups of which the caller is a member. */
  public Set<String> groups() {
    var caller = identity.getCurrentAuthentication();
    List<String> groups = caller == null ? null : caller.getGroupIds();
    return groups == null ? Set.of() : Set.copyOf(groups);
  }

  /** The caller as somebody who asks for incidents. */
  public Reader reader() {
    return new Reader(user(), groups());
  }

  /**
   * Asks the engine without the caller's authorisations, for an answer that our own rules have
   * already allowed the caller to see.
   */
  public <T> T asSystem(Supplier<T> question) {
    var caller = identity.getCurrentAuthentication();
    identity.clearAuthentication();
    try {
      return question.get();
    } finally {
      identity.setAuthentication(caller);
    }
  }
}
