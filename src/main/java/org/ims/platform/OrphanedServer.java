package org.ims.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed process leaves of its database: the server, still running, or its file {@code
 * postmaster.pid} naming a process that is gone or has become another program.
 */
final class OrphanedServer {

  private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private OrphanedServer() {}

  /** The process that serves a cluster at this moment. */
  static Optional<ProcessHandle> of(Path cluster) {
    Path file = fileOf(cluster);
    return Files.exists(file) ? processIn(file) : Optional.empty();
  }

  /** Stops or forgets it, so that a new server can start; the caller holds the data directory. */
  static void clear(Path cluster) {
    Path file = fileOf(cluster);
    Optional<ProcessHandle> process = of(cluster);
    if (process.isEmpty()) {
      // PostgreSQL finds out by itself that the process is gone, and recovers.
      return;
    }
    if (isServerOf(process.get(), cluster, file)) {
      log.info("Stopping the database server that an interrupted start left behind");
      stop(process.get(), cluster);
    } else {
      // The number now belongs to another program, which PostgreSQL would take for its server.
      delete(file);
    }
  }

  private static Path fileOf(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  private static Optional<ProcessHandle> processIn(Path file) {
    List<String> lines = lines(file);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(ProcessHandle::isAlive);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isServerOf(ProcessHandle process, Path cluster, Path file) {
    String program =
        process
            .info()
            .command()
            .map(Path::of)
            .map(Path::getFileName)
            .map(Path::toString)
            .orElse("");
    List<String> lines = lines(file);
    return (program.equals("postgres") || program.equals("postgres.exe"))
        && lines.size() > 1
        && samePlace(Path.of(lines.get(1).trim()), cluster);
  }

  private static boolean samePlace(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A fast shutdown: it ends the sessions, of which none has a client any more, and checkpoints.
   */
  private static void stop(ProcessHandle server, Path cluster) {
    try {
      if (isWindows()) {
        Path control = Path.of(server.info().command().orElseThrow()).resolveSibling("pg_ctl.exe");
        command(control.toString(), "stop", "-D", cluster.toString(), "-m", "fast");
      } else {
        // Not pg_ctl, which refuses to work for root.
        command("kill", "-INT", Long.toString(server.pid()));
      }
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new StartFailure(
          "The database server of an interrupted start (process %d) still holds %s and does not stop; end that process and start again."
              .formatted(server.pid(), cluster),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while waiting for a database server to stop.", e);
    }
  }

  private static void command(String... words) throws IOException, InterruptedException {
    new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
