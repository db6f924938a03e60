package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.ims.nodes.Node;
import org.ims.nodes.Reports;
import org.ims.reporting.webhooks.Machine;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people do at the same moment, at two nodes, what only one of them can do. */
@Tag("faults")
class RacesDrill {

  private static final int ROUNDS = Integer.getInteger("ims.faults.rounds");

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Two of the service desk. */
  private static final List<String> DESK = List.of("ada", "bob");

  private static final String PASSWORD = "Both-1ncidents";

  private static final String TRIAGE = "UserTask_TriageIncident";

  private static final String FALSE_ALARM =
      """
      {"variables": {"kind": {"value": "false-alarm"}, "reason": {"value": "It was a test"}}}
      """;

  private static final String QUESTION =
      """
      {"variables": {"kind": {"value": "need-info"}, "reason": {"value": "Which building?"}}}
      """;

  /** What one asks, of whom. */
  private interface Request {
    Api.Answer send(Api node);
  }

  /** Of the incident in whose name it is open. */
  private record Work(String number, String task) {}

  @TempDir private Path folder;
  private Postbox postbox;
  private Invariants invariants;
  private Node one;
  private Node other;
  private Api here;
  private Api there;
  private ExecutorService people;

  @BeforeEach
  void begin() throws IOException {
    postbox = Postbox.open();
    String url = TestPostgres.newDatabase();
    invariants = Invariants.of(url);
    String boundless = "--ims.security.requests-per-minute=100000";
    Duration lock = Duration.ofSeconds(15);
    one = Drill.node(url, folder, postbox, lock, boundless).ready();
    other = Drill.node(url, folder, postbox, lock, boundless).ready();
    here = Api.as("admin", one.password(), one.port());
    there = Api.as("admin", other.password(), other.port());
    DESK.forEach(this::engage);
    people = Executors.newFixedThreadPool(2);
  }

  private void engage(String person) {
    Api.Answer created =
        here.post(
            "/engine-rest/user/create",
            """
            {"profile": {"id": "%s", "firstName": "%s", "lastName": "Desk"},
             "credentials": {"password": "%s"}}
            """
                .formatted(person, person, PASSWORD));
    assertThat(created.status()).as(created.text()).isEqualTo(204);
    Api.Answer joined = here.put("/engine-rest/group/service-desk/members/" + person, "{}");
    assertThat(joined.status()).as(joined.text()).isEqualTo(204);
  }

  @AfterEach
  void end() throws IOException {
    people.shutdownNow();
    one.close();
    other.close();
    postbox.close();
  }

  /** Each step of their lives by two at once. */
  @Test
  void eachStepIsTakenOnce() throws Exception {
    oneOfTwoClaims(reported(ROUNDS).get(0));
    for (Work work : claimed(open(TRIAGE, ROUNDS))) {
      submitted(work, QUESTION);
    }
    answerComesInTimeOrDoesNot(claimed(open("UserTask_AnswerQuestion", ROUNDS)));
    isSubmittedOnce("complete and complete", claimed(open(TRIAGE, ROUNDS)), Reports.TRIAGE);
    for (Work work : claimed(open("UserTask_AssessImpact", ROUNDS))) {
      submitted(work, form(Drill.MINOR));
    }
    List<Work> assessed = claimed(open("UserTask_ConfirmAssessment", ROUNDS));
    isSubmittedOnce(
        "approve and approve", assessed, form("{\"decision\": {\"value\": \"confirm\"}}"));
    open("UserTask_Investigate", ROUNDS);
    isWithdrawnOnce(assessed);
    settle();
  }

  private void oneOfTwoClaims(Work work) throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    Http ada = Http.webapp(one.port(), DESK.get(0), PASSWORD, "tasklist");
    Http bob = Http.webapp(other.port(), DESK.get(1), PASSWORD, "tasklist");
    String claim = "/camunda/api/engine/engine/default/task/" + work.task() + "/claim";
    for (int round = 0; round < ROUNDS; round++) {
      race(
          outcomes,
          () -> new Api.Answer(ada.post(claim, "{\"userId\": \"ada\"}")),
          () -> new Api.Answer(bob.post(claim, "{\"userId\": \"bob\"}")));
      assertThat(here.post(task(work, "unclaim"), "{}").status()).isEqualTo(204);
    }
    oneWon("claim and claim", outcomes);
  }

  private void isSubmittedOnce(String race, List<Work> open, String form) throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Work work : open) {
      race(outcomes, submit(work, form), submit(work, form));
    }
    oneWon(race, outcomes);
  }

  private void answerComesInTimeOrDoesNot(List<Work> questions) throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    String answer = form("{\"answer\": {\"value\": \"The old one\"}}");
    for (Work work : questions) {
      String timer =
          invariants
              .owner()
              .sql(
                  """
                  select j.id_ from act_ru_job j join act_ru_task t on t.proc_inst_id_ = j.process_instance_id_
                  join act_ru_jobdef d on d.id_ = j.job_def_id_
                  where t.id_ = ? and d.act_id_ = 'Timer_NoAnswer'
                  """)
              .param(work.task())
              .query(String.class)
              .single();
      race(
          outcomes,
          submit(work, answer),
          node -> node.post("/engine-rest/job/" + timer + "/execute", "{}"));
    }
    oneWon("answer and timer", outcomes);
    assertThat(
            invariants.count("select count(*)::int from reporter_question where ended_at is null"))
        .isZero();
  }

  /** What is told to a process is told once. */
  private void isWithdrawnOnce(List<Work> incidents) throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Work work : incidents) {
      String withdrawal =
          form(
              """
              {"incident": {"value": "%s"}, "change": {"value": "withdraw"},
               "changeNote": {"value": "A mistake"}}
              """
                  .formatted(work.number()));
      Request request =
          node ->
              node.post(
                  "/engine-rest/process-definition/key/IncidentChange/submit-form", withdrawal);
      race(outcomes, request, request);
    }
    oneWon("withdrawal and withdrawal", outcomes);
    assertThat(invariants.count("select count(*)::int from incident where state = 'CANCELLED'"))
        .isEqualTo(ROUNDS);
  }

  /** Of each pair that is merged into each other one is left, which is over when a file comes. */
  @Test
  void incidentsEndOnce() throws Exception {
    List<Work> triages = claimed(reported(2 * ROUNDS));
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int pair = 0; pair < ROUNDS; pair++) {
      Work a = triages.get(2 * pair);
      Work b = triages.get(2 * pair + 1);
      race(outcomes, submit(a, duplicateOf(b)), submit(b, duplicateOf(a)));
    }
    oneWon("merge and merge", outcomes);
    nothingIsAddedAfterTheEnd(open(TRIAGE, ROUNDS));
    settle();
  }

  /** Either the file is there before the end, or it is refused. */
  private void nothingIsAddedAfterTheEnd(List<Work> triages) throws Exception {
    Api ada = Api.as(DESK.get(0), PASSWORD, one.port());
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Work work : triages) {
      race(
          outcomes,
          () ->
              ada.post(
                  "/api/incidents/" + work.number() + "/evidence",
                  "seen".getBytes(StandardCharsets.UTF_8),
                  "application/octet-stream",
                  "Content-Disposition",
                  "attachment; filename=\"seen.txt\""),
          () -> submit(work, FALSE_ALARM).send(there));
    }
    Figures.say("%d races of a file and the end: %s".formatted(ROUNDS, outcomes));
    assertThat(outcomes.keySet()).isSubsetOf("201 204", "204 409");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                invariants.count("select count(*)::int from incident where state = 'REJECTED'")
                    == ROUNDS);
    assertThat(
            invariants.count(
                """
                select count(*)::int from journal_entry file where file.kind = 'evidence-added'
                and file.seq > (select max(move.seq) from journal_entry move
                  where move.chain = file.chain and move.kind = 'incident-changed')
                """))
        .isZero();
  }

  /** What was begun goes on behind the answers. */
  private void settle() {
    await().atMost(PATIENCE).untilAsserted(invariants::rulesHold);
  }

  private static String form(String variables) {
    return "{\"variables\": %s}".formatted(variables);
  }

  private static String duplicateOf(Work work) {
    return """
        {"variables": {"kind": {"value": "duplicate"}, "duplicateOf": {"value": "%s"},
         "reason": {"value": "The same"}}}
        """
        .formatted(work.number());
  }

  /** Both are true, in either order: neither may be refused, or lost. */
  @Test
  void alertOfAnIncidentThatIsJustRejectedIsKept() throws Exception {
    Api.Answer source =
        here.post(
            "/api/webhook-sources",
            """
            {"name": "again", "kind": "alertmanager", "authentication": "bearer",
             "defaultService": "network", "ratePerMinute": 100000, "stormThreshold": 100000}
            """);
    assertThat(source.status()).as(source.text()).isEqualTo(201);
    String token = source.json().get("secret").asText();
    Machine machine = Machine.withToken(other.port(), "alertmanager", token);
    IntStream.range(0, ROUNDS)
        .forEach(alert -> assertThat(machine.send(alert(alert)).status()).isEqualTo(201));
    List<Work> triages = claimed(open(TRIAGE, ROUNDS));
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Work work : triages) {
      String alert =
          alert(
              invariants
                  .owner()
                  .sql(
                      "select substring(title from 'Again (\\d+)')::int from incident where number = ?")
                  .param(work.number())
                  .query(Integer.class)
                  .single());
      race(outcomes, submit(work, FALSE_ALARM), node -> machine.send(alert));
    }
    Figures.say("%d races of rejection and a new alert: %s".formatted(ROUNDS, outcomes));
    assertThat(outcomes.keySet()).isSubsetOf("200 204", "201 204");
    assertThat(invariants.count("select sum(notifications)::int from alert_group"))
        .isEqualTo(2 * ROUNDS);
    settle();
  }

  private static String alert(int number) {
    return Machine.alertmanager("Again " + number, "firing", "warning");
  }

  /** Reports so many, and waits until somebody can triage them. */
  private List<Work> reported(int count) {
    Http reporter = Drill.admin(one);
    for (int report = 0; report < count; report++) {
      assertThat(Reports.send(reporter, "Race " + report, "mail").statusCode()).isEqualTo(201);
    }
    return open(TRIAGE, count);
  }

  private List<Work> open(String element, int count) {
    await("so many at " + element)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> open(element).size() == count);
    return open(element);
  }

  private List<Work> open(String element) {
    return invariants
        .owner()
        .sql(
            """
            select e.business_key_ as number, t.id_ as task from act_ru_task t
            join act_ru_execution e on e.id_ = t.proc_inst_id_
            where t.task_def_key_ = ? order by 1
            """)
        .param(element)
        .query(Work.class)
        .list();
  }

  private List<Work> claimed(List<Work> open) {
    for (Work work : open) {
      Api.Answer claimed = here.post(task(work, "claim"), "{\"userId\": \"admin\"}");
      assertThat(claimed.status()).as(claimed.text()).isEqualTo(204);
    }
    return open;
  }

  private static String task(Work work, String what) {
    return "/engine-rest/task/" + work.task() + "/" + what;
  }

  private void submitted(Work work, String form) {
    Api.Answer answer = submit(work, form).send(here);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private static Request submit(Work work, String form) {
    return node -> node.post(task(work, "submit-form"), form);
  }

  private void race(Map<String, Integer> outcomes, Request first, Request second)
      throws InterruptedException, ExecutionException {
    race(outcomes, () -> first.send(here), () -> second.send(there));
  }

  private void race(
      Map<String, Integer> outcomes, Callable<Api.Answer> first, Callable<Api.Answer> second)
      throws InterruptedException, ExecutionException {
    List<Integer> statuses = new ArrayList<>();
    for (Api.Answer answer : Drill.atOnce(people, List.of(first, second))) {
      statuses.add(answer.status());
      assertThat(answer.status()).as(answer.text()).isLessThan(500);
    }
    outcomes.merge(
        String.join(" ", statuses.stream().sorted().map(String::valueOf).toList()),
        1,
        Integer::sum);
  }

  private static void oneWon(String race, Map<String, Integer> outcomes) {
    Figures.say("%d races of %s: %s".formatted(ROUNDS, race, outcomes));
    assertThat(outcomes.keySet()).allMatch(statuses -> statuses.matches("20[04] 4\\d\\d"));
  }
}
