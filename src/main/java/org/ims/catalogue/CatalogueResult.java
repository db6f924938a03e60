package org.ims.catalogue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What became of the services of a file, or would; a session carries it to the next page.
 *
 * @param added keys of those that are new
 * @param changed of those that are known and still offered, or not offered as before
 * @param retired of those that are offered no more
 * @param unchanged how many were like that already
 */
record CatalogueResult(
    List<String> added, List<String> changed, List<String> retired, int unchanged)
    implements Serializable {

  static CatalogueResult of(
      Collection<CatalogueEntry> wanted, Map<String, CatalogueEntry> present) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> retired = new ArrayList<>();
    int unchanged = 0;
    for (CatalogueEntry entry : wanted) {
      CatalogueEntry before = present.get(entry.key());
      if (before == null) {
        added.add(entry.key());
      } else if (CatalogueStore.isSame(entry, before)) {
        unchanged++;
      } else if (before.active() && !entry.active()) {
        retired.add(entry.key());
      } else {
        changed.add(entry.key());
      }
    }
    return new CatalogueResult(added, changed, retired, unchanged);
  }
}
