package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.ims.engine.EngineClock;

/**
 * Does the job executor's work by hand: finds a job by the id of its element, fails when there is
 * not exactly one, and asserts when it is due before it runs.
 */
public class Jobs {

  private final ManagementService management;
  private final RuntimeService runtime;
  private final EngineClock clock;

  Jobs(ManagementService management, RuntimeService runtime, EngineClock clock) {
    this.management = management;
    this.runtime = runtime;
    this.clock = clock;
  }

  /** Asserts that the timer is due at the instant, moves the clock there and fires it. */
  public void fire(String businessKey, String elementId, Instant due) {
    Job job = the(businessKey, elementId);
    assertDue(job, elementId, due);
    clock.stopAt(due);
    management.executeJob(job.getId());
  }

  /** Runs an asynchronous step, which is due at once: at the latest now. */
  public void run(String businessKey, String elementId) {
    Job job = the(businessKey, elementId);
    assertThat(job.getDuedate())
        .as("due date of the job at %s", elementId)
        .satisfiesAnyOf(
            due -> assertThat(due).isNull(),
            due -> assertThat(due.toInstant()).isBeforeOrEqualTo(clock.instant()));
    management.executeJob(job.getId());
  }

  /** Runs every asynchronous step that waits at the element, of which there may be none. */
  public void runAll(String businessKey, String elementId) {
    at(businessKey, elementId).forEach(job -> management.executeJob(job.getId()));
  }

  /** Asserts that a timer waits there and when it is due, without firing it. */
  public void assertDue(String businessKey, String elementId, Instant due) {
    assertDue(the(businessKey, elementId), elementId, due);
  }

  /** When the one job at the element is due. */
  public Instant due(String businessKey, String elementId) {
    Job job = the(businessKey, elementId);
    assertThat(job.getDuedate()).as("due date of the job at %s", elementId).isNotNull();
    return job.getDuedate().toInstant();
  }

  /** Asserts that nothing waits to be executed at the element. */
  public void assertNone(String businessKey, String elementId) {
    assertThat(at(businessKey, elementId)).as("jobs of %s at %s", businessKey, elementId).isEmpty();
  }

  /** The one job at the element, in whichever process of the incident it is. */
  public Job the(String businessKey, String elementId) {
    List<Job> jobs = at(businessKey, elementId);
    assertThat(jobs)
        .as("jobs of %s at %s; there are jobs at %s", businessKey, elementId, all(businessKey))
        .hasSize(1);
    return jobs.get(0);
  }

  private static void assertDue(Job job, String elementId, Instant due) {
    assertThat(job.getDuedate()).as("due date of the job at %s", elementId).isNotNull();
    // A timer counts from the instant at which the engine creates it, some milliseconds later.
    assertThat(Duration.between(due, job.getDuedate().toInstant()).abs())
        .as("distance of %s from the expected %s at %s", job.getDuedate(), due, elementId)
        .isLessThan(Duration.ofSeconds(5));
  }

  private List<Job> at(String businessKey, String elementId) {
    return instances(businessKey).stream()
        .flatMap(
            instance ->
                management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .activityId(elementId)
                    .list()
                    .stream())
        .toList();
  }

  private List<String> all(String businessKey) {
    return instances(businessKey).stream()
        .flatMap(
            instance ->
                management.createJobQuery().processInstanceId(instance.getId()).list().stream())
        .map(job -> job.getJobDefinitionId())
        .map(
            id ->
                management
                    .createJobDefinitionQuery()
                    .jobDefinitionId(id)
                    .singleResult()
                    .getActivityId())
        .toList();
  }

  private List<ProcessInstance> instances(String businessKey) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).list();
  }
}
