package org.ims.response;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who takes which part in the response to a major incident; people by login.
 *
 * @param deputy acts when the commander cannot; may be null, as may be the next three
 * @param scribe keeps the log
 * @param commsInternal tells colleagues
 * @param commsExternal tells everybody else
 * @param bridge the address at which they meet, may be null
 * @param playbooks the processes that are to run
 */
record ResponseTeam(
    String commander,
    String deputy,
    String scribe,
    List<String> experts,
    String commsInternal,
    String commsExternal,
    String bridge,
    List<String> playbooks,
    List<Mission> missions) {

  /** What one sub-team is there for. */
  record Mission(String name, String lead, String mission) {}

  /** Everybody who is named, each once. */
  Set<String> everybody() {
    List<String> all = new ArrayList<>(experts);
    all.add(commander);
    all.add(deputy);
    all.add(scribe);
    all.add(commsInternal);
    all.add(commsExternal);
    missions.forEach(mission -> all.add(mission.lead()));
    all.removeIf(login -> login == null);
    return new LinkedHashSet<>(all);
  }
}
