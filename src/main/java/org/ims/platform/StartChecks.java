package org.ims.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Looks for what would end the start anyway, before ten seconds are spent on it. */
class StartChecks implements ApplicationListener<ApplicationPreparedEvent> {

  private static final int DEFAULT_PORT = 8080;

  @Override
  public void onApplicationEvent(ApplicationPreparedEvent event) {
    Environment environment = event.getApplicationContext().getEnvironment();
    if (event.getApplicationContext() instanceof ServletWebServerApplicationContext) {
      checkPort(environment);
    }
    if (Mode.decidedBy(environment) == Mode.EXTERNAL) {
      checkDatabase(environment);
    }
  }

  private static void checkPort(Environment environment) {
    int port = environment.getProperty("server.port", Integer.class, DEFAULT_PORT);
    InetAddress address = environment.getProperty("server.address", InetAddress.class);
    if (port <= 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(
          address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new StartFailure(portInUse(port), e);
    }
  }

  static String portInUse(int port) {
    return "Port %d is in use, perhaps by another start of IMS; stop that one, or choose another port with --server.port=%d."
        .formatted(port, port + 1);
  }

  private static void checkDatabase(Environment environment) {
    String url = environment.getRequiredProperty(Mode.DATASOURCE_URL);
    String user = environment.getProperty("spring.datasource.username", "");
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", environment.getProperty("spring.datasource.password", ""));
    properties.setProperty("connectTimeout", "10");
    // On a busy machine the first login of a process takes seconds.
    properties.setProperty("loginTimeout", "20");
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      connection.getMetaData();
    } catch (SQLException e) {
      throw new StartFailure(databaseRefused(withoutParameters(url), user, e), e);
    }
  }

  private static String databaseRefused(String url, String user, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28")) {
      return "The database at %s refuses the user \"%s\"; check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD."
          .formatted(url, user);
    }
    if (state.equals("3D000")) {
      return "The server of %s has no such database; create it, or correct SPRING_DATASOURCE_URL."
          .formatted(url);
    }
    return "The database at %s cannot be reached (%s); start it, or correct SPRING_DATASOURCE_URL."
        .formatted(url, firstSentence(e.getMessage()));
  }

  /** Parameters may hold a password. */
  private static String withoutParameters(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  /** The first sentence: the driver goes on with advice of its own. */
  private static String firstSentence(String message) {
    String whole = message == null ? "no reason given" : message.strip();
    int end = whole.indexOf(". ");
    String sentence = end < 0 ? whole.lines().findFirst().orElse("") : whole.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
