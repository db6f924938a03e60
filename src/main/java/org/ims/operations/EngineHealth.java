package org.ims.operations;

import org.ims.engine.JobWork;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this node does its share of the engine's work. One that does not still serves everybody,
 * and another node may do the work; whether the database answers is told beside it.
 */
@Component("engineHealthIndicator")
class EngineHealth implements HealthIndicator {

  private final JobWork work;

  EngineHealth(JobWork work) {
    this.work = work;
  }

  @Override
  public Health health() {
    JobWork.State state = work.state();
    Health.Builder health =
        state == JobWork.State.STOPPED ? Health.status(Degraded.STATUS) : Health.up();
    work.clockSkew().ifPresent(skew -> health.withDetail("clockSkewMillis", skew.toMillis()));
    return health.withDetail("jobExecutor", state).build();
  }
}
