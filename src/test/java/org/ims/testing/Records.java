package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.task.Task;
import org.ims.incident.InvalidInputException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stored about an incident, read past the classes under test. */
public class Records {

  private final JdbcClient jdbc;
  private final Desk desk;

  Records(JdbcClient jdbc, Desk desk) {
    this.jdbc = jdbc;
    this.desk = desk;
  }

  /** The notices about the incident in their order, as {@code acknowledgement/1 PENDING}. */
  public List<String> outbox(String number) {
    return jdbc.sql("select key, state from notice where incident_number = ? order by id")
        .param(number)
        .query(
            (row, at) ->
                row.getString("key").split("/")[1]
                    + "/"
                    + row.getString("key").split("/")[2]
                    + " "
                    + row.getString("state"))
        .list();
  }

  /** To whom notices of a kind about the incident are written, by login. */
  public List<String> notices(String number, String kind) {
    return jdbc.sql(
            "select split_part(key, '/', 4) from notice where incident_number = ? and kind = ?"
                + " order by 1")
        .params(number, kind)
        .query(String.class)
        .list();
  }

  /** The text of the incident's last notice. */
  public String lastNotice(String number) {
    return jdbc.sql("select body from notice where incident_number = ? order by id desc limit 1")
        .param(number)
        .query(String.class)
        .single();
  }

  /** The one row about the incident in a table. */
  public Map<String, Object> row(String table, String number) {
    return jdbc.sql(
            "select * from %s where %s = ?"
                .formatted(table, table.equals("incident") ? "number" : "incident_number"))
        .param(number)
        .query()
        .singleRow();
  }

  /** The texts in one column of all rows about the incident, in their order. */
  public List<String> column(String table, String column, String number) {
    return jdbc.sql(
            "select coalesce(%s, 'null') from %s where incident_number = ? order by id"
                .formatted(column, table))
        .param(number)
        .query(String.class)
        .list();
  }

  /** A moment in the one row about the incident in a table. */
  public Instant instant(String table, String column, String number) {
    return jdbc.sql("select %s from %s where incident_number = ?".formatted(column, table))
        .param(number)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** Who worked how long on the incident, and what it cost. */
  public List<String> effort(String number) {
    return jdbc.sql(
            "select person, hours, cost_eur from effort where incident_number = ?"
                + " order by person desc")
        .param(number)
        .query((row, at) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
        .list();
  }

  /** How many rows about the incident a table has. */
  public int count(String table, String number) {
    return jdbc.sql("select count(*) from " + table + " where incident_number = ?")
        .param(number)
        .query(Integer.class)
        .single();
  }

  /**
   * Waits until another transaction waits for a lock.
   *
   * @param statement the beginning of what it waits with, in any case
   */
  public void awaitLocked(String statement) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql(
                            """
                            select count(*) from pg_stat_activity
                            where wait_event_type = 'Lock' and query ilike ? || '%'
                            """)
                        .param(statement)
                        .query(int.class)
                        .single()
                    > 0);
  }

  /**
   * Asserts that a form is refused with all that is wrong with it, and that nothing has changed:
   * the task stays open in the hands of who claimed it, its variables and the record are as before.
   *
   * @param violations each as {@code field: rule}
   */
  public void assertRefused(
      String login,
      String number,
      String elementId,
      Map<String, Object> form,
      String... violations) {
    desk.take(login, number, elementId);
    Task task = desk.task(number, elementId);
    assertRefused(number, task, () -> desk.submit(login, task, form), violations);
    assertThat(desk.task(number, elementId).getAssignee()).isEqualTo(login);
  }

  private void assertRefused(
      String number, Task task, ThrowingCallable submission, String... violations) {
    Map<String, Object> before = everything(number, task);
    assertThat(namedBy(submission)).containsExactlyInAnyOrder(violations);
    assertThat(everything(number, task)).isEqualTo(before);
  }

  /** What the exception that is thrown names, each as {@code field: rule}. */
  public static List<String> namedBy(ThrowingCallable submission) {
    InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, submission);
    assertThat(refusal).as("nothing was refused").isNotNull();
    assertThat(refusal.violations())
        .allSatisfy(violation -> assertThat(refusal.getMessage()).contains(violation.message()))
        .allSatisfy(violation -> assertThat(violation.message()).endsWith("."));
    return refusal.violations().stream()
        .map(violation -> violation.field() + ": " + violation.rule())
        .toList();
  }

  private Map<String, Object> everything(String number, Task task) {
    Map<String, Object> everything = new TreeMap<>();
    everything.put("incident", row("incident", number));
    everything.put("tasks", desk.openTasks(number));
    everything.put("variables", desk.variables(task));
    for (String table :
        List.of(
            "notice",
            "reporter_question",
            "impact_assessment",
            "investigation",
            "containment",
            "recovery",
            "verification",
            "ad_hoc_task",
            "countermeasure",
            "effort",
            "review",
            "corrective_action")) {
      everything.put(
          table,
          jdbc.sql("select * from " + table + " where incident_number = ? order by 1")
              .param(number)
              .query()
              .listOfRows());
    }
    return everything;
  }
}
