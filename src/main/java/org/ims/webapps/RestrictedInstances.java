package org.ims.webapps;

import java.util.Map;
import org.ims.engine.RestrictedView;
import org.ims.incident.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether something in the engine belongs to a restricted incident that is not for its reader. */
@Component
class RestrictedInstances {

  /** Where the engine keeps what its interfaces call so. */
  private static final Map<String, String> TABLES =
      Map.of(
          "process-instance", "act_ru_execution",
          "execution", "act_ru_execution",
          "task", "act_ru_task",
          "job", "act_ru_job",
          "external-task", "act_ru_ext_task",
          "incident", "act_ru_incident");

  private final JdbcClient jdbc;

  RestrictedInstances(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether the thing is there, but not for the reader.
   *
   * @param kind as the engine's interfaces name it in their addresses
   */
  boolean hides(String kind, String id, Reader reader) {
    String table = TABLES.get(kind);
    RestrictedView.open(reader);
    try {
      return jdbc.sql(
              "select exists (select 1 from public.%1$s where id_ = :id) and not exists (select 1 from %1$s where id_ = :id)"
                  .formatted(table))
          .param("id", id)
          .query(Boolean.class)
          .single();
    } finally {
      RestrictedView.close();
    }
  }
}
