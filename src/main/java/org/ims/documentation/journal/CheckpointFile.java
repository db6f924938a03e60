package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A file outside of the database to which each checkpoint is appended, one line each: whoever
 * rewrites the database would have to rewrite this too, and every copy of it.
 */
@Component
class CheckpointFile {

  private final Path file;

  CheckpointFile(
      @Value("${ims.journal.checkpoint-file:}") String configured,
      @Value("${ims.data-directory}") Path dataDirectory) {
    this.file =
        configured.isBlank()
            ? dataDirectory.resolve("journal").resolve("checkpoints.jsonl")
            : Path.of(configured);
  }

  Path path() {
    return file;
  }

  /** The bodies of all checkpoints in the file by their numbers; empty when there is none. */
  synchronized SortedMap<Long, String> bodies() {
    return bodies(file);
  }

  /**
   * The same of any such file.
   *
   * @throws IllegalStateException when a line is no checkpoint
   */
  static SortedMap<Long, String> bodies(Path file) {
    SortedMap<Long, String> bodies = new TreeMap<>();
    if (!Files.exists(file)) {
      return bodies;
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          JsonNode json = CanonicalJson.read(line);
          String body = json.path("checkpoint").asText();
          bodies.put(CanonicalJson.read(body).path("n").asLong(), body);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " holds a line that is no checkpoint.", e);
    }
    return bodies;
  }

  /** Appends checkpoints that follow the last one in the file, and forces them to the disk. */
  synchronized void append(List<Checkpoints.Stored> checkpoints) {
    StringBuilder lines = new StringBuilder();
    for (Checkpoints.Stored checkpoint : checkpoints) {
      lines
          .append(
              CanonicalJson.of(
                  Map.of(
                      "checkpoint",
                      checkpoint.body(),
                      "signature",
                      Base64.getEncoder().encodeToString(checkpoint.signature()))))
          .append('\n');
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
