package org.ims.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestPropertySource;

/** As {@link ImsTest}, with a real web server on a free port ({@code @LocalServerPort}). */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@AutoConfigureObservability
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OwnDatabase.class)
@TestPropertySource(
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      // Contexts end with the JVM, whose database is gone by then.
      "spring.main.register-shutdown-hook=false",
      "spring.datasource.hikari.minimum-idle=1",
      "ims.data-directory=target/test-data/${ims.test.fork:1}",
      // Contexts share the directory, and each has checkpoints of its own.
      "ims.journal.checkpoint-file=target/test-data/checkpoints-${random.uuid}.jsonl",
      "ims.drill.recipients=drill@example.org,drill-leader@example.org",
      // Channels of tests lead to this machine; "untrusted.localhost" is it too, but may not be
      // called.
      "ims.communication.channels.allowed-hosts=localhost,untrusted.localhost",
      "ims.communication.channels.private-hosts=localhost",
      "ims.communication.channels.allow-http=true",
      "ims.communication.base-url=https://ims.example.org",
      // Figures are those of this moment.
      "ims.monitoring.read-every=PT0S",
      "ims.monitoring.password=Collect-1ncident",
      // Hashing the passwords of the demo as slowly as in earnest would take seconds.
      "ims.security.password-rounds=10"
    })
@Import(TestTools.class)
@TestExecutionListeners(
    listeners = ClockReset.class,
    mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ImsHttpTest {}
