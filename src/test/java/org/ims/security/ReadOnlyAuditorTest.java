package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever Cockpit's pages offer, the server refuses to an auditor, who is signed in to it. */
@ImsHttpTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOnlyAuditorTest {

  private static final String BASE = "/camunda/api/engine/engine/default";

  @Autowired private ProcessEngine engine;
  @Autowired private Journey journey;
  @LocalServerPort private int port;

  private Map<String, String> ids;

  @BeforeAll
  void anIncidentIsResponded() {
    String number = journey.toContainment(Journey.Kind.SEVERE);
    Task task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceBusinessKey(number)
            .taskDefinitionKey("UserTask_Contain")
            .singleResult();
    String instance = task.getProcessInstanceId();
    HistoricProcessInstance finished =
        engine
            .getHistoryService()
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey("IncidentTriage")
            .singleResult();
    Job job =
        engine
            .getManagementService()
            .createJobQuery()
            .processDefinitionKey("EscalationLadder")
            .listPage(0, 1)
            .get(0);
    JobDefinition jobDefinition =
        engine
            .getManagementService()
            .createJobDefinitionQuery()
            .processDefinitionId(job.getProcessDefinitionId())
            .listPage(0, 1)
            .get(0);
    DecisionDefinition decision =
        engine
            .getRepositoryService()
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey("PriorityDecision")
            .latestVersion()
            .singleResult();
    ids =
        Map.of(
            "{instance}", instance,
            "{definition}", task.getProcessDefinitionId(),
            "{task}", task.getId(),
            "{finished}", finished.getId(),
            "{finishedDefinition}", finished.getProcessDefinitionId(),
            "{job}", job.getId(),
            "{jobDefinition}", jobDefinition.getId(),
            "{decision}", decision.getId(),
            "{deployment}", decision.getDeploymentId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /process-instance/{instance}/suspended | {'suspended':true}",
        "DELETE | /process-instance/{instance}           |",
        "POST   | /process-instance/{instance}/modification"
            + " | {'instructions':[{'type':'startBeforeActivity','activityId':'UserTask_Contain'}]}",
        "POST   | /process-instance/{instance}/variables | {'modifications':{'x':{'value':1}}}",
        "PUT    | /process-instance/{instance}/variables/team | {'value':'x','type':'String'}",
        "DELETE | /process-instance/{instance}/variables/team |",
        "POST   | /process-instance/delete | {'processInstanceIds':['{instance}']}",
        "PUT    | /process-definition/{definition}/suspended"
            + " | {'suspended':true,'includeProcessInstances':true}",
        "PUT    | /process-definition/{definition}/history-time-to-live | {'historyTimeToLive':1}",
        "DELETE | /process-definition/{definition}?cascade=true |",
        "POST   | /process-definition/{definition}/start | {}",
        "POST   | /process-definition/{finishedDefinition}/restart"
            + " | {'processInstanceIds':['{finished}'],'instructions':[{'type':'startBeforeActivity',"
            + "'activityId':'UserTask_TriageIncident'}]}",
        "PUT    | /decision-definition/{decision}/history-time-to-live | {'historyTimeToLive':1}",
        "POST   | /decision-definition/{decision}/evaluate"
            + " | {'variables':{'impact':{'value':1},'urgency':{'value':1}}}",
        "PUT    | /job/{job}/retries   | {'retries':1}",
        "PUT    | /job/{job}/suspended | {'suspended':true}",
        "PUT    | /job/{job}/duedate   | {'duedate':'2026-03-02T08:00:00.000+0000'}",
        "POST   | /job/{job}/execute   | {}",
        "PUT    | /job-definition/{jobDefinition}/suspended | {'suspended':true,'includeJobs':true}",
        "PUT    | /job-definition/{jobDefinition}/jobPriority | {'priority':1}",
        "PUT    | /job-definition/{jobDefinition}/retries | {'retries':1}",
        "POST   | /task/{task}/claim    | {'userId':'auditor'}",
        "POST   | /task/{task}/assignee | {'userId':'auditor'}",
        "POST   | /task/{task}/complete | {}",
        "POST   | /task/{task}/identity-links | {'userId':'auditor','type':'candidate'}",
        "DELETE | /deployment/{deployment}?cascade=true |",
        "POST   | /deployment/{deployment}/redeploy | {}",
        "DELETE | /history/process-instance/{finished} |",
      })
  void everyChangeIsForbidden(String method, String path, String body) {
    HttpResponse<String> answer =
        Http.webapp(port, "auditor", "cockpit")
            .send(
                method,
                BASE + filled(path),
                body == null ? null : filled(body).replace('\'', '"'),
                body == null ? null : "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(
            engine
                .getTaskService()
                .createTaskQuery()
                .taskId(ids.get("{task}"))
                .active()
                .singleResult()
                .getAssignee())
        .isNull();
  }

  @Test
  void deployingIsForbidden() {
    String boundary = "----deployment";
    String body =
        "--%1$s\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nx\r\n--%1$s\r\nContent-Disposition: form-data; name=\"x\"; filename=\"x.form\"\r\n\r\n{}\r\n--%1$s--\r\n"
            .formatted(boundary);
    HttpResponse<String> answer =
        Http.webapp(port, "auditor", "cockpit")
            .send(
                "POST",
                BASE + "/deployment/create",
                body,
                "multipart/form-data; boundary=" + boundary);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
  }

  /** The page of an instance reads all this. */
  @Test
  void everythingIsReadable() {
    Http auditor = Http.webapp(port, "auditor", "cockpit");
    String of = "?maxResults=9&processInstanceId=" + ids.get("{instance}");
    for (String path :
        List.of(
            "/history/process-instance/{instance}",
            "/history/activity-instance" + of,
            "/history/decision-instance" + of + "&includeInputs=true&includeOutputs=true",
            "/history/detail" + of + "&variableUpdates=true",
            "/history/user-operation" + of,
            "/history/task" + of,
            "/history/job-log" + of,
            "/history/incident" + of,
            "/process-definition/{definition}/xml",
            "/decision-definition/{decision}/xml")) {
      assertThat(auditor.get(BASE + filled(path)).statusCode()).as(path).isEqualTo(200);
    }
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace(id.getKey(), id.getValue());
    }
    return filled;
  }
}
