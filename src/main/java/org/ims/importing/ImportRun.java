package org.ims.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.EngineClock;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.ims.incident.IncidentSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays a whole log, incident by incident, each in one transaction together with the note that it
 * is done. A run that is stopped or killed can simply be repeated: what is done is skipped, what
 * was under way was rolled back. An incident with a malformed row is refused as a whole.
 */
@Component
class ImportRun {

  private static final Logger log = LoggerFactory.getLogger(ImportRun.class);

  private final IncidentReplay replay;
  private final ImportedIncidents imported;
  private final RepositoryService repository;
  private final DataSource database;
  private final ServiceCalendars calendars;
  private final IncidentSettings settings;
  private final EngineClock clock;
  private final TransactionTemplate transaction;
  private volatile boolean stopped;

  ImportRun(
      IncidentReplay replay,
      ImportedIncidents imported,
      RepositoryService repository,
      DataSource database,
      ServiceCalendars calendars,
      IncidentSettings settings,
      EngineClock clock,
      PlatformTransactionManager transactions) {
    this.replay = replay;
    this.imported = imported;
    this.repository = repository;
    this.database = database;
    this.calendars = calendars;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Ends the run after the incident that is under way. */
  void stop() {
    stopped = true;
  }

  /**
   * @return the summary, line by line, and whether every row was taken
   * @throws UnreadableLogException when nothing can be imported from the file
   */
  Result run(ImportRequest request, Progress progress) {
    // The engine's clock is about to be set to the past.
    Instant start = Instant.now();
    stopped = false;
    ImportSummary summary = new ImportSummary(calendars.inWords());
    try (IncidentLog incidents =
            IncidentLog.open(request.file(), request.zone(), start, summary::refused);
        SeenNumbers seen = new SeenNumbers(database)) {
      Duration historyKept = historyTimeToLive();
      Optional<LoggedIncident> next = incidents.next();
      while (next.isPresent() && !stopped) {
        take(next.get(), seen, summary, start, historyKept);
        progress.report(summary.incidents(), summary.refusedSoFar());
        next = incidents.next();
      }
      if (next.isPresent()) {
        summary.endedEarly("It was stopped before the end of the file; start it again to go on.");
      }
      progress.end();
      return new Result(
          summary.render(
              request.file().getFileName().toString(),
              incidents.rowsRead(),
              Duration.between(start, Instant.now())),
          summary.tookEverything());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The database does not answer", e);
    } finally {
      clock.reset();
    }
  }

  /** What is printed at the end. */
  record Result(List<String> summary, boolean tookEverything) {}

  private void take(
      LoggedIncident incident,
      SeenNumbers seen,
      ImportSummary summary,
      Instant present,
      Duration historyKept)
      throws SQLException {
    if (incident.faults().isEmpty() && seen.isFirst(incident.number())) {
      takeOnce(incident, summary, present, historyKept);
    } else if (incident.faults().isEmpty()) {
      refuse(incident, incident.firstLine(), "its rows are not one after the other", summary);
    } else {
      seen.isFirst(incident.number());
      summary.refused(incident.faults(), incident.rowCount());
    }
  }

  private void takeOnce(
      LoggedIncident incident, ImportSummary summary, Instant present, Duration historyKept) {
    Optional<ImportedIncidents.Imported> earlier = imported.find(incident.number());
    if (earlier.isPresent()) {
      summary.skipped(earlier.get());
      return;
    }
    try {
      Course course = Course.of(incident, settings.reopenWindow());
      Incident replayed =
          transaction.execute(
              status -> {
                Incident lived = replay.replay(course, present);
                imported.add(course, lived.number(), Instant.now());
                return lived;
              });
      summary.imported(ImportedIncidents.Imported.of(replayed, course), course);
      if (replayed.closedAt() != null
          && replayed.closedAt().plus(historyKept).isBefore(Instant.now())) {
        summary.historyExpired();
      }
    } catch (RefusedIncidentException e) {
      refuse(incident, e.line(), e.getMessage(), summary);
    } catch (DuplicateKeyException e) {
      // Another import of the same log may run beside this one, and have been faster.
      imported
          .find(incident.number())
          .ifPresentOrElse(
              summary::skipped, () -> refuse(incident, incident.firstLine(), refusal(e), summary));
    } catch (CannotCreateTransactionException | DataAccessResourceFailureException e) {
      // Not the incident's fault; the next ones would fare no better.
      throw e;
    } catch (RuntimeException e) {
      log.debug("{} cannot be replayed", incident.number(), e);
      refuse(incident, incident.firstLine(), refusal(e), summary);
    }
  }

  private static void refuse(
      LoggedIncident incident, long line, String reason, ImportSummary summary) {
    summary.refused(List.of(new RefusedRow(line, incident.number(), reason)), incident.rowCount());
  }

  private static String refusal(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return "refused by the processes: " + message.lines().findFirst().orElse(cause.toString());
  }

  private Duration historyTimeToLive() {
    ProcessDefinition lifecycle =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(IncidentLifecycleProcess.KEY)
            .latestVersion()
            .singleResult();
    return Duration.ofDays(lifecycle.getHistoryTimeToLive());
  }
}
