package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of checkpoints outside of the database, one on each line. */
public final class KeptCheckpoints {

  private KeptCheckpoints() {}

  /** The line of a checkpoint. */
  public static String line(String body, byte[] signature) {
    return CanonicalJson.of(
        Map.of("checkpoint", body, "signature", Base64.getEncoder().encodeToString(signature)));
  }

  /**
   * The bodies of all checkpoints in a file by their numbers. A line that a crash has torn is
   * passed over: what it should have held is written again.
   *
   * @throws IOException when it cannot be read
   */
  public static SortedMap<Long, String> read(Path file) throws IOException {
    SortedMap<Long, String> bodies = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          try {
            JsonNode json = CanonicalJson.read(line);
            String body = json.required("checkpoint").textValue();
            bodies.put(Checkpoint.read(body).n(), body);
          } catch (IllegalArgumentException e) {
            continue;
          }
        }
      }
    }
    return bodies;
  }
}
