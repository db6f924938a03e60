package org.ims.engine;

import java.util.Optional;
import org.ims.incident.Reader;

/**
 * For as long as it is open, whatever the current thread reads of the engine's tables lacks the
 * restricted incidents that its reader must not know of: rows, counts and statistics alike.
 */
public final class RestrictedView {

  private static final ThreadLocal<Reader> READER = new ThreadLocal<>();

  private RestrictedView() {}

  /** Opens it for this thread, until {@link #close()}. */
  public static void open(Reader reader) {
    READER.set(reader);
  }

  static Optional<Reader> current() {
    return Optional.ofNullable(READER.get());
  }

  public static void close() {
    READER.remove();
  }
}
