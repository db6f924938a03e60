package org.ims.nodes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ims.platform.OtherJvm;
import org.ims.testing.TestPostgres;

/** The application in a process of its own, on a database that it shares with others. */
final class Node implements AutoCloseable {

  static final String PASSWORD = "Two-nodes-1-database";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Path directory;
  private final int port;
  private final Process process;

  private Node(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Begins to start it.
   *
   * @param directory where it keeps its files, and what it prints in {@code console.log}
   * @param options as on the command line
   */
  static Node start(String url, Path directory, String... options) throws IOException {
    Files.createDirectories(directory);
    int port = freePort();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + TestPostgres.APPLICATION,
                "--spring.datasource.password=any",
                "--spring.datasource.hikari.maximum-pool-size=10",
                "--spring.flyway.user=" + TestPostgres.USER,
                "--spring.flyway.password=any",
                "--server.port=" + port,
                "--ims.data-directory=" + directory,
                "--ims.admin.password=" + PASSWORD));
    arguments.addAll(List.of(options));
    Process process = OtherJvm.startApplication(arguments, directory.resolve("console.log"));
    return new Node(directory, port, process);
  }

  int port() {
    return port;
  }

  /** Waits until it takes requests. */
  Node ready() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !process.isAlive() || status("/actuator/health/readiness") == 200);
    if (!process.isAlive()) {
      throw new IllegalStateException("The node ended: " + console());
    }
    return this;
  }

  private int status(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it at once, as a machine that loses its power. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** What it wrote to people, as files since it has no mail server. */
  List<String> mails() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".eml")).map(Node::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String console() {
    return read(directory.resolve("console.log"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
