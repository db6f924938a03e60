package org.ims.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The model files, and which state of them the pictures under docs/images show. */
public final class Models {

  public static final Path IMAGES = Path.of("docs/images");

  private static final Path PROCESSES = Path.of("processes");
  private static final Path DRAWN = IMAGES.resolve("drawn.sha256");

  private Models() {}

  /** Every BPMN file, in the order of their paths. */
  public static List<Path> bpmn() throws IOException {
    return files(".bpmn");
  }

  /** Every DMN file, in the order of their paths. */
  public static List<Path> dmn() throws IOException {
    return files(".dmn");
  }

  private static List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(PROCESSES)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** Whether this run writes what is generated into the README and docs/images. */
  public static boolean updatesDocs() {
    return Boolean.getBoolean("ims.docs.update");
  }

  public static String pictureOf(Path model) {
    return model.getFileName().toString().replaceAll("\\.[a-z]+$", ".png");
  }

  /** The digest of each model when its picture was made, by file name. */
  static Map<String, String> drawn() throws IOException {
    Map<String, String> drawn = new TreeMap<>();
    if (Files.exists(DRAWN)) {
      for (String line : Files.readAllLines(DRAWN)) {
        drawn.put(line.substring(66), line.substring(0, 64));
      }
    }
    return drawn;
  }

  public static void rememberDrawn(Path model) throws IOException {
    Map<String, String> drawn = drawn();
    drawn.put(model.getFileName().toString(), digest(model));
    StringBuilder lines = new StringBuilder();
    drawn.forEach((file, digest) -> lines.append(digest).append("  ").append(file).append('\n'));
    Files.writeString(DRAWN, lines);
  }

  static String digest(Path model) throws IOException {
    try {
      byte[] content = Files.readString(model).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
