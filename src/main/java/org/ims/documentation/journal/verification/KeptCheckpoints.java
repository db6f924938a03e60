package org.ims.documentation.journal.verification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of checkpoints outside of the database, one on each line. */
public final class KeptCheckpoints {

  /** Far more than the line of a checkpoint takes, in bytes. */
  private static final int END = 16_384;

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
        checkpoint(line).ifPresent(kept -> bodies.put(kept.n(), kept.body()));
      }
    }
    return bodies;
  }

  /**
   * The number of the last checkpoint in a file, found at its end: it grows with every checkpoint.
   *
   * @return 0 when there is none
   * @throws IOException when it cannot be read
   */
  public static long last(Path file) throws IOException {
    String end;
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      content.seek(Math.max(0, content.length() - END));
      byte[] bytes = new byte[(int) Math.min(content.length(), END)];
      content.readFully(bytes);
      end = new String(bytes, StandardCharsets.UTF_8);
    }
    OptionalLong last =
        end.lines().flatMap(line -> checkpoint(line).stream()).mapToLong(Checkpoint::n).max();
    if (last.isPresent()) {
      return last.getAsLong();
    }
    SortedMap<Long, String> all = read(file);
    return all.isEmpty() ? 0 : all.lastKey();
  }

  /** The checkpoint of a line; empty for a blank or a torn one. */
  private static Optional<Checkpoint> checkpoint(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Checkpoint.read(CanonicalJson.read(line).required("checkpoint").textValue()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
