package org.ims.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a CSV would make of the catalogue, before anything is stored.
 *
 * @param wanted the services of the file, and those that it retires by leaving them out
 * @param faults in the order of the file
 */
record CataloguePlan(List<CatalogueEntry> wanted, List<RowFault> faults) {

  /**
   * A part of the catalogue: what the file does not name stays as it is.
   *
   * @param teams that have a group
   */
  static CataloguePlan ofPart(
      CatalogueFile.Reading file, Map<String, CatalogueEntry> present, Set<String> teams) {
    return of(file, present, present, teams);
  }

  /**
   * The whole catalogue: what the file does not name is retired. The teams that it names get their
   * groups.
   */
  static CataloguePlan ofWhole(CatalogueFile.Reading file, Map<String, CatalogueEntry> present) {
    Map<String, CatalogueEntry> retired = new LinkedHashMap<>();
    // What they depended on is history too, and must not hold anything back.
    present.forEach((key, entry) -> retired.put(key, entry.withActive(false)));
    CataloguePlan plan = of(file, Map.of(), retired, null);
    plan.wanted().forEach(entry -> retired.remove(entry.key()));
    plan.wanted().addAll(retired.values());
    return plan;
  }

  /**
   * @param known what completes the rows that leave columns out
   * @param rest what is there besides the file
   * @param teams that have a group, or null when teams are not checked
   */
  private static CataloguePlan of(
      CatalogueFile.Reading file,
      Map<String, CatalogueEntry> known,
      Map<String, CatalogueEntry> rest,
      Set<String> teams) {
    List<RowFault> faults = new ArrayList<>(file.faults());
    Map<CatalogueFile.Row, CatalogueEntry> entries = new LinkedHashMap<>();
    Map<String, CatalogueEntry> catalogue = new LinkedHashMap<>(rest);
    for (CatalogueFile.Row row : file.rows()) {
      List<Fault> own = new ArrayList<>();
      CatalogueEntry present = known.get(row.draft().key());
      CatalogueEntry entry =
          ServiceRules.read(present == null ? row.draft() : row.draft().completedBy(present), own);
      if (teams != null) {
        own.addAll(ServiceRules.teamFaults(entry, present, teams, own));
      }
      own.forEach(fault -> faults.add(new RowFault(row.line(), fault)));
      entries.put(row, entry);
      catalogue.put(row.draft().key(), entry);
    }
    entries.forEach(
        (row, entry) ->
            ServiceRules.placeFaults(entry, catalogue)
                .forEach(fault -> faults.add(new RowFault(row.line(), fault))));
    faults.sort(Comparator.comparingLong(RowFault::line));
    return new CataloguePlan(new ArrayList<>(entries.values()), faults);
  }
}
