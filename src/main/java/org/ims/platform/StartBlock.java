package org.ims.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ims.security.DemoUsers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the console where to go, once everything is there to be gone to. */
@Component
class StartBlock {

  private static final int CONSOLE_WIDTH = 80;
  private static final Logger log = LoggerFactory.getLogger(StartBlock.class);

  @EventListener
  void applicationIsReady(ApplicationReadyEvent event) {
    // A replay of old incidents has no web server, and nothing to invite to.
    if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web) {
      Environment environment = web.getEnvironment();
      int port = web.getWebServer().getPort();
      if (Mode.decidedBy(environment) == Mode.DEMO) {
        System.out.println(demo(environment, port));
      } else {
        log.info("Ready on port {}", port);
      }
    }
  }

  static String demo(Environment environment, int port) {
    Path data = Path.of(environment.getRequiredProperty("ims.data-directory")).toAbsolutePath();
    String site = "http://localhost:" + port;
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "  IMS is ready. This is the demo: it answers to this machine only and keeps its data.");
    lines.add("");
    lines.add("    Tasklist   " + site + "/camunda/app/tasklist/");
    lines.add("    Report     " + site + "/report");
    lines.add("    Cockpit    " + site + "/camunda/app/cockpit/");
    lines.add("    API docs   " + site + "/swagger-ui/index.html");
    lines.add("    Health     " + site + "/actuator/health");
    lines.addAll(labelled("Logins", logins()));
    lines.add("    Password   " + DemoUsers.PASSWORD + " for each of them");
    lines.add("    Data       " + data.normalize().resolve("postgres"));
    lines.add("    Mails      " + mails(environment, data.normalize()));
    lines.add("    Stop       Ctrl-C");
    lines.add("");
    return String.join(System.lineSeparator(), lines);
  }

  private static List<String> logins() {
    return DemoUsers.all().stream().map(DemoUsers.DemoUser::login).toList();
  }

  /** Breaks the words over as many lines as a console of 80 columns needs. */
  private static List<String> labelled(String label, List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("    %-10s".formatted(label));
    for (String word : words) {
      if (line.length() + 1 + word.length() > CONSOLE_WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(14));
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String mails(Environment environment, Path data) {
    String host = environment.getProperty("spring.mail.host");
    return host == null || host.isBlank() ? data.resolve("mail").toString() : "sent to " + host;
  }
}
