package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The rights of each role on each kind of thing in the engine, over both of its interfaces: what a
 * role sees, and which changes get as far as being carried out. The roles of a row are those who
 * may; everybody else is refused or finds nothing.
 */
@ImsHttpTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineRightsTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";
  private static final String ENGINE_REST = "/engine-rest";
  private static final String EVERYBODY = "everybody";
  private static final String ROLELESS = "no-role";

  @Autowired private IdentityService identities;
  @Autowired private TaskService tasks;
  @Autowired private HistoryService history;
  @Autowired private RepositoryService repository;
  @Autowired private ManagementService management;
  @Autowired private Journey journey;
  @LocalServerPort private int port;

  private Actors actors;
  private Map<String, Http> sessions;
  private Map<String, String> ids;

  @BeforeAll
  void anIncidentThatNobodyRestricts() {
    actors = new Actors(identities, port);
    sessions =
        actors.signedInTo(
            "tasklist",
            actors.all().stream()
                .filter(actor -> !actor.isNobody())
                .filter(actor -> !actor.isOneOf(ROLELESS, Roles.AUDITOR))
                .map(Actors.Actor::name)
                .toList());
    sessions.putAll(actors.signedInTo("cockpit", List.of(Roles.AUDITOR)));
    String number = journey.toContainment(Journey.Kind.SEVERE);
    Task task =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(number)
            .taskDefinitionKey("UserTask_Contain")
            .singleResult();
    var finished =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey("IncidentTriage")
            .singleResult();
    var decision =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey("PriorityDecision")
            .latestVersion()
            .singleResult();
    var jobDefinition =
        management
            .createJobDefinitionQuery()
            .processDefinitionKey("EscalationLadder")
            .listPage(0, 1)
            .get(0);
    ids =
        Map.of(
            "{instance}", task.getProcessInstanceId(),
            "{definition}", task.getProcessDefinitionId(),
            "{task}", task.getId(),
            "{finished}", finished.getId(),
            "{decision}", decision.getId(),
            "{jobDefinition}", jobDefinition.getId(),
            "{deployment}", decision.getDeploymentId(),
            "{cleanup}", history.findHistoryCleanupJobs().get(0).getId());
  }

  @AfterAll
  void leave() {
    actors.leave();
  }

  /** A count that is more than nothing, for those who may see such things and nobody else. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/process-definition/count               | everybody",
        "/process-instance/count                 | process-owner auditor camunda-admin",
        "/execution/count                        | process-owner auditor camunda-admin",
        "/job/count?processDefinitionKey=EscalationLadder | process-owner auditor camunda-admin",
        "/job-definition/count                   | everybody",
        "/deployment/count                       | process-owner auditor camunda-admin",
        "/decision-definition/count              | process-owner auditor camunda-admin",
        "/user/count                             | everybody",
        "/group/count?id=responder-network       | auditor camunda-admin",
        "/authorization/count                    | auditor camunda-admin",
        "/history/process-instance/count         | process-owner auditor camunda-admin",
        "/history/activity-instance/count        | process-owner auditor camunda-admin",
        "/history/task/count                     | process-owner auditor camunda-admin",
        "/history/variable-instance/count        | auditor camunda-admin",
        "/history/detail/count                   | auditor camunda-admin",
        "/history/decision-instance/count        | process-owner auditor camunda-admin",
        "/history/job-log/count?processDefinitionKey=EscalationLadder | process-owner auditor camunda-admin",
        "/history/user-operation/count           | process-owner auditor camunda-admin",
        "/history/identity-link-log/count        | process-owner auditor camunda-admin",
      })
  void whoFindsAny(String path, String roles) {
    Map<String, Boolean> expected = new LinkedHashMap<>();
    Map<String, Boolean> found = new LinkedHashMap<>();
    sessions.forEach(
        (name, session) -> {
          expected.put(name, isOneOf(roles, name));
          found.put(name, finds(session.get(WEBAPP + path)));
        });
    for (Actors.Actor actor : actors.all()) {
      if (mayUseRest(actor)) {
        String rest = actor.name() + " (REST)";
        expected.put(rest, isOneOf(roles, actor.name()));
        found.put(rest, finds(actor.http().get(ENGINE_REST + path)));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static boolean finds(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 401, 403);
    return answer.statusCode() == 200 && Http.json(answer).path("count").asInt() > 0;
  }

  /** One thing by its id. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/process-instance/{instance}/activity-instances | process-owner auditor camunda-admin",
        "/process-definition/{definition}/xml            | everybody",
        "/decision-definition/{decision}/xml             | process-owner auditor camunda-admin",
        "/deployment/{deployment}/resources              | process-owner auditor camunda-admin",
        "/history/process-instance/{finished}            | process-owner auditor camunda-admin",
        "/metrics/activity-instance-start/sum            | camunda-admin",
        "/task/{task}" + " | incident-manager major-incident-manager exec auditor camunda-admin",
        "/task/{task}/form-variables"
            + " | incident-manager major-incident-manager auditor camunda-admin",
      })
  void whoReadsOne(String path, String roles) {
    askAll("GET", path, null, roles, Set.of(200));
  }

  /**
   * Each names something that is not there or breaks a rule, so that whoever may change such things
   * is told that, and nothing is changed.
   */
  @ParameterizedTest(name = "{0} {1}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /process-instance/{instance}/suspended | {'suspended':false} | 204 | camunda-admin",
        "PUT    | /process-instance/{instance}/variables/probe | {'value':'x','type':'String'} | 204 | camunda-admin",
        "POST   | /user/create | {'profile':{'id':'legal'},'credentials':{'password':'Demo-1ncident'}} | 400 409 500 | camunda-admin",
        "DELETE | /user/nobody-here | | 204 404 | camunda-admin",
        "POST   | /group/create | {'id':'legal','name':'Legal','type':'ROLE'} | 400 409 500 | camunda-admin",
        "PUT    | /group/camunda-admin/members/nobody-here | | 400 404 500 | camunda-admin",
        "DELETE | /group/legal/members/nobody-here | | 204 | camunda-admin",
        "POST   | /authorization/create | {'type':1,'permissions':['X'],'userId':'x','resourceType':0,'resourceId':'x'} | 400 | camunda-admin",
        "POST   | /filter/create | {'resourceType':'Task','name':null,'query':{}} | 400 500 | camunda-admin",
        "POST   | /task/create | {'id':'{task}'} | 400 409 500 | camunda-admin",
        "POST   | /message | {'messageName':'Msg_Nothing'} | 400 | camunda-admin",
        "DELETE | /process-definition/{definition} | | 400 500 | camunda-admin",
        "PUT    | /process-definition/{definition}/suspended | {'suspended':false} | 204 | camunda-admin",
        "PUT    | /process-definition/{definition}/history-time-to-live | {'historyTimeToLive':-1} | 400 | camunda-admin",
        "PUT    | /decision-definition/{decision}/history-time-to-live | {'historyTimeToLive':-1} | 400 | camunda-admin",
        "PUT    | /job-definition/{jobDefinition}/suspended | {'suspended':false} | 204 | camunda-admin",
        "PUT    | /job-definition/{jobDefinition}/retries | {'retries':3} | 204 | process-owner camunda-admin",
        "POST   | /task/{task}/assignee | {'userId':'a b'} | 204 400 500 | incident-manager major-incident-manager camunda-admin",
        "DELETE | /history/process-instance/{instance} | | 400 404 | camunda-admin",
        "PUT    | /job/{cleanup}/suspended | {'suspended':false} | 204 | camunda-admin",
        "PUT    | /job/{cleanup}/retries | {'retries':3} | 204 | camunda-admin",
        "PUT    | /job/{cleanup}/priority | {'priority':0} | 204 | camunda-admin",
        "POST   | /job/no-such-job/execute | | 404 | camunda-admin",
        "POST   | /history/cleanup?immediatelyDue=false | | 200 | camunda-admin",
        "POST   | /process-definition/{definition}/restart | {'processInstanceIds':['no-such-one'],'instructions':[{'type':'startBeforeActivity','activityId':'UserTask_Contain'}]} | 400 404 | camunda-admin",
        "POST   | /process-definition/{definition}/restart-async | {'processInstanceIds':['no-such-one'],'instructions':[]} | 400 | camunda-admin",
        "POST   | /modification/execute | {'processDefinitionId':'{definition}','processInstanceIds':['no-such-one'],'instructions':[{'type':'cancel','activityId':'UserTask_Contain'}]} | 400 404 500 | camunda-admin",
        "POST   | /external-task/no-such-task/complete | {'workerId':'x'} | 404 | camunda-admin",
        "DELETE | /batch/no-such-batch | | 400 | camunda-admin",
      })
  void whoChanges(String method, String path, String body, String answers, String roles) {
    Set<Integer> expected = new TreeSet<>();
    Arrays.stream(answers.split(" ")).map(Integer::valueOf).forEach(expected::add);
    askAll(method, path, body == null ? null : body.replace('\'', '"'), roles, expected);
  }

  private void askAll(String method, String path, String body, String roles, Set<Integer> answers) {
    Map<String, String> wrong = new LinkedHashMap<>();
    sessions.forEach(
        (name, session) ->
            judge(
                name, session, method, WEBAPP + path, body, isOneOf(roles, name), answers, wrong));
    for (Actors.Actor actor : actors.all()) {
      judge(
          actor.name() + " (REST)",
          actor.http(),
          method,
          ENGINE_REST + path,
          body,
          isOneOf(roles, actor.name()) && mayUseRest(actor),
          answers,
          wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private void judge(
      String name,
      Http client,
      String method,
      String path,
      String body,
      boolean allowed,
      Set<Integer> answers,
      Map<String, String> wrong) {
    HttpResponse<String> answer =
        client.send(
            method,
            filled(path),
            body == null ? null : filled(body),
            body == null ? null : "application/json");
    // What is looked up by a query is not found by those who may not read it.
    Set<Integer> refused = method.equals("GET") ? Set.of(401, 403, 404) : Set.of(401, 403);
    Set<Integer> expected = allowed ? answers : refused;
    if (!expected.contains(answer.statusCode())) {
      wrong.put(name, answer.statusCode() + " " + answer.body());
    }
  }

  /** The web applications themselves. */
  @ParameterizedTest
  @CsvSource({
    "tasklist, everybody",
    "cockpit, process-owner auditor camunda-admin",
    "admin, camunda-admin",
    "welcome, everybody no-role",
  })
  void whoIsLetIn(String application, String roles) {
    Map<String, Integer> expected = new LinkedHashMap<>();
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Actors.Actor actor : actors.all()) {
      if (!actor.isNobody()) {
        expected.put(actor.name(), isOneOf(roles, actor.name()) ? 200 : 403);
        found.put(
            actor.name(),
            Http.anonymous(port)
                .login(actor.login(), DemoUsers.PASSWORD, application)
                .statusCode());
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static boolean isOneOf(String roles, String name) {
    return roles != null
        && (roles.startsWith(EVERYBODY) && !name.equals(ROLELESS) && !name.equals("nobody")
            || List.of(roles.split(" ")).contains(name));
  }

  private static boolean mayUseRest(Actors.Actor actor) {
    return actor.groups().stream().anyMatch(EndpointRights.ENGINE_REST::contains);
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace(id.getKey(), id.getValue());
    }
    return filled;
  }
}
