package org.ims.catalogue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the catalogue's table in line with its CSV at each start, before anything asks for a
 * service. A faulty file stops the start: half a catalogue would route incidents wrongly.
 */
@Component
class CatalogueLoad implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(CatalogueLoad.class);

  private final String location;
  private final ResourceLoader resources;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  CatalogueLoad(
      @Value("${ims.catalogue.location:classpath:catalogue/services.csv}") String location,
      ResourceLoader resources,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.location = location;
    this.resources = resources;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void afterPropertiesSet() {
    List<CatalogueRow> rows;
    try (InputStream input = open()) {
      rows = CatalogueFile.read(location, input);
    } catch (FileNotFoundException e) {
      throw new InvalidCatalogueException(location, "there is no such file");
    } catch (IOException e) {
      throw new UncheckedIOException("The service catalogue " + location + " cannot be read", e);
    }
    transaction.executeWithoutResult(status -> store(rows));
    log.info("The service catalogue {} has {} services", location, rows.size());
  }

  /** A bare path, which is what an operator writes, means a file. */
  private InputStream open() throws IOException {
    Resource resource =
        resources.getResource(location.contains(":") ? location : "file:" + location);
    return resource.getInputStream();
  }

  /** In the order of the keys, so that two nodes that start together do not deadlock. */
  private void store(List<CatalogueRow> rows) {
    rows.stream().sorted(Comparator.comparing(CatalogueRow::key)).forEach(this::upsert);
    int gone =
        jdbc.sql("update service set active = false where active and key not in (:keys)")
            .param("keys", rows.stream().map(CatalogueRow::key).toList())
            .update();
    if (gone > 0) {
      log.info("{} services have left the catalogue and are inactive now", gone);
    }
  }

  private void upsert(CatalogueRow row) {
    jdbc.sql(
            """
            insert into service (key, name, owner_team, supplier_team, critical_function,
                                 rto_minutes, rpo_minutes, active)
            values (:key, :name, :ownerTeam, :supplierTeam, :criticalFunction,
                    :rtoMinutes, :rpoMinutes, true)
            on conflict (key) do update
            set name = excluded.name, owner_team = excluded.owner_team,
                supplier_team = excluded.supplier_team,
                critical_function = excluded.critical_function,
                rto_minutes = excluded.rto_minutes, rpo_minutes = excluded.rpo_minutes,
                active = true
            """)
        .paramSource(row)
        .update();
  }
}
