package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ims.nodes.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk of the embedded database, its log and its keys is full, and gets room again. */
@Tag("faults")
@EnabledIf(value = "canMount", disabledReason = "needs a user who may mount a small disk")
class DiskDrill {

  private static final int TIMES = 2;
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  @TempDir private Path folder;

  static boolean canMount() {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/mount"));
  }

  /**
   * @param left kibibytes that stay free: with none a table cannot grow, with a few the write-ahead
   *     log cannot, at which the server gives up and begins anew
   */
  @ParameterizedTest
  @CsvSource({"0, 30", "8192, 90"})
  void fullDiskLosesNothing(int left, int seconds) throws IOException {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString());
    try (Postbox postbox = Postbox.open();
        Node node = Node.alone(disk.resolve("data"), postbox.settings())) {
      Drill.welcome(node);
      Invariants invariants = Invariants.of(url(disk));
      List<Duration> recoveries = new ArrayList<>();
      Load load = Load.on(node);
      try (load) {
        for (int time = 0; time < TIMES; time++) {
          load.work(Duration.ofSeconds(5));
          Path ballast = disk.resolve("ballast");
          fill(ballast, left);
          load.work(Duration.ofSeconds(seconds));
          Files.delete(ballast);
          recoveries.add(load.recovery(RECOVERY));
        }
      }
      new Drill.Stage(node, invariants, postbox)
          .end(
              "the disk of the embedded database has %d KiB left for %d s".formatted(left, seconds),
              load,
              recoveries,
              Duration.ofMinutes(2));
    } finally {
      run("umount", "--lazy", disk.toString());
    }
  }

  /** To the last byte, but for what stays free. */
  private static void fill(Path ballast, int left) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int size = 1 << 20; size > 0; size /= 2) {
        fill(out, new byte[size]);
      }
    }
    try (FileChannel channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - left * 1024L);
    }
  }

  private static void fill(OutputStream out, byte[] bytes) {
    try {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException e) {
      // It is full.
      return;
    }
  }

  private static String url(Path disk) throws IOException {
    List<String> lines = Files.readAllLines(disk.resolve("data/postgres/postmaster.pid"));
    return "jdbc:postgresql://localhost:%s/postgres".formatted(lines.get(3).trim());
  }

  private static void run(String... command) throws IOException {
    assertThat(new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue())
        .isZero();
  }
}
