package org.ims.nodes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
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
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.ims.platform.OtherJvm;
import org.ims.security.DemoUsers;
import org.ims.testing.TestPostgres;

/** The application in a process of its own, on a database that it may share with others. */
public final class Node implements AutoCloseable {

  public static final String PASSWORD = "Two-nodes-1-database";

  /** Below those that Linux gives to clients by default (ip_local_port_range). */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Path directory;
  private final int port;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final String password;
  private Process process;

  private Node(
      Path directory,
      int port,
      List<String> arguments,
      Map<String, String> environment,
      String password) {
    this.directory = directory;
    this.password = password;
    this.port = port;
    this.arguments = arguments;
    this.environment = environment;
  }

  /**
   * Begins to start it.
   *
   * @param directory where it keeps its files, and what it prints in {@code console.log}
   * @param options as on the command line
   */
  public static Node start(String url, Path directory, String... options) throws IOException {
    return start(url, directory, Map.of(), options);
  }

  /** The same with more in its environment. */
  public static Node start(
      String url, Path directory, Map<String, String> environment, String... options)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + TestPostgres.APPLICATION,
                "--spring.datasource.password=any",
                "--spring.datasource.hikari.maximum-pool-size=10",
                "--spring.flyway.user=" + TestPostgres.USER,
                "--spring.flyway.password=any",
                "--ims.admin.password=" + PASSWORD));
    arguments.addAll(List.of(options));
    return begin(directory, environment, PASSWORD, arguments);
  }

  /** Begins to start it with the database that it brings along, and with the demo's users. */
  public static Node alone(Path directory, String... options) throws IOException {
    return begin(directory, Map.of(), DemoUsers.PASSWORD, List.of(options));
  }

  private static Node begin(
      Path directory, Map<String, String> environment, String password, List<String> options)
      throws IOException {
    Files.createDirectories(directory);
    int port = freePort();
    List<String> arguments = new ArrayList<>(options);
    arguments.add("--server.port=" + port);
    arguments.add("--ims.data-directory=" + directory);
    // As slowly as in earnest it would take a second for each who signs in, without the compiler
    // that makes it fast.
    arguments.add("--ims.security.password-rounds=10");
    Node node = new Node(directory, port, arguments, environment, password);
    node.again();
    return node;
  }

  /** Begins to start it once more, after it has ended, as it was started at first. */
  public Node again() throws IOException {
    process = OtherJvm.startApplication(arguments, directory.resolve("console.log"), environment);
    return this;
  }

  public int port() {
    return port;
  }

  /** Of the administrator, whose login is {@code admin}. */
  public String password() {
    return password;
  }

  /** Who may verify the journal; among the demo's users that is not the administrator. */
  public String auditor() {
    return password.equals(DemoUsers.PASSWORD) ? "auditor" : "admin";
  }

  /** Waits until it takes requests. */
  public Node ready() {
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
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to end and waits until it has. */
  public void terminate() {
    process.destroy();
    process.onExit().join();
  }

  /** Stops it where it is, as a machine that is suspended. */
  public void pause() throws IOException {
    Signal.STOP.to(process.toHandle());
  }

  /** Lets it go on. */
  public void resume() throws IOException {
    Signal.CONT.to(process.toHandle());
  }

  /** What it wrote to people, as files since it has no mail server. */
  List<String> mails() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".eml")).map(Node::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String console() {
    return read(directory.resolve("console.log"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A port that no client is given for its own end: while this one is down, a client that calls it
   * could else be connected to itself, and hold the port.
   */
  static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (ServerSocket probe =
          new ServerSocket(ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT))) {
        return probe.getLocalPort();
      } catch (BindException e) {
        // Somebody has it.
        continue;
      }
    }
    throw new IOException("No port is free.");
  }

  @Override
  public void close() {
    kill();
  }
}
