package org.ims.webapps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ims.incident.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which instances of processes belong to restricted incidents: the engine knows their business key,
 * the kernel knows who may see the incident. Reads {@code ACT_HI_PROCINST}, where running instances
 * are too.
 */
@Component
class RestrictedInstances {

  private static final String HIDDEN =
      """
      select p.id_
        from act_hi_procinst p
        left join act_hi_procinst root on root.id_ = p.root_proc_inst_id_
        join incident i on i.number = coalesce(p.business_key_, root.business_key_)
       where p.id_ in (:instances)
         and i.restricted
         and i.reporter <> :user
         and (i.team is null or i.team not in (:groups))
      """;

  private final JdbcClient jdbc;

  RestrictedInstances(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of the instances that a reader must not know of. */
  Set<String> hidden(Collection<String> instances, Reader reader) {
    if (instances.isEmpty() || reader.seesAll()) {
      return Set.of();
    }
    // A list parameter must not be empty.
    List<String> groups = new ArrayList<>(reader.groups());
    groups.add("");
    return jdbc.sql(HIDDEN)
        .param("instances", instances)
        .param("user", reader.user())
        .param("groups", groups)
        .query(String.class)
        .set();
  }
}
