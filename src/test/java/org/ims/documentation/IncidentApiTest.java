package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Reads incidents over real HTTP, as people of different roles. */
@ImsHttpTest
class IncidentApiTest {

  private static final String PATH = "/api/incidents";

  @LocalServerPort private int port;
  @Autowired private Incidents incidents;
  @Autowired private ServiceLevelWatcher watcher;
  @Autowired private TaskService tasks;
  @Autowired private Jobs jobs;

  private String word;
  private String open;
  private String restricted;

  @BeforeEach
  void twoReports() {
    // A word of its own finds the reports of this test among those of the others.
    word = "w" + UUID.randomUUID().toString().replace("-", "");
    open = report("exec", false);
    restricted = report("exec", true);
  }

  @Test
  void tellsWhereAnIncidentStands() {
    Incident stored = incidents.get(open);
    JsonNode incident = ok(Api.as("service-desk", port).get(PATH + "/" + open));
    assertThat(incident.get("number").asText()).isEqualTo(open);
    assertThat(incident.get("state").asText()).isEqualTo("TRIAGE");
    assertThat(incident.get("title").asText()).isEqualTo("Test " + word);
    assertThat(incident.get("service").asText()).isEqualTo("mail");
    assertThat(incident.get("reporter").asText()).isEqualTo("exec");
    assertThat(incident.get("source").asText()).isEqualTo("API");
    assertThat(incident.get("personalDataInvolved").asText()).isEqualTo("unknown");
    assertThat(incident.has("contact")).as("contact data is not for everybody").isFalse();
    assertThat(incident.has("priority")).as("not assessed yet").isFalse();
    assertThat(incident.at("/timestamps/openedAt").asText())
        .isEqualTo(stored.recordedAt().toString());
    assertThat(incident.at("/timestamps/noticedAt").asText()).isEqualTo("2026-03-02T09:00:00Z");
    assertThat(incident.at("/due/acknowledge").asText())
        .isEqualTo(stored.serviceLevel().acknowledgeDue().toString());
    assertThat(incident.at("/due/calendar").asText()).isEqualTo(stored.serviceLevel().calendar());
    assertThat(incident.at("/process/key").asText()).isEqualTo(IncidentLifecycleProcess.KEY);
    assertThat(incident.at("/process/version").asInt()).isEqualTo(1);
  }

  @Test
  void tellsWhichPromisesWereBrokenAndWhoWasTold() {
    assertThat(ok(Api.as("service-desk", port).get(PATH + "/" + open)).get("breaches")).isEmpty();

    watcher.remind(open, Target.ACKNOWLEDGE, 100, true, "service-desk, incident-manager");

    JsonNode breach = ok(Api.as("service-desk", port).get(PATH + "/" + open)).at("/breaches/0");
    assertThat(breach.get("target").asText()).isEqualTo("acknowledge");
    assertThat(breach.get("due").asText())
        .isEqualTo(incidents.get(open).serviceLevel().acknowledgeDue().toString());
    assertThat(breach.has("breachedAt")).isTrue();
    assertThat(breach.get("told"))
        .extracting(JsonNode::asText)
        .containsExactly("incident-manager", "service-desk");
  }

  @Test
  void listsTheStepsThatWaitForAPerson() {
    Task task = tasks.createTaskQuery().processInstanceBusinessKey(open).singleResult();
    JsonNode listed = ok(Api.as("service-desk", port).get(PATH + "/" + open)).get("tasks");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("name").asText()).isEqualTo(task.getName());
    assertThat(listed.get(0).get("elementId").asText()).isEqualTo("UserTask_TriageIncident");
    assertThat(listed.get(0).at("/candidateGroups/0").asText()).isEqualTo("service-desk");
    assertThat(listed.get(0).get("due").asText())
        .isEqualTo(task.getDueDate().toInstant().toString());
    assertThat(listed.get(0).has("assignee")).isFalse();

    tasks.claim(task.getId(), "service-desk");
    JsonNode claimed = ok(Api.as("exec", port).get(PATH + "/" + open)).get("tasks");
    assertThat(claimed.get(0).get("assignee").asText()).isEqualTo("service-desk");
  }

  @ParameterizedTest
  @CsvSource({
    "exec, 200, its reporter",
    "security-lead, 200, answers for all",
    "dpo, 200, answers for all",
    "incident-manager, 200, answers for all",
    "major-incident-manager, 200, answers for all",
    "auditor, 200, reads everything",
    "admin, 200, administers",
    "reporter, 404, reported something else",
    "service-desk, 404, not its team",
    "responder, 404, not its team",
    "process-owner, 404, not concerned",
    "legal, 404, not concerned"
  })
  void aRestrictedIncidentExistsOnlyForThoseConcerned(String login, int status, String why) {
    Api api = Api.as(login, port);
    Api.Answer answer = api.get(PATH + "/" + restricted);
    assertThat(answer.status()).as(why).isEqualTo(status);
    if (status == 404) {
      Api.Answer unknown = api.get(PATH + "/INC-2026-999999");
      assertThat(answer.untraced().replace(restricted, "INC-2026-999999"))
          .isEqualTo(unknown.untraced());
    }
    List<String> listed = numbers(ok(api.get(PATH + "?text=" + word)));
    assertThat(listed).contains(open);
    assertThat(listed.contains(restricted)).as(why).isEqualTo(status == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INC-2026-999999",
        "INC-2026-1",
        "inc-2026-000001",
        "42",
        "INC-2026-000001'--",
        "%E2%98%83"
      })
  void anUnknownOrMalformedNumberIsNotFound(String number) {
    Api.Answer answer = Api.as("incident-manager", port).get(PATH + "/" + number);
    assertThat(answer.status()).as(answer.text()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void listsWithFiltersAndPages() {
    Api desk = Api.as("incident-manager", port);
    JsonNode page =
        ok(desk.get(PATH + "?text=" + word + "&state=TRIAGE&service=mail&sort=number&size=1"));
    assertThat(numbers(page)).containsExactly(open);
    assertThat(page.get("page").asInt()).isZero();
    assertThat(page.get("size").asInt()).isEqualTo(1);
    assertThat(page.get("hasMore").asBoolean()).isTrue();
    JsonNode item = page.at("/items/0");
    assertThat(item.get("title").asText()).isEqualTo("Test " + word);
    assertThat(item.get("state").asText()).isEqualTo("TRIAGE");
    assertThat(item.get("restricted").asBoolean()).isFalse();

    JsonNode next = ok(desk.get(PATH + "?text=" + word + "&sort=number&size=1&page=1"));
    assertThat(numbers(next)).containsExactly(restricted);
    assertThat(next.get("hasMore").asBoolean()).isFalse();
    assertThat(numbers(ok(desk.get(PATH + "?text=" + word + "&priority=P1")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "size=101,        size,   max",
    "sort=secret,     sort,   choice",
    "state=OPEN,      state,  choice",
    "openedFrom=x,    openedFrom, date-time",
    "status=TRIAGE,   status, unknown",
    "processVersion=0, processVersion, min",
    "major=yes,       major,  choice",
    "restricted=1,    restricted, choice",
    "count=1,         count,  choice",
    "closedFrom=x,    closedFrom, date-time",
    "service=a%00b,   service, characters",
    "openedTo=%2B999999999-01-01T00:00:00Z, openedTo, range"
  })
  void aWrongParameterIsRefusedByName(String parameter, String field, String rule) {
    Api.Answer answer = Api.as("reporter", port).get(PATH + "?" + parameter);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode errors = answer.json().get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).get("field").asText()).isEqualTo(field);
    assertThat(errors.get(0).get("rule").asText()).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/incidents?%00=1", "/api/services?a%0Ab=1", "/api/incidents/INC%25"})
  void aRequestWithCharactersThatAreNotAllowedIsRefused(String path) {
    Api.Answer answer = Api.as("reporter", port).get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void anIncidentTakesNoParameters() {
    Api.Answer answer = Api.as("reporter", port).get(PATH + "/" + open + "?expand=all");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("expand");
  }

  @Test
  void drillsAreListedOnlyForThoseWhoAskForThem() {
    String drill = report("incident-manager", false, true);
    Api api = Api.as("incident-manager", port);

    assertThat(numbers(ok(api.get(PATH + "?text=" + word)))).contains(open).doesNotContain(drill);
    assertThat(numbers(ok(api.get(PATH + "?text=" + word + "&drill=true")))).containsExactly(drill);
    assertThat(numbers(ok(api.get(PATH + "?text=" + word + "&drill=all")))).contains(open, drill);
    assertThat(ok(api.get(PATH + "/" + drill)).get("drill").asBoolean()).isTrue();
    assertThat(ok(api.get(PATH + "/" + open)).get("drill").asBoolean()).isFalse();
  }

  @Test
  void countsOnRequest() {
    Api manager = Api.as("incident-manager", port);
    JsonNode page = ok(manager.get(PATH + "?text=" + word + "&count=true&size=1"));
    assertThat(page.get("count").asInt()).isEqualTo(2);
    assertThat(page.get("countIsMore").asBoolean()).isFalse();
    assertThat(ok(manager.get(PATH + "?text=" + word)).has("count")).isFalse();
    assertThat(
            ok(Api.as("service-desk", port).get(PATH + "?text=" + word + "&count=true"))
                .get("count")
                .asInt())
        .as("a restricted incident does not count for those who do not see it")
        .isEqualTo(1);
  }

  @Test
  void listsTheProcessesThatRanForIt() {
    JsonNode runs = ok(Api.as("auditor", port).get(PATH + "/" + open + "/processes"));
    assertThat(runs.findValuesAsText("process"))
        .contains(IncidentLifecycleProcess.KEY, "IncidentReporting", "IncidentTriage");
    JsonNode lifecycle = runs.get(0);
    assertThat(lifecycle.get("process").asText()).isEqualTo(IncidentLifecycleProcess.KEY);
    assertThat(lifecycle.get("version").asInt()).isEqualTo(1);
    assertThat(lifecycle.get("state").asText()).isEqualTo("ACTIVE");
    assertThat(lifecycle.has("startedAt")).isTrue();
    assertThat(lifecycle.has("endedAt")).isFalse();
    assertThat(lifecycle.has("calledBy")).isFalse();
    for (JsonNode run : runs) {
      if (run.get("process").asText().equals("IncidentReporting")) {
        assertThat(run.get("calledBy").asText()).isEqualTo(lifecycle.get("id").asText());
        assertThat(run.get("state").asText()).isEqualTo("COMPLETED");
        assertThat(run.has("endedAt")).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "auditor, 200, 200",
    "admin, 200, 200",
    "incident-manager, 200, 200",
    "major-incident-manager, 200, 200",
    "process-owner, 200, 404",
    "service-desk, 403, 403",
    "responder, 403, 403",
    "reporter, 403, 403",
    "exec, 403, 403"
  })
  void howTheProcessRanIsForThoseWhoCheckIt(String login, int ofOpen, int ofRestricted) {
    Api api = Api.as(login, port);
    assertThat(api.get(PATH + "/" + open + "/processes").status()).isEqualTo(ofOpen);
    Api.Answer answer = api.get(PATH + "/" + restricted + "/processes");
    assertThat(answer.status()).isEqualTo(ofRestricted);
    if (answer.status() != 200) {
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  private String report(String login, boolean restricted) {
    return report(login, restricted, false);
  }

  private String report(String login, boolean restricted, boolean drill) {
    Api.Answer answer =
        Api.as(login, port)
            .post(
                PATH,
                """
                {"title": "Test %s", "description": "Described", "service": "mail",
                 "noticedAt": "2026-03-02T09:00:00Z", "suspectedSecurity": false,
                 "personalDataInvolved": "unknown", "peopleAtRisk": false,
                 "contact": "someone@example.org", "restricted": %s,
                 "drill": %s}
                """
                    .formatted(word, restricted, drill));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String number = answer.json().get("number").asText();
    jobs.run(number, "ServiceTask_RecordReport");
    return number;
  }

  private static List<String> numbers(JsonNode page) {
    List<String> numbers = new ArrayList<>();
    page.get("items").forEach(item -> numbers.add(item.get("number").asText()));
    return numbers;
  }

  private static JsonNode ok(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
