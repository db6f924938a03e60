package org.ims.importing;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ims.platform.StartFailure;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** The import that a start with {@code --import=<file>} is for. */
@Component
@ConditionalOnProperty(ImportMode.FILE)
class ImportRunner implements ApplicationRunner, ExitCodeGenerator, SmartLifecycle {

  private static final int EVERYTHING_TAKEN = 0;
  private static final int SOME_REFUSED = 2;

  /** Less than a shutdown waits for a phase. */
  private static final long LONGEST_INCIDENT_SECONDS = 25;

  private final ImportRun run;
  private final ImportRequest request;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean running;
  private volatile int exitCode = EVERYTHING_TAKEN;

  ImportRunner(
      ImportRun run,
      @Value("${" + ImportMode.FILE + "}") Path file,
      @Value("${" + ImportMode.ZONE + "}") ZoneId zone) {
    this.run = run;
    this.request = new ImportRequest(file, zone);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    running = true;
    try {
      ImportRun.Result result = run.run(request, Progress.on(System.out, System.console() != null));
      result.summary().forEach(System.out::println);
      exitCode = result.tookEverything() ? EVERYTHING_TAKEN : SOME_REFUSED;
    } catch (UnreadableLogException e) {
      throw new StartFailure(e.getMessage(), e);
    } catch (CannotCreateTransactionException | DataAccessResourceFailureException e) {
      throw new StartFailure(
          "The import ended because the database does not answer; start it again to go on.", e);
    } finally {
      running = false;
      finished.countDown();
    }
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void start() {
    // The run starts when everything else has.
  }

  /** Ctrl-C: lets the incident under way end, while everything it needs is still there. */
  @Override
  public void stop() {
    run.stop();
    try {
      if (!finished.await(LONGEST_INCIDENT_SECONDS, TimeUnit.SECONDS)) {
        // Its transaction is rolled back when the database connection closes.
        running = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
