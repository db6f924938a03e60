package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Regression of CVE-2026-109432: a query never runs an expression, not in alternatives and not when
 * it extends a saved filter; saved filters keep theirs, which reach nothing but their functions.
 */
@ImsHttpTest
class ExpressionDoorTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";

  @Autowired private ProcessEngine engine;
  @LocalServerPort private int port;
  private DoorProbe probe;

  @BeforeEach
  void deploy() {
    probe = new DoorProbe(engine);
  }

  static Stream<Arguments> queriesByEverybody() {
    List<Arguments> all = new ArrayList<>();
    for (String query : queries()) {
      for (String login : List.of("reporter", "service-desk", "admin")) {
        all.add(Arguments.of(login, WEBAPP, query));
      }
      for (String login : List.of("process-owner", "auditor", "admin")) {
        all.add(Arguments.of(login, "/engine-rest", query));
      }
    }
    return all.stream();
  }

  private static List<String> queries() {
    String attack = "\"assigneeExpression\":\"${''.getClass().forName('java.lang.Runtime')}\"";
    return List.of(
        "{" + attack + "}",
        "{\"orQueries\":[{" + attack + "}]}",
        "{\"orQueries\":[{\"name\":\"x\"},{\"orQueries\":[{" + attack + "}]}]}",
        "{\"orQueries\":[{\"nameLike\":\"x\",\"candidateGroupsExpression\":\"${currentUserGroups()}\"}]}");
  }

  @ParameterizedTest
  @MethodSource("queriesByEverybody")
  void anExpressionInAQueryIsRefused(String login, String api, String query) {
    Http client =
        api.equals(WEBAPP) ? Http.webapp(port, login, "tasklist") : Http.basic(port, login);
    for (String path : List.of("/task?firstResult=0&maxResults=1", "/task/count")) {
      HttpResponse<String> answer = client.post(api + path, query);
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("may not contain expressions").doesNotContain("Runtime");
    }
  }

  @Test
  void anExpressionInTheAddressIsRefused() {
    assertThat(
            Http.webapp(port, "service-desk", "tasklist")
                .get(WEBAPP + "/task?maxResults=1&assigneeExpression=%24%7BcurrentUser()%7D")
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @MethodSource("queriesByEverybody")
  void anExpressionThatExtendsASavedFilterIsRefused(String login, String api, String query) {
    Filter filter = savedFilter(engine.getTaskService().createTaskQuery());
    Http client =
        api.equals(WEBAPP) ? Http.webapp(port, login, "tasklist") : Http.basic(port, login);
    for (String path : List.of("/list?firstResult=0&maxResults=1", "/count", "/singleResult")) {
      HttpResponse<String> answer = client.post(api + "/filter/" + filter.getId() + path, query);
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(400);
    }
    engine.getFilterService().deleteFilter(filter.getId());
  }

  @Test
  void aSavedFilterFindsTheTasksOfWhoeverOpensIt() {
    Task task = probe.start();
    TaskQuery query =
        engine
            .getTaskService()
            .createTaskQuery()
            // Other tests leave more tasks than one answer holds.
            .processInstanceId(task.getProcessInstanceId())
            .or()
            .taskAssigneeExpression("${currentUser()}")
            .taskCandidateGroupInExpression("${currentUserGroups()}")
            .endOr()
            .taskCreatedBeforeExpression("${dateTime().plusDays(1).withTimeAtStartOfDay()}")
            .taskCreatedAfterExpression("${dateTime().minusYears(50)}");
    Filter filter = savedFilter(query);
    Http desk = Http.webapp(port, "service-desk", "tasklist");
    assertThat(
            ids(
                desk.get(
                    WEBAPP + "/filter/" + filter.getId() + "/list?firstResult=0&maxResults=100")))
        .contains(task.getId());
    assertThat(
            ids(
                desk.post(
                    WEBAPP + "/filter/" + filter.getId() + "/list?firstResult=0&maxResults=100",
                    "{\"processInstanceId\":\"" + task.getProcessInstanceId() + "\"}")))
        .containsExactly(task.getId());
    assertThat(
            ids(
                Http.webapp(port, "reporter", "tasklist")
                    .get(
                        WEBAPP
                            + "/filter/"
                            + filter.getId()
                            + "/list?firstResult=0&maxResults=100")))
        .doesNotContain(task.getId());
    engine.getFilterService().deleteFilter(filter.getId());
  }

  @Test
  void evenASavedFilterReachesNothingElse() {
    for (String attack :
        List.of(
            "${''.class}",
            "${currentUser().getClass()}",
            "${identitySetup}",
            "${dataSource.connection}",
            "${processEngine.name}")) {
      Filter filter =
          savedFilter(engine.getTaskService().createTaskQuery().taskAssigneeExpression(attack));
      HttpResponse<String> answer =
          Http.webapp(port, "service-desk", "tasklist")
              .get(WEBAPP + "/filter/" + filter.getId() + "/list?firstResult=0&maxResults=100");
      assertThat(answer.statusCode()).as(attack).isGreaterThanOrEqualTo(400);
      engine.getFilterService().deleteFilter(filter.getId());
    }
  }

  @Test
  void nobodyOfTheStaffSavesAFilter() {
    String body =
        "{\"resourceType\":\"Task\",\"name\":\"mine\",\"properties\":{},\"query\":{\"assigneeExpression\":\"${''.class}\"}}";
    for (String role : Roles.all()) {
      if (role.equals(Roles.ADMINISTRATOR) || role.equals(Roles.AUDITOR)) {
        continue;
      }
      assertThat(
              Http.webapp(port, role, "tasklist")
                  .post(WEBAPP + "/filter/create", body)
                  .statusCode())
          .as(role)
          .isEqualTo(403);
    }
  }

  private Filter savedFilter(TaskQuery query) {
    Filter filter = engine.getFilterService().newTaskFilter("Door " + UUID.randomUUID());
    filter.setQuery(query);
    engine.getFilterService().saveFilter(filter);
    probe.grant(Roles.REPORTER, Resources.FILTER, filter.getId(), Permissions.READ);
    return filter;
  }

  private static List<String> ids(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (JsonNode task : Http.json(answer)) {
      ids.add(task.path("id").asText());
    }
    return ids;
  }
}
