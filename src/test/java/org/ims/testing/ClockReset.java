package org.ims.testing;

import org.ims.engine.adapter.EngineTime;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Lets no test leave a stopped clock to the next one: the engine's clock is one per JVM. */
class ClockReset extends AbstractTestExecutionListener {

  @Override
  public void afterTestMethod(TestContext testContext) {
    EngineTime.reset();
  }

  @Override
  public void afterTestClass(TestContext testContext) {
    EngineTime.reset();
  }
}
