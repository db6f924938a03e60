package org.ims.engine.web;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * One entry in the navigation of the pages; components offer theirs as beans.
 *
 * @param position entries are shown in this order
 * @param label key of its text in {@code pages/messages.properties}
 * @param path where it leads
 * @param groups whose members see it; empty for everybody who is signed in
 */
public record PageLink(int position, String label, String path, Set<String> groups) {

  public PageLink {
    groups = Set.copyOf(groups);
  }

  /** Whether a member of these groups sees it. */
  public boolean isFor(Collection<String> memberships) {
    return groups.isEmpty() || !Collections.disjoint(groups, memberships);
  }
}
