package org.ims.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of this class path in a process of its own, to be watched or killed. */
public final class OtherJvm {

  private OtherJvm() {}

  /** Errors and output come in one stream, as on a console. */
  public static Process start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaProgram());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The database that somebody works with must not slip into a test.
    builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
    return builder.start();
  }

  static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
