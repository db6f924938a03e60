package org.ims.documentation;

import org.ims.incident.Reader;

/** Who may know more of an incident than where it stands. */
final class StoryReaders {

  private StoryReaders() {}

  /** Who did what is for everybody who works on incidents, not for those who only report them. */
  static boolean mayRead(Reader reader) {
    return !reader.onlyReports();
  }
}
