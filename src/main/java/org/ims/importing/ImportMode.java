package org.ims.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.ims.platform.StartFailure;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Turns a start with {@code --import=<file>} into an import: no web server, and no job executor,
 * which would run the past's timers at today's time. Only the command line counts: nobody should
 * start an import by a variable that happens to be called IMPORT.
 */
public class ImportMode implements EnvironmentPostProcessor, Ordered {

  /** Decided here; never configured by hand. */
  static final String FILE = "ims.import.file";

  static final String ZONE = "ims.import.zone";

  private static final String FILE_ARGUMENT = "import";
  private static final String ZONE_ARGUMENT = "import-zone";
  private static final String EXCLUDED = "spring.autoconfigure.exclude";

  /** The engine's REST API, which would insist on a web server. */
  private static final String ENGINE_REST =
      "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration";

  private static final String CALENDAR_ZONE = "ims.calendars.business-hours.zone";

  /** Whether this start is an import, which ends by itself. */
  public static boolean isOn(Environment environment) {
    return environment.containsProperty(FILE);
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    PropertySource<?> commandLine =
        environment
            .getPropertySources()
            .get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
    if (commandLine == null || !commandLine.containsProperty(FILE_ARGUMENT)) {
      return;
    }
    String file = String.valueOf(commandLine.getProperty(FILE_ARGUMENT));
    ZoneId zone = zone(commandLine, environment);
    requireReadable(file, zone);
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "ims-import",
                Map.of(
                    FILE,
                    file,
                    ZONE,
                    zone.getId(),
                    "spring.main.web-application-type",
                    "none",
                    EXCLUDED,
                    environment.containsProperty(EXCLUDED)
                        ? environment.getProperty(EXCLUDED) + "," + ENGINE_REST
                        : ENGINE_REST,
                    "camunda.bpm.job-execution.enabled",
                    "false",
                    // What comes in today is not to be reported at the past's time.
                    "ims.mail.intake.enabled",
                    "false")));
  }

  private static ZoneId zone(PropertySource<?> commandLine, ConfigurableEnvironment environment) {
    Object given = commandLine.getProperty(ZONE_ARGUMENT);
    String zone = given == null ? environment.getProperty(CALENDAR_ZONE) : given.toString();
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new StartFailure(
          "'%s' is not a time zone; --import-zone takes one as Europe/Berlin.".formatted(zone), e);
    }
  }

  /** Before a database is started for it. */
  private static void requireReadable(String file, ZoneId zone) {
    if (file.isBlank()) {
      throw new StartFailure("--import takes the file to import, as --import=incidents.csv.");
    }
    try {
      IncidentLog.open(Path.of(file), zone, Instant.now(), stray -> {}).close();
    } catch (UnreadableLogException e) {
      throw new StartFailure(e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartFailure("The file %s cannot be read (%s).".formatted(file, e.getMessage()), e);
    }
  }

  /** After the configuration is read, which names the zone. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 2;
  }
}
