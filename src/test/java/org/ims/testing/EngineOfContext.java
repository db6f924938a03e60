package org.ims.testing;

import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.DefaultAdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.DefaultCockpitRuntimeDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.DefaultTasklistRuntimeDelegate;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.impl.DefaultWelcomeRuntimeDelegate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * The engine's HTTP interfaces find their engine by its name in a register of the whole JVM, where
 * each application context of the test run enters its own under the same name. Before each test and
 * what a class does before all of them, this enters the engine of the test's context again.
 * Registered for all tests in spring.factories.
 */
public class EngineOfContext extends AbstractTestExecutionListener {

  private static ProcessEngine entered;

  @Override
  public void prepareTestInstance(TestContext test) {
    enterEngineOf(test);
  }

  @Override
  public void beforeTestMethod(TestContext test) {
    enterEngineOf(test);
  }

  private static void enterEngineOf(TestContext test) {
    if (test.hasApplicationContext()) {
      test.getApplicationContext()
          .getBeanProvider(ProcessEngine.class)
          .ifAvailable(EngineOfContext::enter);
    }
  }

  private static synchronized void enter(ProcessEngine engine) {
    ProcessEngines.registerProcessEngine(engine);
    // The web applications live once per JVM too: they remember engines by their names, and the
    // first context that ends takes them away from all others.
    if (engine != entered || Cockpit.getRuntimeDelegate() == null) {
      Cockpit.setCockpitRuntimeDelegate(new DefaultCockpitRuntimeDelegate());
      Tasklist.setTasklistRuntimeDelegate(new DefaultTasklistRuntimeDelegate());
      Admin.setAdminRuntimeDelegate(new DefaultAdminRuntimeDelegate());
      Welcome.setRuntimeDelegate(new DefaultWelcomeRuntimeDelegate());
      entered = engine;
    }
  }
}
