package org.ims.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MAJOR;
import static org.ims.testing.Journey.Kind.MINOR;
import static org.ims.testing.Journey.Kind.SEVERE;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.incident.Incidents;
import org.ims.security.DemoUsers;
import org.ims.security.Http;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Nobody confirms their own work, over whichever interface: not a resolution, not a review. Who was
 * named for a major incident can do their part, and nobody else can.
 */
@ImsHttpTest
class SeparationOfDutiesTest {

  /** The engine's whole interface, for administrators and process owners. */
  private static final String REST = "/engine-rest";

  /** The same interface as Tasklist uses it, for everybody who may work with Tasklist. */
  private static final String WEBAPP = "/camunda/api/engine/engine/default";

  private static final String SECOND_EXEC = "duties-exec";

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Incidents incidents;
  @Autowired private TaskService tasks;
  @Autowired private IdentityService identity;
  @Autowired private EngineClock clock;
  @LocalServerPort private int port;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @AfterEach
  void remove() {
    identity.deleteUser(SECOND_EXEC);
  }

  // The verifier of a P1 or P2 is not its resolver

  @ParameterizedTest
  @CsvSource({
    WEBAPP + ", service-desk, complete",
    WEBAPP + ", service-desk, submit-form",
    REST + ", admin, complete",
    REST + ", admin, submit-form"
  })
  void resolverOfASevereIncidentDoesNotVerifyIt(String api, String resolver, String step) {
    String number = resolvedBy(resolver);
    Task task = desk.task(number, "UserTask_VerifyResolution");
    tasks.claim(task.getId(), resolver);

    HttpResponse<String> answer = send(api, resolver, task, step, "verified", "yes");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("A P1 is verified by somebody else than the person who resolved it.");
    assertThat(desk.task(number, "UserTask_VerifyResolution").getAssignee()).isEqualTo(resolver);
    assertThat(incidents.get(number).verifiedAt()).isNull();

    tasks.setAssignee(task.getId(), "incident-manager");
    assertThat(send(WEBAPP, "incident-manager", task, step, "verified", "yes").statusCode())
        .isEqualTo(204);
    assertThat(incidents.get(number).verifiedBy()).isEqualTo("incident-manager");
  }

  @ParameterizedTest
  @ValueSource(strings = {WEBAPP, REST})
  void resolverFindsNoOtherWayThroughTheEngine(String api) {
    String number = resolvedBy("service-desk");
    Task task = desk.task(number, "UserTask_VerifyResolution");
    tasks.claim(task.getId(), "service-desk");
    Http resolver = client(api, "service-desk");
    String instance = api + "/process-instance/" + task.getProcessInstanceId();

    Map<String, String> ways =
        Map.of(
            instance + "/modification",
            "{\"instructions\":[{\"type\":\"startAfterActivity\","
                + "\"activityId\":\"ServiceTask_RecordVerification\"}]}",
            instance + "/variables",
            "{\"modifications\":{\"resolutionVerified\":{\"value\":true}}}",
            api + "/message",
            "{\"messageName\":\"Msg_IncidentWithdrawn\",\"businessKey\":\"" + number + "\"}",
            api + "/task/" + task.getId() + "/bpmnError",
            "{\"errorCode\":\"Err_Any\"}",
            api + "/task/" + task.getId() + "/assignee",
            "{\"userId\":\"incident-manager\"}");
    ways.forEach(
        (path, body) ->
            assertThat(resolver.post(path, body).statusCode()).as(path).isBetween(400, 499));

    assertThat(desk.openTasks(number)).containsExactly("UserTask_VerifyResolution");
    assertThat(incidents.get(number).verifiedAt()).isNull();
  }

  // The approver of a review is neither its author nor led the response

  @Test
  void nobodyWhoCommandedTheIncidentApprovesItsReview() {
    String number = journey.toInvestigation(MAJOR);
    journey.formTeam(number, fields("commander", "major-incident-manager"));
    journey.command(
        "major-incident-manager",
        number,
        fields("next", "hand-over", "newCommander", "exec", "reason", "End of shift"));
    journey.investigate(number);
    journey.contain(number, journey.containment());
    journey.recover(number, journey.recovery());
    journey.command("exec", number, journey.standDown());
    journey.verify("reporter", number, fields("verified", "yes"));
    journey.writeReview(number);
    journey.meet(number, journey.meeting(List.of()));
    Task task = desk.task(number, "UserTask_ApproveReview");

    for (String commander : List.of("major-incident-manager", "exec")) {
      tasks.setAssignee(task.getId(), commander);
      for (String step : List.of("complete", "submit-form")) {
        HttpResponse<String> answer = send(WEBAPP, commander, task, step, "decision", "approve");
        assertThat(answer.statusCode()).as(commander).isEqualTo(400);
        assertThat(answer.body())
            .contains("neither wrote it nor led or commanded the response at any time");
      }
    }
    assertThat(desk.openTasks(number)).containsExactly("UserTask_ApproveReview");

    secondExec();
    tasks.setAssignee(task.getId(), SECOND_EXEC);
    assertThat(send(WEBAPP, SECOND_EXEC, task, "complete", "decision", "approve").statusCode())
        .isEqualTo(204);
  }

  @Test
  void authorOfAReviewDoesNotApproveIt() {
    String number = journey.toReview();
    desk.complete(
        "exec", number, "UserTask_WriteReview", "ServiceTask_RecordReview", journey.review());
    journey.meet(number, journey.meeting(List.of()));
    Task task = desk.task(number, "UserTask_ApproveReview");
    tasks.claim(task.getId(), "exec");

    HttpResponse<String> answer = send(WEBAPP, "exec", task, "complete", "decision", "approve");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("neither wrote it nor");
  }

  // Whoever is named can do their part

  @Test
  void commanderLeadAndScribeDoTheirTasksAndNobodyElseDoes() {
    String number = journey.toInvestigation(MINOR);
    journey.proposeMajor(number, "PROMOTE");
    journey.formTeam(
        number,
        with(
            fields("commander", "security-lead", "scribe", "comms-internal"),
            "subTeams",
            Spin.JSON(List.of(fields("name", "Law", "lead", "legal", "mission", "Ask a judge")))));
    Task command = desk.task(number, "UserTask_CommandIncident");
    Task lead = desk.task(number, "UserTask_LeadSubTeam");
    Task log = desk.task(number, "UserTask_KeepLog");

    HttpResponse<String> tooEarly =
        send(WEBAPP, "security-lead", command, "complete", "next", "stand-down", "reason", "Over");
    assertThat(tooEarly.statusCode()).isEqualTo(400);
    assertThat(tooEarly.body()).contains("The command stands down when the incident is resolved");
    for (String stranger : List.of("dpo", "incident-manager", "reporter")) {
      assertThat(
              send(WEBAPP, stranger, command, "complete", "next", "demote", "reason", "No")
                  .statusCode())
          .as(stranger)
          .isEqualTo(403);
    }
    assertThat(
            send(WEBAPP, "legal", lead, "complete", "progress", "He says yes", "outcome", "done")
                .statusCode())
        .isEqualTo(204);
    assertThat(
            send(
                    WEBAPP,
                    "comms-internal",
                    log,
                    "submit-form",
                    "entryKind",
                    "fact",
                    "entry",
                    "A judge agrees",
                    "logState",
                    "complete")
                .statusCode())
        .isEqualTo(204);
    assertThat(
            send(
                    WEBAPP,
                    "security-lead",
                    command,
                    "submit-form",
                    "next",
                    "hand-over",
                    "newCommander",
                    "dpo",
                    "reason",
                    "It is about data")
                .statusCode())
        .isEqualTo(204);
    assertThat(incidents.get(number).commander()).isEqualTo("dpo");
  }

  private void secondExec() {
    User user = identity.newUser(SECOND_EXEC);
    user.setFirstName("Elsa");
    user.setLastName("Executive");
    user.setPassword(DemoUsers.PASSWORD);
    identity.saveUser(user);
    identity.createMembership(SECOND_EXEC, "exec");
  }

  private HttpResponse<String> send(
      String api, String login, Task task, String step, String... fieldsAndValues) {
    return client(api, login)
        .post(api + "/task/" + task.getId() + "/" + step, body(fieldsAndValues));
  }

  private Http client(String api, String login) {
    return api.equals(REST) ? Http.basic(port, login) : Http.webapp(port, login, "tasklist");
  }

  /** A severe incident that waits for its verification. */
  private String resolvedBy(String login) {
    String number = journey.toRecovery(SEVERE);
    desk.complete(
        login, number, "UserTask_Recover", "ServiceTask_RecordRecovery", journey.recovery());
    return number;
  }

  private static String body(String... fieldsAndValues) {
    StringBuilder variables = new StringBuilder();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      variables
          .append(i == 0 ? "" : ",")
          .append(
              "\"%s\":{\"value\":\"%s\"}".formatted(fieldsAndValues[i], fieldsAndValues[i + 1]));
    }
    return "{\"variables\":{" + variables + "}}";
  }
}
