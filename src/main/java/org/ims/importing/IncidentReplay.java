package org.ims.importing;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.ims.catalogue.ImportedServices;
import org.ims.engine.EngineClock;
import org.ims.incident.Incident;
import org.ims.incident.IncidentSteps;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.reporting.IncidentReports;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes one incident through its life as its log tells it: reports it, claims and completes its
 * tasks as the people of the log, with the clock at the times of the log, through the same engine
 * services as Tasklist. Asynchronous steps run at once, and a timer fires only where its time has
 * come before the log goes on.
 *
 * <p>All of it is one transaction, so that a crash leaves an incident whole or not at all.
 *
 * <p>The other system's groups are not teams of our catalogue. Each incident is about a service
 * "servicenow-..." that stands for its configuration item (if known) and group, and is owned by a
 * team of the group's name; so RoutingDecision gives it to that team. {@link ImportedServices} adds
 * these to the catalogue as past services, which nobody can report for. Categories are the other
 * system's own words: each incident counts as an IT incident and keeps those words as subcategory.
 */
@Component
class IncidentReplay {

  private static final String TRIAGE = "UserTask_TriageIncident";
  private static final String ASSESS = "UserTask_AssessImpact";
  private static final String CONFIRM_ASSESSMENT = "UserTask_ConfirmAssessment";
  private static final String DECIDE_MAJOR_INCIDENT = "UserTask_DecideMajorIncident";
  private static final String INVESTIGATE = "UserTask_Investigate";
  private static final String CONTAIN = "UserTask_Contain";
  private static final String RESUME = "UserTask_ResumeIncident";
  private static final String RECOVER = "UserTask_Recover";
  private static final String VERIFY = "UserTask_VerifyResolution";
  private static final String WRITE_REVIEW = "UserTask_WriteReview";
  private static final String HOLD_REVIEW_MEETING = "UserTask_HoldReviewMeeting";
  private static final String APPROVE_REVIEW = "UserTask_ApproveReview";
  private static final String CLOSE = "UserTask_CloseIncident";
  private static final String SILENCE = "Timer_NoObjection";
  private static final String CHANGE = "IncidentChange";

  private static final List<String> GROUPS = List.of(Groups.CAMUNDA_ADMIN);

  private final IncidentReports reports;
  private final Incidents incidents;
  private final ImportedServices services;
  private final ImportedIncidents imported;
  private final ImportedPeople people;
  private final EngineClock clock;
  private final IncidentSteps steps;
  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final TaskService tasks;
  private final FormService forms;
  private final ManagementService management;
  private final IdentityService identity;

  IncidentReplay(
      IncidentReports reports,
      Incidents incidents,
      ImportedServices services,
      ImportedIncidents imported,
      ImportedPeople people,
      EngineClock clock,
      IncidentSteps steps,
      RepositoryService repository,
      RuntimeService runtime,
      TaskService tasks,
      FormService forms,
      ManagementService management,
      IdentityService identity) {
    this.reports = reports;
    this.incidents = incidents;
    this.services = services;
    this.imported = imported;
    this.people = people;
    this.clock = clock;
    this.steps = steps;
    this.repository = repository;
    this.runtime = runtime;
    this.tasks = tasks;
    this.forms = forms;
    this.management = management;
    this.identity = identity;
  }

  /**
   * Replays one incident; leaves the clock where it is.
   *
   * @param present the real time: what is due by then has happened to an incident that the log
   *     leaves open
   * @throws RefusedIncidentException when the processes do not take the course
   */
  @Transactional
  public Incident replay(Course course, Instant present) {
    String group = course.last(Column.ASSIGNMENT_GROUP);
    String item = course.last(Column.CMDB_CI);
    return services.whileActive(
        ImportedNames.service(item, group),
        ImportedTexts.serviceName(item, group),
        ImportedNames.team(group),
        () -> new Life(course).lived(present));
  }

  /** One incident on its way. */
  private final class Life {

    private final Course course;
    private final ImportedTexts texts;
    private String number;
    private String responder;

    private Life(Course course) {
      this.course = course;
      this.texts = new ImportedTexts(course);
    }

    Incident lived(Instant present) {
      for (Step step : course.steps()) {
        if (step.kind() == Step.Kind.CLOSE) {
          // Until then the log leaves time for silence to confirm the resolution. No other timer
          // fires: the log says when a hold ended, and nobody is reminded of what is over.
          fireTimers(job -> SILENCE.equals(elementOf(job)), step.at());
          steps.record();
        }
        clock.stopAt(step.at());
        take(step);
        // At the time of the step: the whole life is one transaction.
        steps.record();
      }
      if (incident().state().isFinal()) {
        requireNothingLeft();
      } else {
        fireTimers(job -> true, present);
      }
      return incident();
    }

    private void take(Step step) {
      String person = people.login(step.person());
      switch (step.kind()) {
        case REPORT -> report(step.at(), person);
        case TRIAGE -> triage(person);
        case RESPOND -> claim(person, INVESTIGATE);
        case HOLD -> change(person, texts.hold(step.holdReason()));
        case RESUME -> work(person, RESUME);
        case RESOLVE -> work(person, INVESTIGATE, CONTAIN, RECOVER);
        case REFUTE -> work(person, VERIFY, texts.refutation());
        case CLOSE -> close(step.at(), person);
        case REOPEN -> change(person, texts.reopening());
      }
    }

    private void change(String person, Map<String, Object> form) {
      Map<String, Object> complete = new HashMap<>(form);
      complete.put("incident", number);
      String definition =
          repository
              .createProcessDefinitionQuery()
              .processDefinitionKey(CHANGE)
              .latestVersion()
              .singleResult()
              .getId();
      as(person, () -> forms.submitStartForm(definition, complete));
      runAsynchronousSteps();
    }

    private void report(Instant at, String caller) {
      number =
          as(
              caller,
              () ->
                  reports
                      .report(
                          new Report(
                              texts.title(),
                              texts.description(),
                              texts.service(),
                              texts.location(),
                              null,
                              caller,
                              Report.Source.IMPORT,
                              null,
                              at,
                              false,
                              PersonalData.UNKNOWN,
                              false,
                              false))
                      .number());
      runAsynchronousSteps();
    }

    private void triage(String person) {
      work(person, TRIAGE, ASSESS);
      work(person, CONFIRM_ASSESSMENT, texts.override());
      work(person, CONFIRM_ASSESSMENT);
      work(ImportedNames.SYSTEM, DECIDE_MAJOR_INCIDENT);
    }

    private void close(Instant at, String closer) {
      if (isOpen(VERIFY)) {
        work(verifier(closer), VERIFY, texts.form(VERIFY, at));
      }
      work(ImportedNames.SYSTEM, WRITE_REVIEW, HOLD_REVIEW_MEETING);
      work(approver(closer), APPROVE_REVIEW);
      work(closer, CLOSE);
    }

    /** Whoever restored a P1 or P2 may not confirm it; then its caller did. */
    private String verifier(String closer) {
      Incident incident = incident();
      return incident.priority().isSevere() && closer.equals(incident.resolvedBy())
          ? other(closer)
          : closer;
    }

    /** Whoever led the response may not approve its review. */
    private String approver(String closer) {
      return closer.equals(responder) || closer.equals(ImportedNames.SYSTEM)
          ? other(closer)
          : closer;
    }

    private String other(String person) {
      return Stream.of(course.last(Column.CALLER_ID), course.last(Column.OPENED_BY))
          .map(people::login)
          .filter(login -> !login.equals(person) && !login.equals(responder))
          .filter(login -> !login.equals(ImportedNames.SYSTEM))
          .findFirst()
          .orElse(ImportedNames.otherPerson(ImportedNames.SYSTEM));
    }

    /** Claims a task without completing it. */
    private void claim(String person, String element) {
      Task task = open(element);
      if (task == null) {
        throw stuck(element);
      }
      responder = person;
      as(
          person,
          () -> {
            tasks.claim(task.getId(), person);
            return null;
          });
    }

    /** Does these tasks one after the other, as far as they are open. */
    private void work(String person, String... elements) {
      Set<String> mine = Set.of(elements);
      for (Task task = openAny(mine); task != null; task = openAny(mine)) {
        submit(person, task, texts.form(task.getTaskDefinitionKey(), clock.instant()));
        steps.record();
      }
    }

    private void work(String person, String element, Map<String, Object> form) {
      Task task = open(element);
      if (task == null) {
        throw stuck(element);
      }
      submit(person, task, form);
    }

    private void submit(String person, Task task, Map<String, Object> form) {
      String holder = task.getAssignee();
      // Who has claimed it in the log also completes it.
      String worker = holder == null ? person : holder;
      as(
          worker,
          () -> {
            if (holder == null) {
              tasks.claim(task.getId(), worker);
            }
            forms.submitTaskForm(task.getId(), form);
            return null;
          });
      runAsynchronousSteps();
    }

    private void runAsynchronousSteps() {
      List<Job> due = jobs(JobQuery::messages);
      while (!due.isEmpty()) {
        due.forEach(job -> management.executeJob(job.getId()));
        due = jobs(JobQuery::messages);
      }
    }

    /** Fires what is due by then, each timer at its own time. */
    private void fireTimers(Predicate<Job> which, Instant until) {
      Optional<Job> due = firstTimer(which, until);
      while (due.isPresent()) {
        Instant at = due.get().getDuedate().toInstant();
        if (at.isAfter(clock.instant())) {
          clock.stopAt(at);
        }
        management.executeJob(due.get().getId());
        runAsynchronousSteps();
        due = firstTimer(which, until);
      }
    }

    private Optional<Job> firstTimer(Predicate<Job> which, Instant until) {
      return jobs(
              query -> query.timers().duedateLowerThan(Date.from(until)).orderByJobDuedate().asc())
          .stream()
          .filter(which)
          .findFirst();
    }

    private String elementOf(Job job) {
      return management
          .createJobDefinitionQuery()
          .jobDefinitionId(job.getJobDefinitionId())
          .singleResult()
          .getActivityId();
    }

    /** Of any of its processes; a timer does not know the topmost one. */
    private List<Job> jobs(UnaryOperator<JobQuery> wanted) {
      Set<String> instances =
          runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
              .map(ProcessInstance::getId)
              .collect(Collectors.toSet());
      return instances.isEmpty()
          ? List.of()
          : wanted.apply(management.createJobQuery().processInstanceIds(instances)).list();
    }

    private boolean isOpen(String element) {
      return open(element) != null;
    }

    private Task open(String element) {
      return openAny(Set.of(element));
    }

    private Task openAny(Set<String> elements) {
      return openTasks().stream()
          .filter(task -> elements.contains(task.getTaskDefinitionKey()))
          .findFirst()
          .orElse(null);
    }

    private List<Task> openTasks() {
      return tasks.createTaskQuery().processInstanceBusinessKey(number).list();
    }

    private Incident incident() {
      return incidents.get(number);
    }

    private void requireNothingLeft() {
      if (runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).count() > 0) {
        throw new RefusedIncidentException(
            course.firstLine(), "the processes go on after its end: " + whereItStands());
      }
    }

    private RefusedIncidentException stuck(String expected) {
      return new RefusedIncidentException(
          course.firstLine(),
          "the processes do not lead to %s here: %s".formatted(expected, whereItStands()));
    }

    private String whereItStands() {
      return "it is %s with open tasks %s"
          .formatted(
              incident().state(),
              openTasks().stream()
                  .map(Task::getTaskDefinitionKey)
                  .collect(Collectors.joining(", ", "[", "]")));
    }
  }

  private <T> T as(String login, Supplier<T> work) {
    identity.setAuthentication(login, GROUPS);
    try {
      return work.get();
    } finally {
      identity.clearAuthentication();
    }
  }
}
