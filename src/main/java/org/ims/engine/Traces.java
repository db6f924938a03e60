package org.ims.engine;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The trace (W3C trace context) to which the present work belongs: the one of the request, and
 * after it that of the jobs that the request left behind. Where tracing is off there is none.
 */
@Component
public class Traces {

  private static final String PARENT = "traceparent";

  private final ObjectProvider<Tracer> tracer;
  private final ObjectProvider<Propagator> propagator;

  Traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** The present place in a trace, as the header {@code traceparent} tells it. */
  public Optional<String> parent() {
    Map<String, String> headers = new HashMap<>();
    pass(headers::put);
    return Optional.ofNullable(headers.get(PARENT));
  }

  /**
   * Gives the present place in the trace to somebody else.
   *
   * @param header takes name and value of each header
   */
  public void pass(BiConsumer<String, String> header) {
    Span span = tracer().currentSpan();
    if (span != null) {
      propagator().inject(span.context(), header, BiConsumer::accept);
    }
  }

  /**
   * Does a piece of work.
   *
   * @param parent where in which trace it was asked for; null begins a trace of its own
   */
  public void within(String name, String parent, Runnable work) {
    Span.Builder builder =
        propagator()
            .extract(
                parent == null ? Map.<String, String>of() : Map.of(PARENT, parent),
                Map<String, String>::get);
    Span span = builder.name(name).start();
    Tracer.SpanInScope scope = tracer().withSpan(span);
    try {
      work.run();
    } finally {
      scope.close();
      span.end();
    }
  }

  private Tracer tracer() {
    return tracer.getIfAvailable(() -> Tracer.NOOP);
  }

  private Propagator propagator() {
    return propagator.getIfAvailable(() -> Propagator.NOOP);
  }
}
