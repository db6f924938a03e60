package org.ims.communication;

import java.util.Set;

/** Who looks after what is told to others: has it sent again, and subscribes others to it. */
public final class CommunicationKeepers {

  public static final Set<String> GROUPS =
      Set.of(
          "camunda-admin",
          "incident-manager",
          "major-incident-manager",
          "comms-internal",
          "comms-external");

  private CommunicationKeepers() {}
}
