package org.ims.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Deploys models over HTTP in the way that Camunda Modeler does. */
public final class Modeler {

  private static final String BOUNDARY = "----------------------------ims";

  private final Api api;
  private final String base;

  private Modeler(Api api, String base) {
    this.api = api;
    this.base = base;
  }

  /** Signed in with this login, at the engine's API. */
  public static Modeler as(String login, int port) {
    return new Modeler(Api.as(login, port), "/engine-rest");
  }

  /** The same as somebody else than a user of the demo. */
  public static Modeler as(String login, String password, int port) {
    return new Modeler(Api.as(login, password, port), "/engine-rest");
  }

  /** Deploys one file, as with the button in the Modeler's status bar. */
  public Api.Answer deploy(String name, String file, String content) {
    return deploy(name, Map.of(file, content.getBytes(StandardCharsets.UTF_8)));
  }

  /** Deploys a file and those that were added to it. */
  public Api.Answer deploy(String name, Map<String, byte[]> files) {
    return deploy(name, files, Map.of());
  }

  /** Deploys with further fields, as the tenant. */
  public Api.Answer deploy(String name, Map<String, byte[]> files, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("deployment-name", name);
    fields.put("deployment-source", "Camunda Modeler");
    fields.put("enable-duplicate-filtering", "true");
    fields.put("deploy-changed-only", "true");
    fields.putAll(more);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (field, value) ->
            part(body, field, "", "text/plain", value.getBytes(StandardCharsets.UTF_8)));
    int number = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      part(
          body,
          "file" + number++,
          "; filename=\"" + file.getKey() + "\"",
          "application/octet-stream",
          file.getValue());
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return api.post(
        base + "/deployment/create",
        body.toByteArray(),
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  /** A file as it is deployed, or all files of a folder. */
  public static Map<String, byte[]> filesOf(Path model) {
    Path root = Files.isDirectory(model) ? model : model.getParent();
    try (Stream<Path> found = Files.walk(model)) {
      Map<String, byte[]> files = new TreeMap<>();
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void part(
      ByteArrayOutputStream body, String name, String more, String type, byte[] content) {
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, name, more, type)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }
}
