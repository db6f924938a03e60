package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ims.nodes.Node;
import org.ims.security.Http;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The clock of one of two nodes jumps, and jumps back, while people work at both. */
@Tag("faults")
@EnabledIf(
    value = "canLie",
    disabledReason = "needs Debian's faketime, by which a process is told another time")
class ClockDrill {

  private static final Duration LOCK = Duration.ofSeconds(15);

  /** As ims.clock.check-every has it. */
  private static final Duration CHECK = Duration.ofSeconds(5);

  /** As ims.clock.most-skew has it. */
  private static final Duration MOST = Duration.ofSeconds(5);

  private static final List<String> JUMPS = List.of("+600", "-600", "+600", "-600");

  @TempDir private Path folder;

  static boolean canLie() {
    return library().isPresent();
  }

  private static Optional<Path> library() {
    return Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
        .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
        .filter(Files::isReadable)
        .findFirst();
  }

  @Test
  void nodeWhoseClockIsWrongGoesByTheDatabase() throws IOException {
    String url = TestPostgres.newDatabase();
    Invariants invariants = Invariants.of(url);
    Path offset = folder.resolve("offset");
    Files.writeString(offset, "+0\n");
    Map<String, String> lie =
        Map.of(
            "LD_PRELOAD",
            library().orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_NO_CACHE",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            // Else each wait that has an end is over at once.
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0");
    try (Postbox postbox = Postbox.open();
        Node right = Drill.node(url, folder, postbox, LOCK)) {
      Drill.welcome(right);
      try (Node wrong = Drill.node(url, folder, lie, postbox, LOCK).ready()) {
        List<Duration> recoveries = new ArrayList<>();
        Load load = Load.on(right, wrong);
        try (load) {
          for (String jump : JUMPS) {
            load.work(Duration.ofSeconds(10));
            Files.writeString(offset, jump + "\n");
            recoveries.add(noticed(wrong, true));
            load.work(LOCK);
            Files.writeString(offset, "+0\n");
            recoveries.add(noticed(wrong, false));
          }
        }
        Drill.End end =
            new Drill.Stage(right, invariants, postbox)
                .end(
                    "the clock of one of two nodes jumps by 10 min and back"
                        + " (time until it is noticed)",
                    load,
                    recoveries,
                    LOCK.plusSeconds(60));
        assertThat(end.triedAgain()).as("jobs that got stuck").isZero();
        assertThat(end.verdict().twice()).as("mails that came twice").isZero();
      }
    }
  }

  /** Waits until a node has noticed how its clock goes; answers how long it took. */
  private static Duration noticed(Node node, boolean wrong) {
    Http admin = Drill.admin(node);
    long begin = System.nanoTime();
    await()
        .atMost(CHECK.multipliedBy(4))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                wrong
                    == Math.abs(
                            Http.json(admin.get("/actuator/health"))
                                .at("/components/engine/details/clockSkewMillis")
                                .asLong())
                        > MOST.toMillis());
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
