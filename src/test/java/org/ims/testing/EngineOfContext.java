package org.ims.testing;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * The engine's HTTP interfaces find their engine by its name in a register of the whole JVM, where
 * each application context of the test run enters its own under the same name. Before each test
 * this enters the engine of the test's context again. Registered for all tests in spring.factories.
 */
public class EngineOfContext extends AbstractTestExecutionListener {

  @Override
  public void beforeTestMethod(TestContext test) {
    if (test.hasApplicationContext()) {
      test.getApplicationContext()
          .getBeanProvider(ProcessEngine.class)
          .ifAvailable(ProcessEngines::registerProcessEngine);
    }
  }
}
