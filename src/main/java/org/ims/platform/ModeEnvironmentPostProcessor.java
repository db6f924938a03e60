package org.ims.platform;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides the {@link Mode} once all configuration is read, gives the demo the settings that keep
 * its well-known passwords on this machine, and a server a log that programs can read.
 */
class ModeEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

  static final String LOG_FORMAT = "logging.structured.format.console";
  static final String DEMO_ADDRESS = "127.0.0.1";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Mode mode = Mode.decidedBy(environment);
    Map<String, Object> decided = new HashMap<>();
    decided.put(Mode.PROPERTY, mode.propertyValue());
    if (mode == Mode.DEMO) {
      // Above every other source: the demo's passwords are public, so no setting may expose them.
      decided.put("server.address", DEMO_ADDRESS);
    }
    environment.getPropertySources().addFirst(new MapPropertySource("ims-mode", decided));
    if (mode == Mode.EXTERNAL) {
      // Below every other source: programs read the log of a server, and its operator may know
      // better.
      environment
          .getPropertySources()
          .addLast(new MapPropertySource("ims-mode-defaults", Map.of(LOG_FORMAT, "ecs")));
    }
  }

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }
}
