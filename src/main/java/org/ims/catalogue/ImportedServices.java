package org.ims.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Services that only incidents of another system are about. They join the catalogue as past ones:
 * the incidents that name them keep a service with an owner, and nobody can report anything for
 * them. Where the catalogue has such a key too, it has the last word.
 */
@Component
public class ImportedServices {

  /** Nobody promised anything for them, so the longest time that the catalogue takes. */
  private static final Duration NO_OBJECTIVE = Duration.ofDays(3650);

  private final JdbcClient jdbc;
  private final CatalogueStore store;

  ImportedServices(JdbcClient jdbc, CatalogueStore store) {
    this.jdbc = jdbc;
    this.store = store;
  }

  /**
   * Does something for which a service must be active, in the caller's transaction; outside of it
   * the service is seen as a past one all the time.
   *
   * @param ownerTeam of a service that the catalogue does not have yet
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <T> T whileActive(String key, String name, String ownerTeam, Supplier<T> work) {
    boolean lent = activate(key, name, ownerTeam);
    T result = work.get();
    if (lent) {
      jdbc.sql("update service set active = false where key = :key").param("key", key).update();
    }
    return result;
  }

  private boolean activate(String key, String name, String ownerTeam) {
    boolean added =
        jdbc.sql(
                    """
                    insert into service (key, name, owner_team, supplier_team, critical_function,
                                         rto_minutes, rpo_minutes, active, version)
                    values (:key, :name, :ownerTeam, null, false, :noObjective, :noObjective,
                            true, 1)
                    on conflict (key) do nothing
                    """)
                .param("key", key)
                .param("name", name)
                .param("ownerTeam", ownerTeam)
                .param("noObjective", NO_OBJECTIVE.toMinutes())
                .update()
            > 0;
    if (added) {
      store.recordMigration(
          new CatalogueEntry(
              key,
              name,
              ownerTeam,
              null,
              false,
              NO_OBJECTIVE,
              NO_OBJECTIVE,
              List.of(),
              List.of(),
              false,
              false,
              1));
      return true;
    }
    return jdbc.sql("update service set active = true where key = :key and not active")
            .param("key", key)
            .update()
        > 0;
  }
}
