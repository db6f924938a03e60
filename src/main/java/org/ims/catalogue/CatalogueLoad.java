package org.ims.catalogue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the catalogue at the start, before anything asks for a service: an empty one with the
 * examples of the program, and any with the file that the configuration names. A faulty file stops
 * the start: half a catalogue would route incidents wrongly.
 */
@Component
class CatalogueLoad implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(CatalogueLoad.class);

  private static final String EXAMPLES = "classpath:catalogue/services.csv";

  private final CatalogueSettings settings;
  private final ResourceLoader resources;
  private final CatalogueStore store;
  private final TransactionTemplate transaction;

  CatalogueLoad(
      CatalogueSettings settings,
      ResourceLoader resources,
      CatalogueStore store,
      PlatformTransactionManager transactions) {
    this.settings = settings;
    this.resources = resources;
    this.store = store;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void afterPropertiesSet() {
    transaction.executeWithoutResult(
        status -> {
          store.lock();
          Map<String, CatalogueEntry> present = store.all();
          if (settings.isKeptByFile()) {
            load(settings.location(), present, CatalogueChange.Origin.FILE);
          } else if (present.isEmpty()) {
            load(EXAMPLES, present, CatalogueChange.Origin.SEED);
          }
        });
  }

  private void load(
      String location, Map<String, CatalogueEntry> present, CatalogueChange.Origin origin) {
    CataloguePlan plan = CataloguePlan.ofWhole(CatalogueFile.read(bytes(location)), present);
    if (!plan.faults().isEmpty()) {
      throw new InvalidCatalogueException(
          location,
          plan.faults().stream().map(RowFault::inWords).collect(Collectors.joining("; ")));
    }
    CatalogueResult result = store.save(plan.wanted(), present, origin, null);
    log.info(
        "The service catalogue {}: {} services are new, {} changed, {} retired",
        location,
        result.added().size(),
        result.changed().size(),
        result.retired().size());
  }

  private byte[] bytes(String location) {
    try (InputStream input = open(location)) {
      return input.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new InvalidCatalogueException(location, "there is no such file");
    } catch (IOException e) {
      throw new UncheckedIOException("The service catalogue " + location + " cannot be read", e);
    }
  }

  /** A bare path, which is what an operator writes, means a file. */
  private InputStream open(String location) throws IOException {
    Resource resource =
        resources.getResource(location.contains(":") ? location : "file:" + location);
    return resource.getInputStream();
  }
}
