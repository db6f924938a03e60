package org.ims.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestPropertySource;

/**
 * As {@link ImsHttpTest}, with the job executor at work, so that a test only looks and waits. The
 * application ends with the class: its jobs must not run on while other tests move the clock.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@AutoConfigureObservability
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OwnDatabase.class)
@TestPropertySource(
    properties = {
      "spring.datasource.hikari.minimum-idle=1",
      "ims.data-directory=target/test-data/${ims.test.fork:1}",
      // Contexts share the directory, and each has checkpoints of its own.
      "ims.journal.checkpoint-file=target/test-data/checkpoints-${random.uuid}.jsonl",
      "ims.security.password-rounds=10",
      // Nobody wants to wait for the pauses between two looks for work.
      "camunda.bpm.job-execution.wait-time-in-millis=100",
      "camunda.bpm.job-execution.max-wait=200"
    })
@DirtiesContext
@TestExecutionListeners(
    listeners = ClockReset.class,
    mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ImsLiveTest {}
