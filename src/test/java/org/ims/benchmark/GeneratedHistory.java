package org.ims.benchmark;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives generated incidents the history in the engine of one that was lived through it: the same
 * processes, activities, tasks, variables, decisions and operations, when they were reported.
 */
final class GeneratedHistory {

  private static final List<String> TABLES =
      List.of(
          "act_hi_procinst",
          "act_hi_actinst",
          "act_hi_taskinst",
          "act_hi_varinst",
          "act_hi_detail",
          "act_hi_identitylink",
          "act_hi_decinst",
          "act_hi_dec_in",
          "act_hi_dec_out",
          "act_hi_op_log",
          "act_hi_job_log");

  /** What tells the rows of one incident from those of another. */
  private static final Set<String> IDS =
      Set.of(
          "id_",
          "proc_inst_id_",
          "process_instance_id_",
          "root_proc_inst_id_",
          "super_process_instance_id_",
          "call_proc_inst_id_",
          "execution_id_",
          "act_inst_id_",
          "parent_act_inst_id_",
          "task_id_",
          "var_inst_id_",
          "dec_inst_id_",
          "root_dec_inst_id_",
          "job_id_",
          "operation_id_");

  private static final Set<String> TEXTS =
      Set.of("business_key_", "name_", "text_", "description_");

  private static final int AT_ONCE = 2_000;

  private GeneratedHistory() {}

  /** Gives it to all incidents of which the engine knows nothing yet. */
  static void add(JdbcClient owner, TransactionTemplate transactions, String lived) {
    List<String> statements = TABLES.stream().map(table -> copying(owner, table)).toList();
    List<String> numbers =
        owner
            .sql(
                """
                select number from incident
                 where not exists (select from act_hi_procinst where business_key_ = number)
                 order by number
                """)
            .query(String.class)
            .list();
    for (int from = 0; from < numbers.size(); from += AT_ONCE) {
      String[] part =
          numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE)).toArray(String[]::new);
      statements.forEach(
          statement -> owner.sql(statement).param("lived", lived).param("numbers", part).update());
    }
    TABLES.forEach(table -> owner.sql("vacuum analyze " + table).update());
  }

  private static String copying(JdbcClient owner, String table) {
    List<String> columns =
        owner
            .sql(
                """
                select column_name from information_schema.columns
                 where table_schema = 'public' and table_name = :table order by ordinal_position
                """)
            .param("table", table)
            .query(String.class)
            .list();
    return """
        insert into %1$s (%2$s)
        select %3$s
          from %1$s h
          cross join (
            select number, i.recorded_at - t.recorded_at as later
              from incident i
              cross join (select recorded_at from incident where number = :lived) t
             where number = any (:numbers)) n
         where h.root_proc_inst_id_ in (
                 select root_proc_inst_id_ from act_hi_procinst where business_key_ = :lived)
        """
        .formatted(
            table,
            String.join(", ", columns),
            columns.stream().map(GeneratedHistory::copied).collect(Collectors.joining(", ")));
  }

  private static String copied(String column) {
    if (IDS.contains(column)) {
      return "md5(h." + column + " || n.number)";
    }
    if (TEXTS.contains(column)) {
      return "replace(h." + column + ", :lived, n.number)";
    }
    return column.endsWith("time_") || column.endsWith("timestamp_") || column.equals("due_date_")
        ? "h." + column + " + n.later"
        : "h." + column;
  }
}
