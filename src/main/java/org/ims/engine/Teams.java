package org.ims.engine;

import java.util.SortedSet;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** The teams of responders that have a group, so that work given to them reaches somebody. */
@Component
public class Teams {

  private static final String PREFIX = "responder-";

  private final IdentityService identity;
  private final Caller caller;

  Teams(IdentityService identity, Caller caller) {
    this.identity = identity;
    this.caller = caller;
  }

  /** The names of all of them, as the service catalogue writes them, whoever asks. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (Group group : caller.asSystem(() -> identity.createGroupQuery().list())) {
      if (group.getId().startsWith(PREFIX)) {
        names.add(group.getId().substring(PREFIX.length()));
      }
    }
    return names;
  }
}
