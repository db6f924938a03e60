package org.ims.security;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.ims.engine.web.PublicPages;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every cell of the table of rights of our API: each endpoint is asked by each role, by a member of
 * a team only, by a login without any role and by nobody. Who is let in gets as far as the endpoint
 * itself; what that answers to the sample request is stated, so that a refusal further inside is
 * not taken for an answer.
 */
@ImsHttpTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointRightsTest {

  private static final String UNKNOWN_ID = "999999999";

  /** What an endpoint is sent, where it is not simply read, and what it answers then. */
  private static final Map<String, Sample> SAMPLES =
      Map.ofEntries(
          sample("POST /api/incidents", "{}", 400),
          sample("POST /api/incidents/{number}/timeline", "{}", 400),
          sample("PUT /api/incidents/{number}/legal-hold", "{}", 400),
          sample("DELETE /api/incidents/{number}/legal-hold", "{}", 400),
          sample("POST /api/incidents/{number}/erasure", "{}", 400),
          // A file without a name.
          file("POST /api/incidents/{number}/evidence", "application/octet-stream", 400),
          sample("GET /api/incidents/{number}/evidence/{id}", null, 404),
          sample("DELETE /api/incidents/{number}/evidence/{id}", null, 400),
          sample("GET /api/incidents/{number}/evidence/{id}/custody", null, 404),
          // As long as no checkpoint names the present key there is no other.
          sample("POST /api/journal/signing-key/rotation", null, 204, 409),
          sample("POST /api/messages/retry", null, 200),
          sample("POST /api/messages/{id}/retry", null, 404),
          sample("POST /api/messages/{id}/discard", "{\"reason\":\"x\"}", 404),
          sample("POST /api/stuck-jobs/retries", "{}", 400),
          sample("POST /api/subscriptions", "{\"audience\":\"nothing\"}", 400),
          sample("DELETE /api/subscriptions/{id}", null, 404),
          sample("PUT /api/services/{key}", "{}", 428),
          sample("POST /api/services/{key}/retirement", null, 404),
          file("POST /api/services/import", "text/csv", 400),
          sample("POST /api/webhook-sources", "{}", 400),
          sample("DELETE /api/webhook-sources/{name}", null, 404),
          sample("POST /api/webhook-sources/{name}/rotation", null, 404),
          sample("GET /api/webhook-sources/{name}/deliveries", null, 404),
          sample("POST /api/channels", "{}", 400),
          sample("DELETE /api/channels/{name}", null, 404),
          sample("POST /api/channels/{name}/test", null, 404),
          sample("POST /api/channels/{name}/rotation", "{}", 404),
          sample("GET /api/channels/{name}/audit", null, 404),
          // A real one takes seconds to draw.
          sample("GET /api/incidents/{number}/dossier.*", null, 404),
          sample("GET /api/reports/monthly/{file}", null, 404),
          sample("POST /api/tokens", "{}", 400),
          sample("DELETE /api/tokens/{id}", null, 404));

  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired private Journey journey;
  @Autowired private HistoryService history;
  @Autowired private IdentityService identities;
  @Autowired private List<PublicPages> publicPages;
  @LocalServerPort private int port;

  private Map<String, String> ids;
  private Actors actors;

  private record Sample(String body, String type, List<Integer> answers) {

    /** The one that came, when it is one of these. */
    int answer(int came) {
      return answers.contains(came) ? came : answers.get(0);
    }
  }

  private static Map.Entry<String, Sample> sample(
      String endpoint, String body, Integer... answers) {
    return Map.entry(
        endpoint, new Sample(body, body == null ? null : "application/json", List.of(answers)));
  }

  private static Map.Entry<String, Sample> file(String endpoint, String type, int answer) {
    return Map.entry(endpoint, new Sample("x", type, List.of(answer)));
  }

  @BeforeAll
  void anIncidentThatNobodyRestricts() {
    String number = journey.toConfirmation(Journey.Kind.MINOR);
    var instance =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey("IncidentLifecycle")
            .singleResult();
    ids =
        Map.ofEntries(
            entry("/api/process-definitions/{id}", instance.getProcessDefinitionId()),
            entry("/api/process-instances/{id}", instance.getId()),
            entry("{number}", number),
            entry("{id}", UNKNOWN_ID),
            entry("/api/services/{key}/retirement", "nothing-there"),
            entry("{key}", "mail"),
            entry("{name}", "nothing-there"),
            entry("{report}", "by-state"),
            entry("{file}", "2001-01.pdf"),
            entry("/api/incidents/{number}/dossier.*", "INC-2020-000001"),
            entry("dossier.*", "dossier.pdf"),
            entry("{format}", "alertmanager"));
    actors = new Actors(identities, port);
    // The sample of a file has no name.
    actors.all().forEach(actor -> actor.http().with("Content-Disposition", "attachment"));
  }

  @AfterAll
  void leave() {
    actors.leave();
  }

  @Test
  void everyEndpointHasARowAndEveryRowAnEndpoint() {
    Set<String> endpoints = new TreeSet<>();
    Set<String> open = new TreeSet<>();
    Set<EndpointRights.Row> used = new HashSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping -> {
              for (String pattern : mapping.getPatternValues()) {
                if (!pattern.startsWith("/api")) {
                  continue;
                }
                assertThat(mapping.getMethodsCondition().getMethods()).as(pattern).isNotEmpty();
                mapping
                    .getMethodsCondition()
                    .getMethods()
                    .forEach(
                        method -> {
                          String endpoint = method + " " + pattern;
                          endpoints.add(endpoint);
                          EndpointRights.find(
                                  HttpMethod.valueOf(method.name()),
                                  PathContainer.parsePath(pattern.replaceAll("[{}]", "")))
                              .ifPresentOrElse(used::add, () -> open.add(endpoint));
                        });
              }
            });
    assertThat(endpoints).hasSizeGreaterThan(60);
    assertThat(open).as("endpoints without a row, which nobody may use").isEmpty();
    assertThat(EndpointRights.table()).allSatisfy(row -> assertThat(used).contains(row));
  }

  @TestFactory
  Stream<DynamicTest> everyCell() {
    return EndpointRights.table().stream()
        .filter(row -> row.audience() != EndpointRights.MACHINES)
        .map(row -> DynamicTest.dynamicTest(name(row), () -> ask(row)));
  }

  private void ask(EndpointRights.Row row) {
    Sample sample = SAMPLES.getOrDefault(name(row), new Sample(null, null, List.of(200)));
    assertThat(row.method().equals(HttpMethod.GET) || SAMPLES.containsKey(name(row)))
        .as("a sample of " + name(row))
        .isTrue();
    Map<String, Integer> expected = new LinkedHashMap<>();
    Map<String, Integer> found = new LinkedHashMap<>();
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Actors.Actor actor : actors.all()) {
      HttpResponse<String> answer =
          actor.http().send(row.method().name(), filled(row), sample.body(), sample.type());
      expected.put(actor.name(), expected(row, actor, sample.answer(answer.statusCode())));
      found.put(actor.name(), answer.statusCode());
      if (answer.statusCode() != expected.get(actor.name())) {
        bodies.put(actor.name(), answer.body());
      }
    }
    assertThat(found).as("%s, %s", row.audience().name(), bodies).isEqualTo(expected);
  }

  private boolean isPublic(EndpointRights.Row row) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", filled(row));
    request.setServletPath(filled(row));
    return row.audience() == EndpointRights.ANYBODY
        && publicPages.stream().anyMatch(pages -> pages.isPublic(request));
  }

  private int expected(EndpointRights.Row row, Actors.Actor actor, int answer) {
    if (actor.isNobody()) {
      return isPublic(row) ? answer : 401;
    }
    if (row.audience().includes(actor.groups())) {
      return answer;
    }
    // Their own incidents are shown to reporters; the sample is somebody else's.
    return row.hiddenFrom(actor.groups()) ? 404 : 403;
  }

  @Test
  void reportersReadWhatTheyReportedThemselves() {
    List<String> own =
        EndpointRights.table().stream()
            .filter(row -> row.forReporters() == EndpointRights.ForReporters.OWN)
            .filter(row -> row.method().equals(HttpMethod.GET))
            .map(this::filled)
            .filter(path -> !path.contains(UNKNOWN_ID))
            .toList();
    assertThat(own).hasSizeGreaterThan(1);
    for (String path : own) {
      assertThat(Http.basic(port, "reporter").get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotInTheTableIsNotThere() {
    Http admin = Http.basic(port, "admin");
    assertThat(admin.get("/api/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> answer = admin.send("PATCH", "/api/services/mail", "{}", "text/plain");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, PUT");
  }

  private String filled(EndpointRights.Row row) {
    String path = row.path().getPatternString();
    List<String> keys = new ArrayList<>(ids.keySet());
    keys.sort((one, other) -> other.length() - one.length());
    for (String key : keys) {
      String value =
          key.startsWith("/") ? key.replaceFirst("\\{[a-z]+}", ids.get(key)) : ids.get(key);
      path = path.replace(key, value);
    }
    return path;
  }

  private static String name(EndpointRights.Row row) {
    return row.method() + " " + row.path().getPatternString();
  }
}
