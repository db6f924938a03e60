package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.ims.engine.EngineClock;

/**
 * Works a playbook as its people do: completes one step after the other, answers its questions and
 * lets the time of its timers pass. It knows no playbook; what there is to do it sees in the engine
 * and in the model.
 */
public class PlaybookPlayer {

  private static final String QUESTION = "PlaybookQuestion";

  /** More steps than any playbook has: it turns in circles. */
  private static final int MOST_STEPS = 60;

  private final Desk desk;
  private final Jobs jobs;
  private final EngineClock clock;
  private final TaskService tasks;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final RepositoryService repository;
  private final HistoryService history;

  PlaybookPlayer(
      Desk desk,
      Jobs jobs,
      EngineClock clock,
      TaskService tasks,
      RuntimeService runtime,
      ManagementService management,
      RepositoryService repository,
      HistoryService history) {
    this.desk = desk;
    this.jobs = jobs;
    this.clock = clock;
    this.tasks = tasks;
    this.runtime = runtime;
    this.management = management;
    this.repository = repository;
    this.history = history;
  }

  /** Begins what was chosen: runs the save point before the playbook. */
  public void begin(String number) {
    jobs.runAll(number, "CallActivity_Playbook");
  }

  /**
   * Works the incident's one running playbook of this key to its end.
   *
   * @param answers whether the question at this element is answered by yes
   * @return what was passed in its order: completed tasks, timers and the end event
   */
  public List<String> play(String number, String key, Predicate<String> answers) {
    String instance = instance(number, key).orElseThrow();
    BpmnModelInstance model = model(instance);
    List<String> passed = new ArrayList<>();
    while (isRunning(instance)) {
      assertThat(passed).as("steps of %s", key).hasSizeLessThan(MOST_STEPS);
      passed.add(next(instance, model, answers));
    }
    passed.add(end(instance));
    return passed;
  }

  /** The running process of this playbook. */
  public Optional<String> instance(String number, String key) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey(key)
        .list()
        .stream()
        .map(ProcessInstance::getId)
        .findFirst();
  }

  /** The model by which an instance runs or ran. */
  public BpmnModelInstance model(String instance) {
    return repository.getBpmnModelInstance(
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceId(instance)
            .singleResult()
            .getProcessDefinitionId());
  }

  private String next(String instance, BpmnModelInstance model, Predicate<String> answers) {
    Optional<Task> task =
        tasks.createTaskQuery().processInstanceId(instance).list().stream()
            .min(Comparator.comparing(Task::getTaskDefinitionKey));
    if (task.isPresent()) {
      complete(task.get(), model, answers);
      runSavePoints(instance);
      return task.get().getTaskDefinitionKey();
    }
    return fire(instance, model);
  }

  private void complete(Task task, BpmnModelInstance model, Predicate<String> answers) {
    UserTask step = model.getModelElementById(task.getTaskDefinitionKey());
    boolean yes = step.getCamundaFormRef().equals(QUESTION) && answers.test(step.getId());
    desk.submit(
        "responder",
        task,
        step.getCamundaFormRef().equals(QUESTION)
            ? fields("stepAnswer", yes ? "yes" : "no", "stepNote", "Looked at " + step.getName())
            : fields("stepOutcome", "done", "stepResult", "Result of " + step.getName()));
  }

  /** Runs the save points at which parallel steps of the playbook meet. */
  public void runSavePoints(String number, String key) {
    runSavePoints(instance(number, key).orElseThrow());
  }

  private void runSavePoints(String instance) {
    management
        .createJobQuery()
        .processInstanceId(instance)
        .messages()
        .list()
        .forEach(job -> management.executeJob(job.getId()));
  }

  /** Nobody has anything to do: the next timer is waited for, as long as the model says. */
  private String fire(String instance, BpmnModelInstance model) {
    List<Job> timers = management.createJobQuery().processInstanceId(instance).timers().list();
    assertThat(timers).as("nothing to do and no timer").hasSize(1);
    Job timer = timers.get(0);
    String element =
        management
            .createJobDefinitionQuery()
            .jobDefinitionId(timer.getJobDefinitionId())
            .singleResult()
            .getActivityId();
    String wait =
        model.getModelElementsByType(TimerEventDefinition.class).stream()
            .filter(definition -> definition.getId().equals(element + "_Timer"))
            .map(definition -> definition.getTimeDuration().getTextContent())
            .findFirst()
            .orElseThrow();
    Instant due = timer.getDuedate().toInstant();
    assertThat(Duration.between(clock.instant().plus(Duration.parse(wait)), due).abs())
        .as("due date of %s", element)
        .isLessThan(Duration.ofSeconds(5));
    clock.stopAt(due);
    management.executeJob(timer.getId());
    return element;
  }

  private boolean isRunning(String instance) {
    return runtime.createProcessInstanceQuery().processInstanceId(instance).count() > 0;
  }

  private String end(String instance) {
    List<HistoricActivityInstance> ends =
        history
            .createHistoricActivityInstanceQuery()
            .processInstanceId(instance)
            .activityType("noneEndEvent")
            .list();
    assertThat(ends).as("ends reached").hasSize(1);
    return ends.get(0).getActivityId();
  }
}
