package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.ims.catalogue.Service;
import org.ims.catalogue.Services;
import org.ims.engine.EngineClock;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.ims.incident.Report;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports src/test/resources/importing/ten-incidents.csv and looks at what came of it. */
@ImsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportRunTest {

  private static final Path TEN = Path.of("src/test/resources/importing/ten-incidents.csv");

  /** UTC+1 in March 2016. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @Autowired ImportRun run;
  @Autowired IncidentReplay replay;
  @Autowired ImportedIncidents imported;
  @Autowired Incidents incidents;
  @Autowired Services services;
  @Autowired HistoryService history;
  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired ManagementService management;
  @Autowired EngineClock clock;
  @Autowired Desk desk;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  @TempDir Path directory;

  private ImportRun.Result result;

  @BeforeAll
  void importTen() {
    result = run.run(new ImportRequest(TEN, ZONE), new Silent());
    assertThat(Duration.between(clock.instant(), Instant.now()).abs())
        .as("distance of the clock from the machine's after the import")
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void incidentHasTheDatesAndPeopleOfItsLog() {
    Incident incident = incident("TEN0001");

    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incident.number()).startsWith("INC-2016-");
    assertThat(incident.report().source()).isEqualTo(Report.Source.IMPORT);
    assertThat(incident.report().title()).isEqualTo("Category 5 / Subcategory 7: Symptom 3");
    assertThat(incident.report().description()).contains("TEN0001");
    assertThat(incident.report().reporter()).isEqualTo("caller-1");
    assertThat(incident.report().location()).isEqualTo("Location 1");
    assertThat(incident.report().noticedAt()).isEqualTo("2016-03-07T08:00:00Z");
    assertThat(incident.recordedAt()).isEqualTo("2016-03-07T08:00:00Z");
    assertThat(incident.classification().awareAt()).isEqualTo("2016-03-07T08:00:00Z");
    assertThat(incident.acknowledgedAt()).isEqualTo("2016-03-07T08:10:00Z");
    assertThat(incident.respondedAt()).isEqualTo("2016-03-07T09:00:00Z");
    assertThat(incident.responder()).isEqualTo("resolver-2");
    assertThat(incident.resolvedAt()).isEqualTo("2016-03-07T10:30:00Z");
    assertThat(incident.resolvedBy()).isEqualTo("resolved-by-2");
    assertThat(incident.verifiedAt()).isEqualTo("2016-03-08T11:00:00Z");
    assertThat(incident.verifiedBy()).isEqualTo("updated-by-9");
    assertThat(incident.closedAt()).isEqualTo("2016-03-08T11:00:00Z");
  }

  @Test
  void priorityIsTheOneThatOurTableGivesToTheRecordedImpactAndUrgency() {
    Incident incident = incident("TEN0003");

    assertThat(incident.assessment().impact()).isEqualTo(3);
    assertThat(incident.assessment().urgency()).isEqualTo(2);
    assertThat(incident.assessment().overridden()).isTrue();
    assertThat(incident.assessment().impactBecause()).contains("3 - Low", "TEN0003");
    assertThat(incident.priority()).isEqualTo(Priority.P4);
    assertThat(incident.assessment().classifiedAt()).isEqualTo("2016-03-07T08:00:00Z");
  }

  @Test
  void recordedGroupIsTheTeamAndItsServiceIsAPastOne() {
    Incident incident = incident("TEN0002");

    assertThat(incident.team()).isEqualTo("responder-group-2");
    assertThat(incident.service()).isEqualTo("servicenow-server-4-group-2");
    Service service = services.findByKey("servicenow-server-4-group-2").orElseThrow();
    assertThat(service.active()).isFalse();
    assertThat(service.ownerTeam()).isEqualTo("group-2");
    assertThat(service.name()).isEqualTo("ServiceNow: Server 4, Group 2");
    assertThat(
            jdbc.sql(
                    """
                    select origin, new_value from catalogue_change
                    where service_key = 'servicenow-server-4-group-2' and field = 'state'
                    """)
                .query()
                .singleRow())
        .containsOnly(Map.entry("origin", "MIGRATION"), Map.entry("new_value", "retired"));
    assertThat(services.findByActiveTrueOrderByName())
        .extracting(Service::key)
        .noneMatch(key -> key.startsWith("servicenow-"));
  }

  @Test
  void engineHistoryHasTheTimesOfTheLogToo() {
    String number = number("TEN0001");

    List<HistoricProcessInstance> processes =
        history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).list();
    assertThat(processes)
        .filteredOn(process -> process.getProcessDefinitionKey().equals("IncidentLifecycle"))
        .singleElement()
        .satisfies(
            process -> {
              assertThat(process.getStartTime()).isEqualTo("2016-03-07T08:00:00.000Z");
              assertThat(process.getEndTime()).isEqualTo("2016-03-08T11:00:00.000Z");
            });
    assertThat(processes).allMatch(process -> process.getEndTime() != null);
    assertThat(historicTask(number, "UserTask_TriageIncident").getAssignee())
        .isEqualTo("updated-by-1");
    assertThat(historicTask(number, "UserTask_Recover").getEndTime())
        .isEqualTo("2016-03-07T10:30:00.000Z");
    assertThat(historicTask(number, "UserTask_CloseIncident").getAssignee())
        .isEqualTo("updated-by-9");
  }

  @Test
  void severeIncidentIsReviewedAndNeitherVerifiedNorApprovedByItsResolver() {
    Incident incident = incident("TEN0002");

    assertThat(incident.priority()).isEqualTo(Priority.P1);
    assertThat(incident.resolvedBy()).isEqualTo("resolver-2");
    assertThat(incident.verifiedBy()).isEqualTo("caller-2");
    assertThat(desk.path(incident.number(), "PostIncidentReview"))
        .contains("UserTask_WriteReview", "UserTask_HoldReviewMeeting", "UserTask_ApproveReview");
    assertThat(historicTask(incident.number(), "UserTask_WriteReview").getAssignee())
        .isEqualTo("servicenow");
    assertThat(historicTask(incident.number(), "UserTask_ApproveReview").getAssignee())
        .isEqualTo("caller-2");
    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void silenceConfirmsWhereTheLogLeavesTimeForIt() {
    Incident incident = incident("TEN0003");

    assertThat(desk.path(incident.number(), "IncidentResponse"))
        .contains("Timer_NoObjection")
        .doesNotContain("ServiceTask_RecordVerification");
    // Five business days after Monday noon.
    assertThat(incident.verifiedAt()).isEqualTo("2016-03-14T11:00:00Z");
    assertThat(incident.verifiedBy()).isEqualTo("system");
    // closed_at is unknown: the time of the row counts.
    assertThat(incident.closedAt()).isEqualTo("2016-03-21T11:00:00Z");
  }

  @Test
  void lastKnownFactsHoldAndTimeNeverRunsBackwards() {
    Incident incident = incident("TEN0004");

    assertThat(incident.team()).isEqualTo("responder-group-2");
    assertThat(incident.priority()).isEqualTo(Priority.P4);
    assertThat(incident.acknowledgedAt()).isEqualTo(incident.recordedAt());
    assertThat(incident.resolvedAt()).isEqualTo("2016-03-08T09:00:00Z");
    assertThat(incident.responder()).isEqualTo("resolver-2");
  }

  @Test
  void resolutionThatDidNotHoldIsAVerificationThatFailed() {
    Incident incident = incident("TEN0005");

    assertThat(desk.path(incident.number(), "IncidentResponse"))
        .filteredOn(element -> element.equals("UserTask_Recover"))
        .hasSize(2);
    assertThat(incident.resolvedAt()).isEqualTo("2016-03-09T14:00:00Z");
    assertThat(incident.closedAt()).isEqualTo("2016-03-10T09:00:00Z");
    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
  }

  @Test
  void incidentThatTheLogLeavesOpenIsOpen() {
    Incident incident = incident("TEN0009");

    assertThat(incident.state()).isEqualTo(IncidentState.RESPONDING);
    assertThat(desk.openTasks(incident.number())).containsExactly("UserTask_Investigate");
    assertThat(desk.task(incident.number(), "UserTask_Investigate").getAssignee())
        .isEqualTo("resolver-2");
  }

  @Test
  void nothingWaitsToBeExecuted() {
    for (String log : List.of("TEN0001", "TEN0002", "TEN0003", "TEN0004", "TEN0005", "TEN0009")) {
      List<ProcessInstance> open =
          runtime.createProcessInstanceQuery().processInstanceBusinessKey(number(log)).list();
      assertThat(open).as(log).hasSize(log.equals("TEN0009") ? 4 : 0);
      for (ProcessInstance instance : open) {
        // The timers of what is open wait for their time.
        assertThat(
                management.createJobQuery().processInstanceId(instance.getId()).messages().list())
            .as(log)
            .isEmpty();
      }
    }
  }

  @Test
  void nobodyIsWrittenTo() {
    assertThat(
            jdbc.sql("select state from notice where incident_number = :number")
                .param("number", number("TEN0001"))
                .query(String.class)
                .list())
        .hasSize(2)
        .containsOnly("UNDELIVERABLE");
  }

  @Test
  void malformedRowRefusesItsIncidentAndNoOther() {
    assertThat(result.tookEverything()).isFalse();
    for (String refused : List.of("TEN0006", "TEN0007", "TEN0008", "TEN0010")) {
      assertThat(imported.find(refused)).as(refused).isEmpty();
    }
  }

  @Test
  void summaryTellsWhatCameOfTheFile() {
    assertThat(result.summary().get(1))
        .matches("Import of ten-incidents.csv: 26 rows in .* \\(\\d+\\.\\d incidents/s\\)");
    assertThat(String.join("\n", result.summary().subList(2, result.summary().size())))
        .isEqualTo(
            """
              incidents: 6 imported, 0 imported earlier and skipped, 5 refused

            Incidents by final state
              RESPONDING          1
              CLOSED              5

            Priorities: rows as our tables give them, columns as ServiceNow recorded them
              ours            P1      P2      P3      P4      P5    none
              P1               1       0       0       0       0       0
              P2               0       0       0       0       0       0
              P3               0       0       2       0       0       0
              P4               0       0       0       2       0       0
              P5               0       0       0       1       0       0
              the same for 5 of 6 (83 %)

            Promises to resolve: rows as our clock has them, columns as ServiceNow (made_sla)
              ours          kept  missed unknown
              kept             0       0       4
              missed           0       0       1
              unknown          0       0       1

            Time to resolve, by our priority
              ours         count         median   90th percentile
              P1               1      1 h 0 min         1 h 0 min
              P3               2     2 h 30 min           2 d 5 h
              P4               2      3 h 0 min           1 d 0 h

            Rows simplified, of the incidents imported now
                     1  handed to another group: the last group has it from the start
                     1  category, impact, urgency or priority changed: the last values hold throughout
                     1  earlier than the row before or than opened_at: taken at that time

            Rows refused: 6, and with them 1 more rows of the same incidents
              line 20 (TEN0006): sys_updated_at '2016-03-08 10:00' is not a date as 29-02-2016 01:16
              line 21 (TEN0007): incident_state 'Canceled' cannot be replayed
              line 22 (TEN0008): impact is unknown in every row
              line 23: has no number
              line 26 (TEN0010): has 8 columns instead of 23
              line 27 (TEN0001): its rows are not one after the other

            The process history of 5 incidents is past its time to live: the engine's next history
            cleanup deletes it. The incidents themselves stay.
            """);
  }

  @Test
  void repeatedImportSkipsWhatIsThereAndTellsTheSameOfTheFile() {
    long before = incidents.count();

    ImportRun.Result again = run.run(new ImportRequest(TEN, ZONE), new Silent());

    assertThat(incidents.count()).isEqualTo(before);
    assertThat(again.tookEverything()).isFalse();
    assertThat(again.summary())
        .contains("  incidents: 0 imported, 6 imported earlier and skipped, 5 refused")
        .containsAll(
            result.summary().stream().filter(line -> line.matches("  (P\\d|CLOSED) .*")).toList());
  }

  @Test
  void abortedImportGoesOnWhereItEndedWithoutDoubles() throws IOException {
    Path file = copyWithNumbers("ABT");
    long before = incidents.count();
    Progress power =
        new Silent() {
          @Override
          public void report(long incidents, long refusedRows) {
            if (incidents == 2) {
              throw new IllegalStateException("power cut");
            }
          }
        };
    assertThatThrownBy(() -> run.run(new ImportRequest(file, ZONE), power)).hasMessage("power cut");
    assertThat(incidents.count()).isEqualTo(before + 2);

    ImportRun.Result rest = run.run(new ImportRequest(file, ZONE), new Silent());

    assertThat(rest.summary())
        .contains("  incidents: 4 imported, 2 imported earlier and skipped, 5 refused");
    assertThat(incidents.count()).isEqualTo(before + 6);
  }

  @Test
  void stoppedImportSaysSoAndGoesOnLater() throws IOException {
    Path file = copyWithNumbers("STP");
    Progress stop =
        new Silent() {
          @Override
          public void report(long incidents, long refusedRows) {
            run.stop();
          }
        };

    ImportRun.Result part = run.run(new ImportRequest(file, ZONE), stop);

    assertThat(part.tookEverything()).isFalse();
    assertThat(part.summary().get(1)).startsWith("Part of an import");
    assertThat(part.summary())
        .contains(
            "  It was stopped before the end of the file; start it again to go on.",
            "  incidents: 1 imported, 0 imported earlier and skipped, 0 refused");
    assertThat(run.run(new ImportRequest(file, ZONE), new Silent()).summary())
        .contains("  incidents: 5 imported, 1 imported earlier and skipped, 5 refused");
  }

  @Test
  void incidentIsImportedWholeOrNotAtAll() throws IOException {
    Path file = copyWithNumbers("CUT");
    List<String> numbers = new ArrayList<>();
    try (IncidentLog log = IncidentLog.open(file, ZONE, Instant.now(), stray -> {})) {
      Course course = Course.of(log.next().orElseThrow(), Duration.ofDays(30));
      assertThatThrownBy(
              () ->
                  new TransactionTemplate(transactions)
                      .executeWithoutResult(
                          status -> {
                            numbers.add(replay.replay(course, Instant.now()).number());
                            throw new IllegalStateException("killed before the commit");
                          }))
          .hasMessage("killed before the commit");
    }

    String number = numbers.get(0);
    assertThat(incidents.existsById(number)).isFalse();
    assertThat(
            history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).count())
        .isZero();
    assertThat(imported.find("CUT0001")).isEmpty();
  }

  @Test
  void whatTheProcessesRefuseIsRefusedWithTheirReason() throws IOException {
    Path file = copyWithNumbers("REF");
    repository.suspendProcessDefinitionByKey(IncidentLifecycleProcess.KEY);
    try {
      ImportRun.Result none = run.run(new ImportRequest(file, ZONE), new Silent());

      assertThat(none.summary())
          .contains("  incidents: 0 imported, 0 imported earlier and skipped, 11 refused")
          .anyMatch(
              line ->
                  line.matches("  line 2 \\(REF0001\\): refused by the processes: .*suspended.*"));
    } finally {
      repository.activateProcessDefinitionByKey(IncidentLifecycleProcess.KEY);
    }
    assertThat(imported.find("REF0001")).isEmpty();
  }

  @Test
  void incidentThatTheLogLeavesResolvedIsConfirmedByTheTimeThatHasPassedSince() throws IOException {
    Path file = copyWithNumbers("OPN");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll("(?m)^OPN0001,(Closed|New,TRUE,Caller 1,\\?),.*\\R", "")
            .replaceAll("(?m)^OPN00(0[2-9]|10).*\\R", "")
            .replace("Caller 1,", "Responder,"));

    run.run(new ImportRequest(file, ZONE), new Silent());

    Incident incident = incident("OPN0001");
    assertThat(incident.verifiedAt()).isEqualTo("2016-03-14T10:30:00Z");
    assertThat(incident.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(desk.openTasks(incident.number())).containsExactly("UserTask_CloseIncident");
    assertThat(incident.report().reporter())
        .as("somebody of the log who is called like an account")
        .isEqualTo("servicenow-responder");
  }

  @Test
  void missingFileIsOneSentence() {
    assertThatThrownBy(
            () ->
                run.run(
                    new ImportRequest(directory.resolve("none.csv"), ZoneOffset.UTC), new Silent()))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage("There is no file %s to import.".formatted(directory.resolve("none.csv")));
  }

  private Path copyWithNumbers(String prefix) throws IOException {
    Path copy = directory.resolve(prefix + ".csv");
    return Files.writeString(
        copy,
        Files.readString(TEN, StandardCharsets.UTF_8).replace("TEN00", prefix + "00"),
        StandardCharsets.UTF_8);
  }

  private HistoricTaskInstance historicTask(String number, String element) {
    Set<String> instances =
        Set.copyOf(
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .list()
                .stream()
                .map(HistoricProcessInstance::getId)
                .toList());
    return history.createHistoricTaskInstanceQuery().taskDefinitionKey(element).list().stream()
        .filter(task -> instances.contains(task.getProcessInstanceId()))
        .findFirst()
        .orElseThrow();
  }

  private String number(String log) {
    Optional<ImportedIncidents.Imported> found = imported.find(log);
    assertThat(found).as(log).isPresent();
    return found.orElseThrow().number();
  }

  private Incident incident(String log) {
    return incidents.get(number(log));
  }

  private static class Silent implements Progress {

    @Override
    public void report(long incidents, long refusedRows) {}

    @Override
    public void end() {}
  }
}
