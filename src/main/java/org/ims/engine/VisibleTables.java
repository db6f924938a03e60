package org.ims.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Views of the engine's tables, under the same names in a schema of their own, in which the
 * instances of restricted incidents are missing that a reader must not know of. Whoever has a task
 * of such an incident knows of it as long as the task is there.
 *
 * <p>The engine grants the reading of histories and of variables by process, and so cannot leave
 * out single instances; and what is taken out of its answers afterwards can still be counted.
 */
@Component
class VisibleTables implements SmartInitializingSingleton {

  static final String SCHEMA = "visible";

  /** Any number, as long as only this uses it: two nodes that start together take turns. */
  private static final long LOCK = 7_240_002L;

  private static final String READER = "coalesce(current_setting('ims.reader', true), '')";
  private static final String GROUPS =
      "string_to_array(coalesce(current_setting('ims.reader_groups', true), ''), ',')";

  private static final String HIDDEN_INCIDENT =
      """
      select i.number
        from public.incident i
       where i.restricted
         and i.reporter <> %1$s
         and (i.team is null or i.team <> all (%2$s))
         and not exists (
             select 1
               from public.act_hi_procinst p
               join public.act_ru_task t on t.proc_inst_id_ = p.id_
              where p.business_key_ = i.number
                and (t.assignee_ = %1$s
                     or exists (
                        select 1
                          from public.act_ru_identitylink l
                         where l.task_id_ = t.id_
                           and (l.user_id_ = %1$s or l.group_id_ = any (%2$s)))))
      """
          .formatted(READER, GROUPS);

  private static final String HIDDEN_INSTANCE =
      """
      select p.id_
        from public.act_hi_procinst p
        join visible.hidden_incident h on h.number = p.business_key_
      union
      select p.id_
        from public.act_hi_procinst p
        join public.act_hi_procinst root on root.id_ = p.root_proc_inst_id_
        join visible.hidden_incident h on h.number = root.business_key_
      """;

  /** Which column tells the instance to which a row belongs; the first that a table has. */
  private static final List<String> COLUMNS =
      List.of("proc_inst_id_", "process_instance_id_", "root_proc_inst_id_");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  VisibleTables(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.execute("select pg_advisory_xact_lock(" + LOCK + ")");
          Map<String, String> views = views();
          String definition = String.join(";", views.values());
          String present =
              jdbc.queryForObject(
                  "select obj_description(to_regclass('visible.hidden_incident'), 'pg_class')",
                  String.class);
          if (!digest(definition).equals(present)) {
            jdbc.execute("drop view if exists visible.hidden_incident cascade");
            views.values().forEach(jdbc::execute);
            jdbc.execute("comment on view visible.hidden_incident is '" + digest(definition) + "'");
          }
        });
  }

  /** The statements that make them, by name, in the order in which they need each other. */
  private Map<String, String> views() {
    Map<String, String> views = new LinkedHashMap<>();
    views.put("hidden_incident", "create view visible.hidden_incident as " + HIDDEN_INCIDENT);
    views.put("hidden_instance", "create view visible.hidden_instance as " + HIDDEN_INSTANCE);
    Map<String, List<String>> tables = new TreeMap<>();
    jdbc.query(
        """
        select table_name, column_name
          from information_schema.columns join information_schema.tables using (table_schema, table_name)
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name like 'act\\_%'
         order by table_name, ordinal_position
        """,
        row -> {
          tables.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getString(2));
        });
    tables.forEach(
        (table, columns) ->
            COLUMNS.stream()
                .filter(columns::contains)
                .findFirst()
                .ifPresent(
                    key ->
                        views.put(
                            table,
                            ("create view visible.%1$s as select %2$s from public.%1$s t where not"
                                    + " exists (select 1 from visible.hidden_instance h where"
                                    + " h.id_ = t.%3$s)")
                                .formatted(table, String.join(", ", columns), key))));
    return views;
  }

  private static String digest(String definition) {
    return HexFormat.of().formatHex(Sha256.of(definition));
  }
}
