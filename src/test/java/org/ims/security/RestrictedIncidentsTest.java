package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.with;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A restricted incident exists for its own people only. A word that stands nowhere else is written
 * into each of its texts; then everybody else reads all there is to read, and finds neither the
 * word nor the incident's number, nor can they count it.
 */
@ImsHttpTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedIncidentsTest {

  private static final String WORD = "Zyzzyva";
  private static final String WEBAPP = "/camunda/api/engine/engine/default";
  private static final String ENGINE_REST = "/engine-rest";
  private static final String BY = "?maxResults=200";

  private static final String INSTANCES_OF =
      "/history/process-instance?maxResults=20&processInstanceBusinessKey=";

  /** All that lists something of instances, with what makes the answer as full as it can be. */
  private static final List<String> LISTS =
      List.of(
          "/task" + BY + "&sortBy=created&sortOrder=desc",
          "/process-instance" + BY,
          "/execution" + BY,
          "/variable-instance" + BY,
          "/job" + BY,
          "/incident" + BY,
          "/external-task" + BY,
          "/event-subscription" + BY,
          "/deployment" + BY,
          "/batch" + BY,
          "/process-definition/statistics?failedJobs=true&incidents=true",
          "/history/process-instance" + BY + "&sortBy=startTime&sortOrder=desc",
          "/history/activity-instance" + BY + "&sortBy=startTime&sortOrder=desc",
          "/history/task" + BY + "&sortBy=startTime&sortOrder=desc",
          "/history/variable-instance" + BY,
          "/history/detail" + BY + "&sortBy=time&sortOrder=desc",
          "/history/decision-instance"
              + BY
              + "&includeInputs=true&includeOutputs=true&sortBy=evaluationTime&sortOrder=desc",
          "/history/user-operation" + BY,
          "/history/job-log" + BY + "&sortBy=timestamp&sortOrder=desc",
          "/history/incident" + BY,
          "/history/identity-link-log" + BY + "&sortBy=time&sortOrder=desc",
          "/history/external-task-log" + BY);

  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private TaskService tasks;
  @Autowired private HistoryService history;
  @Autowired private IdentityService identities;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  private Actors actors;
  private List<Actors.Actor> outsiders;
  private Map<String, Engine> engines;
  private String open;
  private String merged;
  private String number;

  @BeforeAll
  void aRestrictedIncidentWithAWordInEachOfItsTexts() {
    actors = new Actors(identities, port);
    open = journey.toAssessment(Journey.Kind.MINOR);
    number =
        journey.toTriage(
            with(
                journey.report(Journey.Kind.MINOR),
                "title",
                WORD + " title",
                "description",
                WORD + " description",
                "location",
                WORD + " location",
                "contact",
                WORD + " contact",
                "restricted",
                true));
    journey.triage(number, journey.triage(Journey.Kind.MINOR));
    journey.assess(number, journey.assessment(Journey.Kind.MINOR));
    journey.addTask(number, WORD + " task", "responder-2", Instant.now().plus(1, ChronoUnit.DAYS));
    desk.complete(
        "responder",
        number,
        "UserTask_Investigate",
        "ServiceTask_RecordInvestigation",
        Desk.fields("findings", WORD + " findings", "hypothesis", WORD));
    Http insider = actors.get("security-lead").http();
    assertThat(
            insider
                .post("/api/incidents/" + number + "/timeline", "{\"text\":\"" + WORD + " note\"}")
                .statusCode())
        .isEqualTo(201);
    // What hangs together with it, and everybody may read, must not name it.
    desk.change("incident-manager", open, "link-parent", "otherIncident", number);
    merged = journey.toTriage(Journey.Kind.MINOR);
    desk.change(
        "incident-manager",
        merged,
        "merge",
        "otherIncident",
        number,
        "changeNote",
        "It is the same event.");
    journey.sendNotices(merged);
    List<String> concerned = candidates();
    outsiders =
        actors.all().stream()
            .filter(actor -> !insiders().contains(actor.name()))
            .filter(actor -> actor.groups().stream().noneMatch(concerned::contains))
            .toList();
    assertThat(outsiders)
        .extracting(Actors.Actor::name)
        .contains(
            "reporter",
            "service-desk",
            "responder",
            "exec",
            "legal",
            "process-owner",
            "risk-owner",
            "one-team",
            "no-role",
            "nobody");
    engines = enginesOfOutsiders();
  }

  @AfterAll
  void leave() {
    actors.leave();
  }

  /** Whom lifecycle and rights name: they see every incident. */
  private static List<String> insiders() {
    return List.of(
        "security-lead",
        "dpo",
        "incident-manager",
        "major-incident-manager",
        "auditor",
        "camunda-admin");
  }

  /** The groups to which a task of the incident is offered, who therefore know of it. */
  private List<String> candidates() {
    List<String> groups = new ArrayList<>();
    for (Task task : tasks.createTaskQuery().processInstanceBusinessKey(number).list()) {
      tasks.getIdentityLinksForTask(task.getId()).stream()
          .map(link -> link.getGroupId())
          .filter(group -> group != null)
          .forEach(groups::add);
    }
    return groups;
  }

  @Test
  void nothingThatOurApiAnswersTellsOfIt() {
    List<String> general =
        Stream.of(
                "/api/incidents?size=200",
                "/api/incidents?text=" + WORD,
                "/api/incidents?restricted=true",
                "/api/incidents.csv",
                "/api/reports/by-state",
                "/api/messages",
                "/api/received-mails",
                "/api/subscriptions",
                "/api/status",
                "/api/journal/entries",
                "/api/services/telephony/changes",
                "/report/mine",
                "/status",
                "/status/feed.atom",
                "/status/feed.rss",
                "/messages",
                "/subscriptions",
                "/services")
            .toList();
    List<String> own =
        EndpointRights.table().stream()
            .filter(row -> row.method().equals(HttpMethod.GET))
            .map(row -> row.path().getPatternString())
            .filter(path -> path.contains("{number}"))
            .map(
                path ->
                    path.replace("{number}", number)
                        .replace("{id}", "1")
                        .replace("dossier.*", "dossier.pdf"))
            .toList();
    assertThat(own).hasSizeGreaterThan(8);
    List<String> related =
        Stream.of(open, merged)
            .flatMap(
                other ->
                    Stream.of("", "/overview", "/timeline")
                        .map(part -> "/api/incidents/" + other + part))
            .toList();
    List<String> leaks = new ArrayList<>();
    for (Actors.Actor actor : outsiders) {
      for (String path : Stream.concat(general.stream(), related.stream()).toList()) {
        HttpResponse<String> answer = actor.http().get(path);
        if (answer.body().contains(WORD) && !path.contains(WORD)
            || answer.body().contains(number)) {
          leaks.add(actor.name() + " " + path + " " + excerpt(answer.body()));
        }
        assertThat(answer.statusCode()).as(actor.name() + " " + path).isLessThan(500);
      }
      for (String path : own) {
        HttpResponse<String> answer = actor.http().get(path);
        if (answer.body().contains(WORD) || !List.of(401, 403, 404).contains(answer.statusCode())) {
          leaks.add(actor.name() + " " + path + " " + answer.statusCode());
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void itsNumberAnswersAsOneThatWasNeverGiven() {
    for (Actors.Actor actor : outsiders) {
      HttpResponse<String> restricted = actor.http().get("/api/incidents/" + number + "/overview");
      HttpResponse<String> unknown = actor.http().get("/api/incidents/INC-2020-999999/overview");
      assertThat(restricted.statusCode()).as(actor.name()).isEqualTo(unknown.statusCode());
      assertThat(Api.untraced(restricted.body()).replace(number, "X"))
          .as(actor.name())
          .isEqualTo(Api.untraced(unknown.body()).replace("INC-2020-999999", "X"));
    }
  }

  @Test
  void nothingThatTheEngineListsTellsOfIt() {
    List<String> leaks = new ArrayList<>();
    engines.forEach(
        (name, engine) -> {
          for (String list : LISTS) {
            HttpResponse<String> answer = engine.get(list);
            if (tells(answer.body())) {
              leaks.add(name + " " + list + " " + excerpt(answer.body()));
            }
            assertThat(answer.statusCode())
                .as(name + " " + list + " " + answer.body())
                .isIn(200, 403);
          }
        });
    assertThat(leaks).isEmpty();
    // What nobody restricted is still there.
    assertThat(engines.get("process-owner (REST)").get(INSTANCES_OF + open).body()).contains(open);
  }

  /** Cockpit's list of running instances comes from a plugin of its own, which has own queries. */
  @Test
  void cockpitsOwnListsLeaveItOutToo() {
    String path =
        "/camunda/api/cockpit/plugin/base/default/process-instance?firstResult=0&maxResults=500";
    String body =
        "{\"processDefinitionId\":\"%s\",\"sortBy\":\"startTime\",\"sortOrder\":\"desc\"}"
            .formatted(lifecycle().getProcessDefinitionId());
    assertThat(
            Http.webapp(port, actors.get("process-owner").login(), "cockpit")
                .post(path, body)
                .body())
        .contains(open)
        .doesNotContain(number);
    assertThat(Http.webapp(port, actors.get("auditor").login(), "cockpit").post(path, body).body())
        .contains(open, number);
  }

  @Test
  void itCannotBeCountedOrProbed() {
    String instance = lifecycle().getId();
    List<String> counts =
        List.of(
            "/history/process-instance/count?processInstanceBusinessKey=" + number,
            "/history/process-instance/count?processInstanceBusinessKeyLike=" + number + "%25",
            "/history/process-instance/count?processInstanceIds=" + instance,
            "/history/activity-instance/count?processInstanceId=" + instance,
            "/history/task/count?processInstanceBusinessKey=" + number,
            "/history/task/count?taskNameLike=%25" + number + "%25",
            "/history/variable-instance/count?processInstanceId=" + instance,
            "/history/detail/count?processInstanceId=" + instance,
            "/history/job-log/count?processInstanceId=" + instance,
            "/history/user-operation/count?processInstanceId=" + instance,
            "/history/decision-instance/count?rootDecisionInstancesOnly=false&processInstanceId="
                + instance,
            "/process-instance/count?businessKey=" + number,
            "/process-instance/count?processInstanceIds=" + instance,
            "/execution/count?businessKey=" + number,
            "/variable-instance/count?processInstanceIdIn=" + instance,
            "/job/count?processInstanceId=" + instance,
            "/task/count?processInstanceBusinessKey=" + number,
            "/task/count?nameLike=%25" + number + "%25");
    List<Question> questions = new ArrayList<>();
    for (Map<String, Object> variable : variablesWithTheWord()) {
      Map<String, Object> likeTheWord =
          Map.of("name", variable.get("name_"), "operator", "like", "value", "%" + WORD + "%");
      Map<String, Object> condition = Map.of("variables", List.of(likeTheWord));
      questions.add(new Question("/history/process-instance/count", condition));
      questions.add(new Question("/process-instance/count", condition));
      questions.add(
          new Question(
              "/history/variable-instance/count",
              Map.of(
                  "variableName", variable.get("name_"), "variableValue", variable.get("text_"))));
      questions.add(
          new Question(
              "/task/count",
              Map.of("orQueries", List.of(Map.of("processVariables", List.of(likeTheWord))))));
    }
    List<String> leaks = new ArrayList<>();
    engines.forEach(
        (name, engine) -> {
          counts.forEach(path -> countsNothing(name, path, engine.get(path), leaks));
          questions.forEach(
              question ->
                  countsNothing(
                      name, question.path(), engine.post(question.path(), question.body()), leaks));
        });
    assertThat(leaks).isEmpty();

    Engine auditor = new Engine(actors.get("auditor").http(), ENGINE_REST);
    for (String path : counts) {
      if (Stream.of("user-operation", "/job", "decision").noneMatch(path::contains)) {
        assertThat(Http.json(auditor.get(path)).path("count").asInt()).as(path).isPositive();
      }
    }
    for (Question question : questions) {
      if (question.path().startsWith("/history")) {
        HttpResponse<String> answer = auditor.post(question.path(), question.body());
        assertThat(Http.json(answer).path("count").asInt())
            .as(question + " " + answer.body())
            .isPositive();
      }
    }
  }

  private record Question(String path, Map<String, Object> asked) {

    String body() {
      return new ObjectMapper().valueToTree(asked).toString();
    }
  }

  @Test
  void statisticsDoNotCountIt() {
    String definition = lifecycle().getProcessDefinitionId();
    int all = instancesOf(actors.get("auditor"), definition);
    int visible = instancesOf(actors.get("process-owner"), definition);
    int hidden =
        jdbc.sql(
                """
                select count(*) from act_hi_procinst p join incident i on i.number = p.business_key_
                 where p.proc_def_id_ = ? and p.end_time_ is null and i.restricted
                """)
            .param(definition)
            .query(Integer.class)
            .single();
    assertThat(hidden).isPositive();
    assertThat(visible).isEqualTo(all - hidden);
  }

  private int instancesOf(Actors.Actor actor, String definition) {
    for (var item : Http.json(actor.http().get(ENGINE_REST + "/process-definition/statistics"))) {
      if (item.path("id").asText().equals(definition)) {
        return item.path("instances").asInt();
      }
    }
    return 0;
  }

  @Test
  void itsThingsAreUnknownByTheirIds() {
    Engine owner = new Engine(actors.get("process-owner").http(), ENGINE_REST);
    String instance = lifecycle().getId();
    Task task =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(number)
            .taskDefinitionKey("UserTask_Contain")
            .singleResult();
    for (String path :
        List.of(
            "/process-instance/" + instance,
            "/process-instance/" + instance + "/activity-instances",
            "/process-instance/" + instance + "/variables",
            "/history/process-instance/" + instance,
            "/execution/" + instance,
            "/task/" + task.getId(),
            "/task/" + task.getId() + "/form-variables")) {
      assertThat(owner.get(path).statusCode()).as(path).isIn(400, 404, 500);
      assertThat(tells(owner.get(path).body())).as(path).isFalse();
    }
    assertThat(owner.post("/task/" + task.getId() + "/claim", "{\"userId\":\"x\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void itsOwnPeopleSeeItAndTheirReadingIsOnRecord() {
    for (String name : List.of("security-lead", "auditor")) {
      HttpResponse<String> answer = actors.get(name).http().get("/api/incidents/" + number);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.body()).contains(WORD + " title");
    }
    assertThat(
            jdbc.sql(
                    "select count(*) from restricted_read where incident_number = ? and person ="
                        + " 'actor-auditor'")
                .param(number)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    // The demo's responder belongs to the team, and so finds the task with its incident.
    assertThat(
            Http.webapp(port, "responder", "tasklist")
                .get(WEBAPP + "/task?maxResults=100&processInstanceBusinessKey=" + number)
                .body())
        .contains(number)
        .doesNotContain(WORD);
    assertThat(actors.get("auditor").http().get(ENGINE_REST + INSTANCES_OF + number).body())
        .contains(number);
  }

  private HistoricProcessInstance lifecycle() {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey("IncidentLifecycle")
        .singleResult();
  }

  private List<Map<String, Object>> variablesWithTheWord() {
    List<Map<String, Object>> variables =
        jdbc.sql(
                "select name_, text_ from act_hi_varinst where text_ like ? and"
                    + " state_ = 'CREATED' and proc_inst_id_ in"
                    + " (select id_ from act_hi_procinst where business_key_ = ?)")
            .params(WORD + "%", number)
            .query()
            .listOfRows();
    assertThat(variables).isNotEmpty();
    return variables;
  }

  private static void countsNothing(
      String name, String path, HttpResponse<String> answer, List<String> leaks) {
    boolean nothing =
        answer.statusCode() == 403
            || answer.statusCode() == 200 && Http.json(answer).path("count").asInt(-1) == 0;
    if (!nothing) {
      leaks.add(name + " " + path + " " + answer.statusCode() + " " + answer.body());
    }
  }

  /** The engine's interface as far as each of them may use one. */
  private Map<String, Engine> enginesOfOutsiders() {
    Map<String, Engine> engines = new TreeMap<>();
    for (Actors.Actor actor : outsiders) {
      if (actor.groups().stream().anyMatch(EndpointRights.ENGINE_REST::contains)) {
        engines.put(actor.name() + " (REST)", new Engine(actor.http(), ENGINE_REST));
      }
      if (!actor.groups().isEmpty()) {
        engines.put(actor.name(), new Engine(Http.webapp(port, actor.login(), "tasklist"), WEBAPP));
      }
    }
    return engines;
  }

  private record Engine(Http http, String base) {

    HttpResponse<String> get(String path) {
      return http.get(base + path);
    }

    HttpResponse<String> post(String path, String body) {
      return http.post(base + path, body);
    }
  }

  private boolean tells(String text) {
    return text.contains(WORD) || text.contains(number);
  }

  private String excerpt(String text) {
    int at = Math.max(text.indexOf(WORD), text.indexOf(number));
    return text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 60));
  }
}
