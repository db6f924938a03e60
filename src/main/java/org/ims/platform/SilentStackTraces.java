package org.ims.platform;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Stack traces for the structured log, with the classes of exceptions and not with what they say:
 * that may repeat what a person wrote.
 */
class SilentStackTraces implements StackTracePrinter {

  private final StackTracePrinter printer =
      StandardStackTracePrinter.rootLast()
          .withFormatter(throwable -> throwable.getClass().getName());

  @Override
  public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
    printer.printStackTrace(throwable, out);
  }
}
