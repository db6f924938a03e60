package org.ims.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.IncidentManagementApplication;

/** Starts a main class of this class path in a process of its own, to be watched or killed. */
public final class OtherJvm {

  private OtherJvm() {}

  /** Errors and output come in one stream, as on a console. */
  public static Process start(Class<?> main, List<String> arguments) throws IOException {
    return builder(System.getProperty("java.class.path"), main, arguments).start();
  }

  /**
   * The application, without what the tests add to it. Errors and output are added to a file, so
   * that it never waits for a reader.
   */
  public static Process startApplication(
      List<String> arguments, Path output, Map<String, String> environment) throws IOException {
    String tests = Path.of("target", "test-classes").toString();
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).endsWith(tests))
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        builder(classPath, IncidentManagementApplication.class, arguments)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static ProcessBuilder builder(String classPath, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaProgram());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The database that somebody works with must not slip into a test.
    builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
    return builder;
  }

  static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
