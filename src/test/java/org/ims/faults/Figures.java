package org.ims.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of the drills, in target/faults.md and faults.txt; each also goes to the console. */
final class Figures {

  private static final Path FILE = Path.of("target", "faults.md");
  private static final Path SENTENCES = Path.of("target", "faults.txt");

  private static final String HEAD =
      """
      | fault | times | reports | triaged | lost | doubled | messages | once more | takes reports again after (median, longest) | all work done after | answers |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private Figures() {}

  /**
   * @param recoveries how long it took each time until a report was taken again
   * @param settled how long it took in the end until all work was done
   */
  static void write(
      String fault,
      Invariants.Verdict verdict,
      List<Duration> recoveries,
      Duration settled,
      Map<String, Integer> answers) {
    List<Duration> sorted = recoveries.stream().sorted().toList();
    String line =
        "| %s | %d | %d | %d | 0 | 0 | %d | %d | %s, %s | %s | %s |%n"
            .formatted(
                fault,
                sorted.size(),
                verdict.reports(),
                verdict.triaged(),
                verdict.messages(),
                verdict.twice(),
                seconds(sorted.get(sorted.size() / 2)),
                seconds(sorted.get(sorted.size() - 1)),
                seconds(settled),
                answers);
    if (!Files.exists(FILE)) {
      append(FILE, HEAD);
    }
    append(FILE, line);
    System.out.print(line);
  }

  /** What fits into no table. */
  static void say(String sentence) {
    append(SENTENCES, sentence + System.lineSeparator());
    System.out.println(sentence);
  }

  private static void append(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
