package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine stumbles over what it had read of a job that somebody else carried out meanwhile. */
@ImsTest
class OvertakenJobTest {

  private static final String STEP = "ServiceTask_RecordReport";

  @Autowired private ProcessEngine engine;
  @Autowired private ManagementService management;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;

  @Test
  void whoeverIsOvertakenIsToldSo() {
    String number = desk.report("reporter", desk.report());
    String job = jobOf(number);
    jobs.run(number, STEP);

    assertThatThrownBy(() -> stumble(job)).isInstanceOf(OptimisticLockingException.class);
  }

  @Test
  void whatStumblesByItselfStaysAFault() {
    String job = jobOf(desk.report("reporter", desk.report()));

    assertThatThrownBy(() -> stumble(job)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> stumble("never-there")).isInstanceOf(NullPointerException.class);
  }

  private String jobOf(String number) {
    return management.createJobQuery().activityId(STEP).list().stream()
        .filter(job -> number.equals(numberOf(job.getProcessInstanceId())))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  private String numberOf(String instance) {
    return engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processInstanceId(instance)
        .singleResult()
        .getBusinessKey();
  }

  private void stumble(String job) {
    CommandGuard guard = new CommandGuard(new FormKeys(), new PasswordHash(10), event -> {});
    guard.setNext(
        new CommandInterceptor() {
          @Override
          public <T> T execute(Command<T> command) {
            throw new NullPointerException("What was read of it is gone.");
          }
        });
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(context -> guard.execute(new ExecuteJobsCmd(job, new JobFailureCollector(job))));
  }
}
