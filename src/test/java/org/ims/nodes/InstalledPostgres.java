package org.ims.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ims.testing.TestPostgres;

/**
 * A server of the PostgreSQL that is installed on this machine, where Debian puts it: unlike the
 * embedded one it brings the programs for backups.
 */
public final class InstalledPostgres implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path directory;
  private final int port;

  private InstalledPostgres(Path programs, Path directory, int port) {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
  }

  public static boolean isThere() {
    return programs().isPresent();
  }

  private static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(bin -> Integer.parseInt(bin.getName(3).toString())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A new cluster with the two roles that IMS knows. */
  public static InstalledPostgres start() throws IOException, SQLException {
    Path directory = Files.createTempDirectory("ims-postgres");
    InstalledPostgres server =
        new InstalledPostgres(programs().orElseThrow(), directory, Node.freePort());
    if (isRoot()) {
      run(Map.of(), List.of("chown", "postgres", directory.toString()));
    }
    server.asServer("initdb", "-D", server.cluster(), "-A", "trust", "-U", TestPostgres.USER);
    server.again();
    server.execute("postgres", "create role " + TestPostgres.APPLICATION + " login");
    return server;
  }

  /** Starts it, after it has ended, with what it had stored. */
  public void again() throws IOException {
    asServer(
        "pg_ctl",
        "-D",
        cluster(),
        "-l",
        directory.resolve("log").toString(),
        "-w",
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c timezone=UTC"
            .formatted(port, directory),
        "start");
  }

  /** Ends it at once without writing what it has in memory, as a machine that loses its power. */
  public void crash() throws IOException {
    end("immediate");
  }

  /** Ends it as an administrator does: sessions are cut, what they did not commit is undone. */
  public void stop() throws IOException {
    end("fast");
  }

  private void end(String mode) throws IOException {
    asServer("pg_ctl", "-D", cluster(), "-m", mode, "-w", "stop");
  }

  /** Stops all its processes where they are, as a machine that is suspended. */
  public void freeze() throws IOException {
    // The one that makes sessions first, so that none comes after the others were counted.
    Signal.STOP.to(first());
    for (ProcessHandle session : first().descendants().toList()) {
      Signal.STOP.to(session);
    }
  }

  /** Lets them go on. */
  public void thaw() throws IOException {
    for (ProcessHandle session : first().descendants().toList()) {
      Signal.CONT.to(session);
    }
    Signal.CONT.to(first());
  }

  private ProcessHandle first() throws IOException {
    String pid = Files.readAllLines(directory.resolve("cluster/postmaster.pid")).get(0).trim();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** Creates an empty database and answers its JDBC URL. */
  public String newDatabase(String name) throws SQLException {
    execute("postgres", "create database " + name);
    return url(name);
  }

  public int port() {
    return port;
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** For one statement as the superuser. */
  void execute(String database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url(database), TestPostgres.USER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a script on one of the databases and answers what it said. */
  Answer script(Path script, String database, Path dataDirectory, Path argument)
      throws IOException {
    return client(database, dataDirectory, List.of("bash", script.toString(), argument.toString()));
  }

  /** Writes what is in a database as statements that any client can send. */
  Answer dump(String database, Path target) throws IOException {
    return client(
        database,
        directory,
        List.of(
            programs.resolve("pg_dump").toString(),
            "--rows-per-insert=100",
            "--file=" + target.toAbsolutePath()));
  }

  private Answer client(String database, Path dataDirectory, List<String> command)
      throws IOException {
    return run(
        Map.of(
            "PGHOST",
            "127.0.0.1",
            "PGPORT",
            String.valueOf(port),
            "PGUSER",
            TestPostgres.USER,
            "PGDATABASE",
            database,
            "IMS_DATADIRECTORY",
            dataDirectory.toString(),
            "PATH",
            programs + ":" + System.getenv("PATH")),
        command);
  }

  record Answer(int status, String text) {}

  @Override
  public void close() throws IOException {
    crash();
    run(Map.of(), List.of("rm", "-rf", directory.toString()));
  }

  private String cluster() {
    return directory.resolve("cluster").toString();
  }

  /** It refuses to run as root. */
  private void asServer(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Answer answer = run(Map.of(), command);
    if (answer.status() != 0) {
      throw new IOException(answer.text());
    }
  }

  private static Answer run(Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = Files.createTempFile("ims", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    int status = builder.start().onExit().join().exitValue();
    String text = Files.readString(output);
    Files.delete(output);
    return new Answer(status, text);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
