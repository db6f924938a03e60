package org.ims.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.ims.engine.Caller;
import org.ims.engine.Teams;
import org.ims.incident.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The service catalogue as people and programs read and keep it. */
@Component
public class Catalogue {

  /** Who changes it; everybody reads it. */
  private static final Set<String> KEEPERS = Set.of("process-owner", "camunda-admin");

  /** Thousands of services; what a page has checked fits into a form, which sends it again. */
  private static final int MOST_BYTES = 1_000_000;

  /** There is no such service. */
  @ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "There is no such service.")
  static class UnknownServiceException extends RuntimeException {}

  /** Somebody else changed it since the caller has read it. */
  @ResponseStatus(
      code = HttpStatus.PRECONDITION_FAILED,
      reason = "The service is not in the version that was named; read it again, decide anew.")
  static class StaleServiceException extends RuntimeException {}

  /** It is there, and the caller does not say from which version of it the change started. */
  @ResponseStatus(
      code = HttpStatus.PRECONDITION_REQUIRED,
      reason = "There is such a service; name its version (ETag) in If-Match to change it.")
  static class UnnamedVersionException extends RuntimeException {}

  /** The configuration names a file as the truth. */
  @ResponseStatus(
      code = HttpStatus.FORBIDDEN,
      reason =
          "The catalogue is kept in the file that the configuration names (ims.catalogue.location);"
              + " change that file and start again.")
  static class KeptByFileException extends RuntimeException {}

  /** A CSV breaks rules, and nothing of it was taken. */
  static class FaultyFileException extends RuntimeException {

    private final transient List<RowFault> faults;

    FaultyFileException(List<RowFault> faults) {
      super("The file has " + faults.size() + " faults.");
      this.faults = List.copyOf(faults);
    }

    List<RowFault> faults() {
      return faults;
    }
  }

  private final CatalogueStore store;
  private final CatalogueSettings settings;
  private final Teams teams;
  private final Caller caller;

  Catalogue(CatalogueStore store, CatalogueSettings settings, Teams teams, Caller caller) {
    this.store = store;
    this.settings = settings;
    this.teams = teams;
    this.caller = caller;
  }

  /** Every service by key, retired ones too, in the order of the names. */
  @Transactional(readOnly = true)
  public Map<String, CatalogueEntry> all() {
    return store.all();
  }

  /** The service of this key, retired or not. */
  @Transactional(readOnly = true)
  public Optional<CatalogueEntry> find(String key) {
    return store.find(key);
  }

  /**
   * @throws UnknownServiceException when there is none of this key
   */
  @Transactional(readOnly = true)
  CatalogueEntry get(String key) {
    return store.find(key).orElseThrow(UnknownServiceException::new);
  }

  /** What was changed in a service, the newest first. */
  @Transactional(readOnly = true)
  List<CatalogueChange> changes(String key) {
    get(key);
    return store.changes(key);
  }

  /** Whether the caller may change it, and it is not kept in a file. */
  boolean mayChange() {
    return mayKeep() && !settings.isKeptByFile();
  }

  /** Whether the caller is one of those who keep it. */
  boolean mayKeep() {
    return caller.groups().stream().anyMatch(KEEPERS::contains);
  }

  /** The file in which it is kept, or null where people keep it. */
  String file() {
    return settings.isKeptByFile() ? settings.location() : null;
  }

  /** The teams that may own a service. */
  SortedSet<String> teams() {
    return teams.names();
  }

  /** A service that must not be there yet. */
  @Transactional
  CatalogueEntry create(ServiceDraft draft, CatalogueChange.Origin origin) {
    requireKeeper();
    store.lock();
    return save(draft, null, origin);
  }

  /**
   * Changes a service as a whole.
   *
   * @param version from which the change started, or null for any
   * @throws StaleServiceException when the service has another version by now
   */
  @Transactional
  CatalogueEntry change(ServiceDraft draft, Integer version, CatalogueChange.Origin origin) {
    requireKeeper();
    store.lock();
    return save(draft, present(draft.key(), version), origin);
  }

  /**
   * Offers a service no more, or again; the rest stays as it is.
   *
   * @param version as in {@link #change}
   */
  @Transactional
  CatalogueEntry offer(
      String key, boolean offered, Integer version, CatalogueChange.Origin origin) {
    requireKeeper();
    store.lock();
    CatalogueEntry present = present(key, version);
    return save(present.withActive(offered), present, new ArrayList<>(), origin);
  }

  /**
   * Takes the services of a CSV, all or none; those that it does not name stay as they are.
   *
   * @param bytes UTF-8, at most {@value #MOST_BYTES}
   * @param dryRun only say what would be done
   * @throws FaultyFileException with every fault
   */
  @Transactional
  CatalogueResult take(byte[] bytes, boolean dryRun) {
    requireKeeper();
    if (bytes.length > MOST_BYTES) {
      throw new FaultyFileException(
          List.of(RowFault.ofFile("max-size", "is larger than " + MOST_BYTES + " bytes")));
    }
    store.lock();
    Map<String, CatalogueEntry> present = store.all();
    CataloguePlan plan = CataloguePlan.ofPart(CatalogueFile.read(bytes), present, teams.names());
    if (!plan.faults().isEmpty()) {
      throw new FaultyFileException(plan.faults());
    }
    return dryRun
        ? CatalogueResult.of(plan.wanted(), present)
        : store.save(plan.wanted(), present, CatalogueChange.Origin.IMPORT, caller.user());
  }

  private CatalogueEntry present(String key, Integer version) {
    CatalogueEntry present = get(key);
    if (version != null && version != present.version()) {
      throw new StaleServiceException();
    }
    return present;
  }

  private CatalogueEntry save(
      ServiceDraft draft, CatalogueEntry present, CatalogueChange.Origin origin) {
    List<Fault> faults = new ArrayList<>();
    return save(ServiceRules.read(draft, faults), present, faults, origin);
  }

  private CatalogueEntry save(
      CatalogueEntry wanted,
      CatalogueEntry present,
      List<Fault> faults,
      CatalogueChange.Origin origin) {
    Map<String, CatalogueEntry> before = store.all();
    if (present == null && before.containsKey(wanted.key())) {
      faults.add(new Fault("key", "unique", "is taken by another service"));
    }
    Map<String, CatalogueEntry> after = new HashMap<>(before);
    after.put(wanted.key(), wanted);
    faults.addAll(ServiceRules.teamFaults(wanted, present, teams.names(), faults));
    faults.addAll(ServiceRules.placeFaults(wanted, after));
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
    store.save(List.of(wanted), before, origin, caller.user());
    return get(wanted.key());
  }

  private static InvalidInputException invalid(List<Fault> faults) {
    return new InvalidInputException(faults.stream().map(Fault::violation).toList());
  }

  private void requireKeeper() {
    if (!mayKeep()) {
      throw new AccessDeniedException("Process owners and administrators keep the catalogue.");
    }
    if (settings.isKeptByFile()) {
      throw new KeptByFileException();
    }
  }
}
