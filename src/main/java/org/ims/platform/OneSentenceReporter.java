package org.ims.platform;

import java.io.PrintStream;
import java.util.Optional;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.ims.calendar.InvalidCalendarsException;
import org.ims.catalogue.InvalidCatalogueException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the sentence of a foreseen failure on the console, in place of Boot's report or a trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class OneSentenceReporter implements SpringBootExceptionReporter {

  private final PrintStream console;

  OneSentenceReporter() {
    this(System.err);
  }

  OneSentenceReporter(PrintStream console) {
    this.console = console;
  }

  @Override
  public boolean reportException(Throwable failure) {
    Optional<String> sentence = sentence(failure);
    sentence.ifPresent(console::println);
    return sentence.isPresent();
  }

  private static Optional<String> sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartFailure
          || cause instanceof InvalidCatalogueException
          || cause instanceof InvalidCalendarsException) {
        return Optional.of(cause.getMessage());
      }
      if (cause instanceof PortInUseException inUse) {
        return Optional.of(StartChecks.portInUse(inUse.getPort()));
      }
      if (cause instanceof FlywayValidateException changed) {
        return Optional.of(otherVersion(changed));
      }
      if (cause instanceof FlywayException refused
          && refused.getErrorCode()
              == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
        return Optional.of(
            "The database holds tables of another application; let IMS have an empty database.");
      }
    }
    return Optional.empty();
  }

  /** The first line says only that something differs, the second what. */
  private static String otherVersion(FlywayValidateException changed) {
    String difference = changed.getMessage().lines().skip(1).findFirst().orElse("no details");
    return "The database was written by another version of IMS ("
        + difference.trim()
        + "); start that version, or let this one have an empty database.";
  }
}
