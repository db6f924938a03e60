package org.ims.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ims.engine.JobWork;
import org.ims.incident.IncidentState;
import org.ims.incident.Priority;
import org.ims.operations.Readings.Figures;
import org.ims.operations.Readings.Place;
import org.springframework.stereotype.Component;

/**
 * The figures of the database as metrics. Every label has few values, which are all there from the
 * start; while the database is away each value is NaN, and the scrape itself succeeds.
 */
@Component
class OperatingFigures implements MeterBinder {

  private final Readings readings;
  private final JobWork work;

  OperatingFigures(Readings readings, JobWork work) {
    this.readings = readings;
    this.work = work;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("ims.figures.readable", () -> readings.figures().isPresent() ? 1 : 0)
        .description("Whether the figures of the database could be read, 1 or 0")
        .register(registry);
    Gauge.builder("ims.job.executor.active", () -> work.state() == JobWork.State.ACTIVE ? 1 : 0)
        .description("Whether this node takes jobs, 1 or 0")
        .register(registry);
    Gauge.builder(
            "ims.clock.skew",
            () -> work.clockSkew().map(OperatingFigures::seconds).orElse(Double.NaN))
        .description("How far the clock of this node is ahead of the database's")
        .baseUnit("seconds")
        .register(registry);
    gauge("ims.tasks.open", figures -> figures.tasks().open())
        .description("Tasks of people that are not completed")
        .register(registry);
    gauge("ims.tasks.overdue", figures -> figures.tasks().overdue())
        .description("Open tasks whose due date has passed")
        .register(registry);
    gauge("ims.tasks.unclaimed", figures -> figures.tasks().unclaimed())
        .description("Open tasks that nobody holds")
        .register(registry);
    incidents(registry);
    jobs(registry, "executable", figures -> figures.jobs().executable());
    jobs(registry, "waiting", figures -> figures.jobs().waiting());
    jobs(registry, "failing", figures -> figures.jobs().failing());
    jobs(registry, "suspended", figures -> figures.jobs().suspended());
    jobs(registry, "stuck", figures -> figures.jobs().stuck());
    gauge("ims.timer.lag", figures -> seconds(figures.jobs().lag()))
        .description("How long the oldest job that is due has waited to be taken")
        .baseUnit("seconds")
        .register(registry);
    gauge("ims.outbox.depth", figures -> figures.outbox().pending())
        .description("Notices that are written and not sent yet")
        .register(registry);
    gauge("ims.outbox.undelivered", figures -> figures.outbox().undelivered())
        .description("Notices that nobody took, until a person decides")
        .register(registry);
    gauge("ims.outbox.age", figures -> seconds(figures.outbox().age()))
        .description("How long the oldest notice that is not sent yet has waited")
        .baseUnit("seconds")
        .register(registry);
  }

  private void incidents(MeterRegistry registry) {
    List<String> priorities =
        Stream.concat(
                Arrays.stream(Priority.values()).map(Priority::name),
                Stream.of(Readings.NO_PRIORITY))
            .toList();
    for (IncidentState state : IncidentState.values()) {
      if (state.isFinal()) {
        continue;
      }
      for (String priority : priorities) {
        Place place = new Place(state, priority);
        gauge("ims.incidents.open", figures -> figures.incidents().getOrDefault(place, 0L))
            .description("Incidents that have not ended, without drills")
            .tag("state", state.name())
            .tag("priority", priority)
            .register(registry);
      }
    }
  }

  private void jobs(MeterRegistry registry, String state, ToDoubleFunction<Figures> figure) {
    gauge("ims.jobs", figure)
        .description("Work that the engine does on its own")
        .tag("state", state)
        .register(registry);
  }

  private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Figures> figure) {
    return Gauge.builder(
        name, readings, present -> present.figures().map(figure::applyAsDouble).orElse(Double.NaN));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
