package org.ims.documentation.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ims.documentation.journal.verification.KeptCheckpoints;
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

  /**
   * The bodies of all checkpoints in the file by their numbers; empty when there is none.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  synchronized SortedMap<Long, String> bodies() {
    try {
      return Files.exists(file) ? KeptCheckpoints.read(file) : new TreeMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The number of the last checkpoint in the file; 0 when there is none.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  synchronized long last() {
    try {
      return Files.exists(file) ? KeptCheckpoints.last(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends checkpoints that follow the last one in the file, and forces them to the disk. */
  synchronized void append(List<Checkpoints.Stored> checkpoints) {
    // Ends a line that a crash has torn; an empty one is none.
    StringBuilder lines = new StringBuilder("\n");
    for (Checkpoints.Stored checkpoint : checkpoints) {
      lines.append(KeptCheckpoints.line(checkpoint.body(), checkpoint.signature())).append('\n');
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
