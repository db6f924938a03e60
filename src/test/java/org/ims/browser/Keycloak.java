package org.ims.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A Keycloak of its published distribution, with our realm. */
final class Keycloak {

  private static final Duration START = Duration.ofMinutes(4);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final int port = freePort();
  private final Process process;

  /**
   * Waits until it answers.
   *
   * @param application where the realm expects ours
   */
  Keycloak(String application) {
    Path home = Path.of(System.getProperty("keycloak.home"));
    try {
      Path imports = Files.createDirectories(home.resolve("data/import"));
      String realm = Files.readString(Path.of("src/test/resources/keycloak/ims-realm.json"));
      Files.writeString(imports.resolve("ims-realm.json"), realm.replace("${IMS}", application));
      process =
          new ProcessBuilder(
                  "bash",
                  home.resolve("bin/kc.sh").toString(),
                  "start-dev",
                  "--import-realm",
                  "--db=dev-mem",
                  "--http-host=127.0.0.1",
                  "--http-port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("keycloak.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String issuer() {
    return "http://localhost:" + port + "/realms/ims";
  }

  /** What a machine gets for its client's id and secret. */
  String machineToken(String client) {
    String form = "grant_type=client_credentials&client_secret=machine-secret&client_id=" + client;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      String answer =
          CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
      return answer.replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private void await() {
    URI discovery = URI.create(issuer() + "/.well-known/openid-configuration");
    Instant end = Instant.now().plus(START);
    while (Instant.now().isBefore(end)) {
      try {
        if (CLIENT
                .send(
                    HttpRequest.newBuilder(discovery).build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode()
            == 200) {
          return;
        }
      } catch (IOException e) {
        // Not yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      waitForItsEnd();
    }
    stop();
    throw new IllegalStateException("Keycloak does not answer; see its keycloak.log");
  }

  private void waitForItsEnd() {
    try {
      if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Keycloak ended; see its keycloak.log");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
