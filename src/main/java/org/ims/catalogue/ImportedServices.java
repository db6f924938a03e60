package org.ims.catalogue;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Services that only incidents of another system are about. They join the catalogue as past ones:
 * the incidents that name them keep a service with an owner, and nobody can report anything for
 * them. The CSV has the last word on a key that it has too.
 */
@Component
public class ImportedServices {

  /** Nobody promised anything for them, so the longest time that the catalogue takes. */
  private static final int NO_OBJECTIVE_MINUTES = 3650 * 24 * 60;

  private final JdbcClient jdbc;

  ImportedServices(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
    return jdbc.sql(
                """
                insert into service (key, name, owner_team, supplier_team, critical_function,
                                     rto_minutes, rpo_minutes, active)
                values (:key, :name, :ownerTeam, null, false, :noObjective, :noObjective, true)
                on conflict (key) do update set active = true where not service.active
                """)
            .param("key", key)
            .param("name", name)
            .param("ownerTeam", ownerTeam)
            .param("noObjective", NO_OBJECTIVE_MINUTES)
            .update()
        > 0;
  }
}
