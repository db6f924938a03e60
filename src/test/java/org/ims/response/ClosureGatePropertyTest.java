package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.engine.Occurrences;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/**
 * Whatever people do, in whatever order the processes allow, a closed incident never has an open
 * duty. Three incidents that may become each other's child or duplicate are driven through the real
 * processes; after each step the tables are asked past the gate and its checks. In the end every
 * history can be brought to its end: nothing that blocks is a dead end.
 */
@ImsTest
class ClosureGatePropertyTest {

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  /** No other test is about it: what is reviewed here must be no recurrence there. */
  private static final String SERVICE = "data-warehouse";

  /** More steps than any of these histories needs to its end. */
  private static final int MOST_STEPS = 200;

  /** One line for each duty that is open though its incident is closed. */
  private static final String OPEN_DUTIES =
      """
      with closed as (
        select number, parent from incident where state = 'CLOSED'
        union
        select duplicate.number, null from incident duplicate
        join incident original on original.number = duplicate.duplicate_of
        where duplicate.state = 'DUPLICATE' and original.state = 'CLOSED')
      select number || ': task for ' || owner from closed
        join ad_hoc_task on incident_number = number where state = 'OPEN'
      union all select number || ': measure of ' || owner from closed
        join countermeasure on incident_number = number where state = 'LIVE'
      union all select number || ': action of ' || owner from closed
        join corrective_action on incident_number = number where state = 'OPEN'
      union all select number || ': review' from closed
        join review on incident_number = number where approved_at is null
      union all select number || ': playbook ' || playbook from closed
        join playbook_run on incident_number = number where ended_at is null
      union all select number || ': not verified' from incident
        where state = 'CLOSED' and verified_at is null
      union all select incident.number || ': notice ' || kind from incident
        join notice on incident_number = incident.number
        where incident.state = 'CLOSED' and parent is null and notice.state = 'PENDING'
          and kind not like 'state-%'
      union all select number || ': step ' || task_def_key_ from closed
        join act_ru_execution execution on business_key_ = number
        join act_ru_task task on task.proc_inst_id_ = execution.id_
      """;

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Incidents incidents;
  @Autowired private AdHocTasks adHocTasks;
  @Autowired private Countermeasures measures;
  @Autowired private Occurrences occurrences;
  @Autowired private TaskService tasks;
  @Autowired private RuntimeService runtime;
  @Autowired private ManagementService management;
  @Autowired private EngineClock clock;
  @Autowired private JdbcClient jdbc;

  private final List<String> history = new ArrayList<>();
  private final Map<String, Integer> asked = new HashMap<>();

  private record Move(String name, Runnable step) {}

  @BeforeProperty
  void meetTheApplication() throws Exception {
    TestContextManager context = new TestContextManager(getClass());
    context.prepareTestInstance(this);
    context.beforeTestMethod(this, getClass().getDeclaredMethod("meetTheApplication"));
  }

  @AfterProperty
  void letTheClockGo() {
    clock.reset();
  }

  @Property(seed = "20260302", tries = 4, shrinking = ShrinkingMode.OFF)
  void nothingThatIsClosedHasAnOpenDuty(
      @ForAll @Size(min = 15, max = 30) List<@IntRange(max = 9_999) Integer> choices) {
    history.clear();
    asked.clear();
    clock.stopAt(START);
    List<String> numbers =
        Stream.generate(() -> journey.toTriage(with(desk.report(), "service", SERVICE)))
            .limit(3)
            .toList();
    for (int choice : choices) {
      List<Move> moves = moves(numbers);
      make(moves.get(choice % moves.size()), numbers);
    }
    int steps = 0;
    while (!isOver(numbers)) {
      assertThat(++steps).as("steps to the end of %s", history).isLessThan(MOST_STEPS);
      assertThat(anyStepForward(numbers)).as("a way out of %s", history).isTrue();
    }
  }

  /** A question that never finds anything would prove nothing. */
  @Example
  void openDutyOfAClosedIncidentWouldBeSeen() {
    clock.stopAt(START);
    String number = journey.toClosed();
    jdbc.sql(
            "insert into ad_hoc_task (incident_number, what, owner, due, priority, created_by,"
                + " created_at, state) values (?, 'Call', 'responder', now(), 'LOW', 'x', now(),"
                + " 'OPEN')")
        .param(number)
        .update();
    try {
      assertThat(jdbc.sql(OPEN_DUTIES).query(String.class).list())
          .containsExactly(number + ": task for responder");
    } finally {
      jdbc.sql("delete from ad_hoc_task where incident_number = ?").param(number).update();
    }
  }

  private boolean isOver(List<String> numbers) {
    return numbers.stream().allMatch(number -> incidents.get(number).state().isFinal());
  }

  /** Tries what waits, the closing last, and lets time pass where nobody can do anything. */
  private boolean anyStepForward(List<String> numbers) {
    numbers.forEach(journey::sendNotices);
    return numbers.stream()
            .flatMap(number -> openTasks(number).stream())
            .sorted(Comparator.comparing(task -> task.getTaskDefinitionKey().contains("Close")))
            .anyMatch(task -> make(forward(task), numbers))
        || numbers.stream()
            .flatMap(number -> firstTimer(number).stream())
            .min(Comparator.comparing(Job::getDuedate))
            .map(timer -> make(timerMove(timer), numbers))
            .orElse(false);
  }

  /** Makes a move and asks the tables; answers whether it was not refused. */
  private boolean make(Move move, List<String> numbers) {
    history.add(move.name());
    clock.stopAt(clock.instant().plus(Duration.ofMinutes(1)));
    boolean made = true;
    try {
      move.step().run();
      numbers.forEach(this::runSavePoints);
    } catch (InvalidInputException e) {
      history.add("refused: " + e.getMessage());
      made = false;
    }
    assertThat(jdbc.sql(OPEN_DUTIES).query(String.class).list()).as("after %s", history).isEmpty();
    return made;
  }

  private List<Move> moves(List<String> numbers) {
    List<Move> moves = new ArrayList<>();
    for (String number : numbers) {
      Incident incident = incidents.get(number);
      for (Task task : openTasks(number)) {
        moves.add(forward(task));
        moves.add(forward(task));
        moves.addAll(detours(task));
      }
      moves.add(new Move("send notices", () -> journey.sendNotices(number)));
      firstTimer(number).ifPresent(timer -> moves.add(timerMove(timer)));
      if (!incident.state().isFinal()) {
        moves.add(new Move("add task to " + number, () -> addTask(number)));
      }
      if (incident.state() == IncidentState.RESPONDING
          || incident.state() == IncidentState.RECOVERING) {
        moves.add(new Move("hold " + number, () -> hold(number)));
      }
      if (incident.state() == IncidentState.CLOSED) {
        moves.add(change(number, "reopen", "changeNote", "It came back"));
      }
    }
    String first = numbers.get(0);
    String second = numbers.get(1);
    moves.add(change(second, "link-parent", "otherIncident", first));
    moves.add(change(numbers.get(2), "link-parent", "otherIncident", first));
    moves.add(change(second, "merge", "otherIncident", first, "changeNote", "The same"));
    moves.add(change(second, "withdraw", "changeNote", "A mistake"));
    moves.add(new Move("ask for removals", () -> measures.requestRemoval(first)));
    return moves;
  }

  private Move timerMove(Job timer) {
    return new Move("fire " + definition(timer).getActivityId(), () -> fire(timer));
  }

  private Move change(String number, String kind, Object... fields) {
    return new Move(kind + " " + number, () -> desk.change("service-desk", number, kind, fields));
  }

  private void addTask(String number) {
    adHocTasks.add(
        number,
        "Call the supplier",
        "responder",
        clock.instant().plus(Duration.ofHours(4)),
        null,
        "incident-manager");
  }

  private void hold(String number) {
    occurrences.happened(
        number,
        IncidentResponseProcess.MSG_HOLD_REQUESTED,
        Map.of("holdReason", "vendor", "holdNote", "Waiting for a disk"));
  }

  /** What leads towards the end. */
  private Move forward(Task task) {
    return switch (task.getTaskDefinitionKey()) {
      case "UserTask_TriageIncident" ->
          move("service-desk", task, with(journey.triage(Journey.Kind.MINOR), "service", SERVICE));
      case "UserTask_AssessImpact" ->
          move("service-desk", task, journey.assessment(Journey.Kind.MINOR));
      case "UserTask_ConfirmAssessment" ->
          move("service-desk", task, fields("decision", "confirm"));
      case "UserTask_Investigate" -> move("responder", task, fields("findings", "Disk full"));
      case "UserTask_Contain" -> move("responder", task, journey.containment());
      case "UserTask_Recover" -> move("responder", task, journey.recovery());
      case "UserTask_VerifyResolution" -> move("reporter", task, fields("verified", "yes"));
      case "UserTask_WriteReview" -> move("incident-manager", task, journey.review());
      case "UserTask_HoldReviewMeeting" ->
          move("incident-manager", task, journey.meeting(List.of()));
      case "UserTask_ApproveReview" -> move("exec", task, fields("decision", "approve"));
      case "UserTask_ImplementAction" ->
          move(
              "responder",
              task,
              fields("outcome", "done", "doneAt", desk.now(), "verifiedBy", "service-desk"));
      case "UserTask_DecideMajorIncident" ->
          move("major-incident-manager", task, fields("decision", "keep", "reason", "Small"));
      case "UserTask_FormResponseTeam" -> move("incident-manager", task, journey.team());
      case "UserTask_CommandIncident" -> move("responder-2", task, journey.standDown());
      case "UserTask_ResumeIncident" ->
          move("responder", task, fields("resumeNote", "They called back"));
      case "UserTask_AnswerQuestion" -> move("reporter", task, fields("answer", "In Hamburg"));
      case "UserTask_DoAdHocTask" ->
          move("responder", task, fields("outcome", "done", "result", "Called"));
      case "UserTask_RemoveCountermeasure" ->
          move(
              "responder",
              task,
              fields("outcome", "removed", "removedAt", desk.now(), "result", "Gone"));
      case "UserTask_AcceptRisk" ->
          move("risk-owner", task, fields("decision", "refuse", "riskReason", "Not this one"));
      case "UserTask_CloseIncident" -> move("incident-manager", task, fields("outcome", "close"));
      default -> playbookStep(task);
    };
  }

  /** What leads elsewhere, and mostly back. */
  private List<Move> detours(Task task) {
    return switch (task.getTaskDefinitionKey()) {
      case "UserTask_TriageIncident" ->
          List.of(move("service-desk", task, fields("kind", "need-info", "reason", "Where?")));
      case "UserTask_AssessImpact" ->
          List.of(move("service-desk", task, journey.assessment(Journey.Kind.SEVERE)));
      case "UserTask_Contain" ->
          List.of(
              move(
                  "responder",
                  task,
                  journey.temporaryContainment(clock.instant().plus(Duration.ofDays(7)))),
              move("responder", task, with(journey.containment(), "outcome", "failed")));
      case "UserTask_Recover" ->
          List.of(move("responder", task, with(journey.recovery(), "outcome", "failed")));
      case "UserTask_VerifyResolution" ->
          List.of(move("reporter", task, fields("verified", "no", "comment", "Still down")));
      case "UserTask_HoldReviewMeeting" ->
          List.of(
              move(
                  "incident-manager",
                  task,
                  journey.meeting(List.of(Journey.action("Watch it", "responder", "high")))));
      case "UserTask_ApproveReview" ->
          List.of(move("exec", task, fields("decision", "rework", "comment", "Say more")));
      case "UserTask_DoAdHocTask" ->
          List.of(
              move("responder", task, fields("outcome", "cancelled", "cancelReason", "Not now")));
      case "UserTask_RemoveCountermeasure" ->
          List.of(
              keep(task, fields("keepFor", "good")),
              keep(
                  task,
                  fields(
                      "keepFor",
                      "until",
                      "keepUntil",
                      clock.instant().plus(Duration.ofDays(9)).toString())));
      case "UserTask_AcceptRisk" ->
          List.of(move("risk-owner", task, fields("decision", "accept", "riskReason", "Harmless")));
      case "UserTask_CloseIncident" ->
          List.of(move("incident-manager", task, fields("outcome", "check-again")));
      default -> List.of();
    };
  }

  private Move keep(Task task, Map<String, Object> until) {
    Map<String, Object> form =
        fields("outcome", "keep", "keepReason", "It helps", "riskOwner", "risk-owner");
    form.putAll(until);
    return move("responder", task, form);
  }

  /** Asked the same again, people answer otherwise: no playbook turns in circles. */
  private Move playbookStep(Task task) {
    if ("PlaybookQuestion".equals(task.getCamundaFormRef().getKey())) {
      String question = task.getProcessInstanceId() + task.getTaskDefinitionKey();
      String answer = asked.merge(question, 1, Integer::sum) % 2 == 0 ? "no" : "yes";
      return move("responder", task, fields("stepAnswer", answer, "stepNote", "Looked at it"));
    }
    return move("responder", task, fields("stepOutcome", "done", "stepResult", "Done"));
  }

  private Move move(String login, Task task, Map<String, Object> form) {
    return new Move(
        task.getTaskDefinitionKey() + " " + form.getOrDefault("outcome", ""),
        () -> desk.submit(login, task, form));
  }

  private List<Task> openTasks(String number) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(number)
        .initializeFormKeys()
        .orderByTaskCreateTime()
        .asc()
        .list();
  }

  /** Everything that waits for nothing but the job executor; mails are sent by a move. */
  private void runSavePoints(String number) {
    boolean ran = true;
    while (ran) {
      ran = false;
      for (Job job : jobs(number)) {
        if (isSavePoint(job)) {
          management.executeJob(job.getId());
          ran = true;
          break;
        }
      }
    }
  }

  private boolean isSavePoint(Job job) {
    return isAsynchronous(job) && !definition(job).getActivityId().equals("ServiceTask_SendNotice");
  }

  private Optional<Job> firstTimer(String number) {
    return jobs(number).stream()
        .filter(job -> job.getDuedate() != null && !isAsynchronous(job))
        .min(Comparator.comparing(Job::getDuedate));
  }

  private boolean isAsynchronous(Job job) {
    return definition(job).getJobType().equals("async-continuation");
  }

  private JobDefinition definition(Job job) {
    return management
        .createJobDefinitionQuery()
        .jobDefinitionId(job.getJobDefinitionId())
        .singleResult();
  }

  private void fire(Job timer) {
    Instant due = timer.getDuedate().toInstant();
    if (due.isAfter(clock.instant())) {
      clock.stopAt(due);
    }
    management.executeJob(timer.getId());
  }

  private List<Job> jobs(String number) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
        .map(ProcessInstance::getId)
        .flatMap(id -> management.createJobQuery().processInstanceId(id).active().list().stream())
        .toList();
  }
}
