package org.ims.engine.web;

import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * Marks the current thread as serving a request to the engine's own HTTP interfaces (its REST API
 * and the web applications), where the client names commands and variables itself, in contrast to a
 * call from our code. Carries what the engine said back to the filter that answers.
 */
public final class EngineRequest implements AutoCloseable {

  private static final ThreadLocal<EngineRequest> CURRENT = new ThreadLocal<>();

  private Outcome outcome;
  private boolean explained;

  private EngineRequest() {}

  /** Begins the request; ends with {@link #close()}. */
  public static EngineRequest begin() {
    EngineRequest request = new EngineRequest();
    CURRENT.set(request);
    return request;
  }

  /** The request that this thread serves, if any. */
  public static Optional<EngineRequest> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Remembers why the engine failed; the last failure decides the answer. */
  public void failed(Throwable failure) {
    outcome = Outcome.of(failure).orElse(null);
    explained = failure instanceof ProcessEngineException;
  }

  /**
   * Whether the last failure was one that the engine has a sentence for, in contrast to a fault in
   * a program, whose text tells of its inside and helps nobody.
   */
  boolean isExplained() {
    return explained;
  }

  /** What the last failure means to the client. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void close() {
    CURRENT.remove();
  }
}
