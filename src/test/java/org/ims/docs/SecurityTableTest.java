package org.ims.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/security-asvs.md names tests and files that are there, and judges each line in one word. */
class SecurityTableTest {

  private static final Path TABLE = Path.of("docs/security-asvs.md");
  private static final Pattern LINE =
      Pattern.compile("\\| (\\d[\\d.–]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Set<String> WORDS = Set.of("met", "not applicable", "open");

  /** How many requirements of levels 1 and 2 each chapter has, by its number. */
  private static final Map<Integer, Integer> REQUIREMENTS =
      Map.ofEntries(
          Map.entry(1, 38),
          Map.entry(2, 53),
          Map.entry(3, 18),
          Map.entry(4, 9),
          Map.entry(5, 30),
          Map.entry(6, 13),
          Map.entry(7, 12),
          Map.entry(8, 15),
          Map.entry(9, 7),
          Map.entry(10, 5),
          Map.entry(11, 8),
          Map.entry(12, 15),
          Map.entry(13, 13),
          Map.entry(14, 23));

  private static List<MatchResult> lines;
  private static Set<String> files;

  @BeforeAll
  static void read() throws IOException {
    lines = LINE.matcher(Files.readString(TABLE)).results().toList();
    try (Stream<Path> all = Files.walk(Path.of("src"))) {
      files =
          all.filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void whatShowsThatARequirementIsMetIsThere() {
    for (MatchResult line : lines) {
      List<String> named =
          CODE.matcher(line.group(4)).results().map(code -> code.group(1)).toList();
      List<String> tests = named.stream().filter(name -> name.matches("[A-Z]\\w+Test")).toList();
      assertThat(tests)
          .as(line.group(1))
          .allSatisfy(test -> assertThat(files).contains(test + ".java"));
      if (line.group(3).equals("met") && tests.isEmpty()) {
        assertThat(named)
            .as(line.group(1))
            .anyMatch(name -> files.contains(name) || Files.exists(Path.of(name)));
      }
    }
  }

  @Test
  void eachLineIsJudgedAndSaysWhy() {
    assertThat(lines).extracting(line -> line.group(3)).isSubsetOf(WORDS).containsAll(WORDS);
    assertThat(lines).extracting(line -> line.group(4)).noneMatch(String::isBlank);
  }

  /** In the order of the standard, none twice, none forgotten. */
  @Test
  void allRequirementsStandInTheTable() {
    List<String> ids = lines.stream().flatMap(line -> ids(line.group(1))).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo(Comparator.comparing(SecurityTableTest::number));
    Map<Integer, Integer> counted = new TreeMap<>();
    ids.forEach(id -> counted.merge(number(id) / 10_000, 1, Integer::sum));
    assertThat(counted).isEqualTo(REQUIREMENTS);
  }

  /** 2.6.1–2.6.3 are three. */
  private static Stream<String> ids(String text) {
    String[] ends = text.split("–");
    if (ends.length == 1) {
      return Stream.of(text);
    }
    String section = ends[0].substring(0, ends[0].lastIndexOf('.') + 1);
    assertThat(ends[1]).startsWith(section);
    return IntStream.rangeClosed(last(ends[0]), last(ends[1])).mapToObj(number -> section + number);
  }

  private static int last(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('.') + 1));
  }

  private static int number(String id) {
    String[] parts = id.split("\\.");
    return Integer.parseInt(parts[0]) * 10_000
        + Integer.parseInt(parts[1]) * 100
        + Integer.parseInt(parts[2]);
  }
}
