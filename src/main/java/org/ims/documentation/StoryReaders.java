package org.ims.documentation;

import java.util.Set;
import org.ims.incident.Reader;

/** Who may know more of an incident than where it stands. */
final class StoryReaders {

  private static final Set<String> READ_HISTORY =
      Set.of(
          "auditor",
          "process-owner",
          "camunda-admin",
          "incident-manager",
          "major-incident-manager");

  private StoryReaders() {}

  /** Who did what is for everybody who works on incidents, not for those who only report them. */
  static boolean mayRead(Reader reader) {
    return !reader.onlyReports();
  }

  /** How the process ran is for those who answer for it or check it. */
  static boolean mayReadProcesses(Reader reader) {
    return reader.groups().stream().anyMatch(READ_HISTORY::contains);
  }
}
