package org.ims.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Modeler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A corpus of models that do harm, by intent or by mistake. Each is deployed over HTTP by somebody
 * who may deploy; each is refused for exactly the reasons that findings.csv states, and nothing of
 * it is stored.
 */
@ImsHttpTest
class HostileModelsTest {

  private static final Path CORPUS = Path.of("src/test/resources/hostile-models");
  private static final Path TABLE = CORPUS.resolve("findings.csv");

  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;

  /** What a refusal names: which file, where in it, and the rule that is broken. */
  private record Named(String file, String element, String rule) {}

  /**
   * A deployment of the corpus.
   *
   * @param path of its only file, or of the folder of its files
   */
  private record Case(Path path, Set<Named> expected) {

    @Override
    public String toString() {
      return path.getFileName().toString();
    }
  }

  static List<Case> corpus() throws IOException {
    Map<String, Set<Named>> expected = new LinkedHashMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(";");
        expected
            .computeIfAbsent(cells[0], name -> new LinkedHashSet<>())
            .add(new Named(cells[1], cells[2], cells[3]));
      }
    }
    return expected.entrySet().stream()
        .map(entry -> new Case(CORPUS.resolve(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** A trip-wire: a file that the table forgets would be deployed by nobody. */
  @Test
  void theCorpusIsLargeAndNoFileOfItIsForgotten() throws IOException {
    Set<String> named = corpus().stream().map(Case::toString).collect(Collectors.toSet());
    assertThat(named).hasSizeGreaterThan(180);
    try (Stream<Path> files = Files.list(CORPUS)) {
      assertThat(
              files.filter(file -> !file.equals(TABLE)).map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isRefusedForItsReasonsAndLeavesNothingBehind(Case hostile) {
    refuses(Modeler.filesOf(hostile.path()), hostile.expected());
  }

  @Test
  void aNameThatLeadsElsewhereIsRefused() {
    String harmless = PlaybookText.valid("Named");
    for (String name :
        List.of(
            "../Named.bpmn",
            "/etc/Named.bpmn",
            "a/../Named.bpmn",
            ".hidden/Named.bpmn",
            "C:Named.bpmn",
            "Na;med.bpmn",
            "N".repeat(300) + ".bpmn")) {
      refuses(
          Map.of(name, harmless.getBytes(StandardCharsets.UTF_8)),
          Set.of(new Named(name, "The file", "file-name")));
    }
  }

  @Test
  void tooMuchIsRefused() {
    String longText = PlaybookText.valid("Much").replace("Look", "L".repeat(30_000));
    refuses(bytes("Much.bpmn", longText), Set.of(new Named("Much.bpmn", "The file", "xml-size")));

    String lanes = "<bpmn:dataObject/>".repeat(10_001);
    String manyElements =
        PlaybookText.valid("Much").replace("</bpmn:process>", lanes + "</bpmn:process>");
    refuses(
        bytes("Much.bpmn", manyElements), Set.of(new Named("Much.bpmn", "The file", "xml-size")));

    String large = PlaybookText.valid("Much") + " ".repeat(2 * 1024 * 1024);
    refuses(bytes("Much.bpmn", large), Set.of(new Named("Much.bpmn", "The file", "file-size")));

    Map<String, byte[]> many = new TreeMap<>();
    IntStream.range(1000, 1201)
        .forEach(
            i ->
                many.put(
                    "Much" + i + ".bpmn",
                    PlaybookText.valid("Much" + i).getBytes(StandardCharsets.UTF_8)));
    refuses(many, Set.of(new Named("Much1000.bpmn", "The file", "files")));
  }

  /** Whoever gets hundreds of findings reads no more than the first ones. */
  @Test
  void aRefusalHasAnEnd() {
    String tasks =
        IntStream.range(0, 1000)
            .mapToObj(i -> "<bpmn:userTask id=\"Task" + i + "\"/>")
            .collect(Collectors.joining());
    String text =
        PlaybookText.valid("Endless").replace("</bpmn:process>", tasks + "</bpmn:process>");
    Api.Answer answer =
        Modeler.as("process-owner", port).deploy("hostile", bytes("Endless.bpmn", text));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").asText().lines()).hasSize(201);
  }

  /** Nobody reads so much, so nobody can say more of it. */
  @Test
  void fiftyMegabytesAreNotEvenRead() {
    Map<String, Long> before = stored();
    Api.Answer answer =
        Modeler.as("process-owner", port)
            .deploy("hostile", Map.of("Huge.bpmn", new byte[50 * 1024 * 1024]));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(stored()).isEqualTo(before);
  }

  /** One good file does not carry a bad one along, nor is it stored without it. */
  @Test
  void nothingLandsByHalves() {
    Map<String, byte[]> files = new TreeMap<>();
    files.putAll(bytes("Good.bpmn", PlaybookText.valid("Good")));
    files.putAll(bytes("Bad.bpmn", PlaybookText.valid("Bad").replace("service-desk", "nobody")));
    files.putAll(bytes("Worse.form", "{"));
    refuses(
        files,
        Set.of(
            new Named("Bad.bpmn", "Task", "group-unknown"),
            new Named("Worse.form", "The file", "json-broken")));
  }

  @Test
  void aTenantIsRefused() {
    isRefusedWith("process-owner", "tenant-id", "other", "no tenants");
  }

  /** Until then the newest version would be suspended, and nobody could report an incident. */
  @Test
  void aTimeOfActivationIsRefused() {
    for (String login : List.of("process-owner", "admin")) {
      isRefusedWith(
          login,
          "deployment-activation-time",
          "2099-01-01T00:00:00.000+0000",
          "without an activation time");
    }
  }

  @Test
  void aNameOrSourceThatCannotBeStoredIsRefused() {
    for (String field : List.of("name", "source")) {
      isRefusedWith(
          "process-owner",
          "deployment-" + field,
          "n".repeat(256),
          "The " + field + " of a deployment has at most 255 characters");
    }
  }

  /** A sound model, of which only the deployment itself is wrong. */
  private void isRefusedWith(String login, String field, String value, String sentence) {
    Map<String, Long> before = stored();
    Api.Answer answer =
        Modeler.as(login, port)
            .deploy(
                "hostile", bytes("Good.bpmn", PlaybookText.valid("Good")), Map.of(field, value));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("message").asText()).contains(sentence);
    assertThat(stored()).isEqualTo(before);
  }

  private void refuses(Map<String, byte[]> files, Set<Named> expected) {
    Map<String, Long> before = stored();
    Api.Answer answer = Modeler.as("process-owner", port).deploy("hostile", files);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(named(answer)).as(answer.text()).isEqualTo(expected);
    assertThat(stored()).isEqualTo(before);
    String message = answer.json().path("message").asText();
    assertThat(message).startsWith("Nothing was deployed.\n").doesNotContain("root:", "Exception");
    expected.forEach(
        found ->
            assertThat(message.lines())
                .anyMatch(
                    line ->
                        line.startsWith(Findings.quote(found.file()) + ": " + found.element())
                            && line.endsWith("[" + found.rule() + "]")));
  }

  /** What the Modeler shows at each element. */
  private static Set<Named> named(Api.Answer answer) {
    Set<Named> named = new LinkedHashSet<>();
    answer
        .json()
        .path("details")
        .properties()
        .forEach(
            file -> {
              for (JsonNode problem : file.getValue().path("errors")) {
                String message = problem.path("message").asText();
                named.add(
                    new Named(
                        file.getKey(),
                        problem.path("mainElementId").asText(),
                        message.substring(message.lastIndexOf('[') + 1, message.length() - 1)));
              }
            });
    return named;
  }

  private Map<String, Long> stored() {
    Map<String, Long> rows = new LinkedHashMap<>();
    List<String> tables = new ArrayList<>();
    tables.addAll(
        List.of(
            "act_re_deployment",
            "act_ge_bytearray",
            "act_re_procdef",
            "act_re_decision_def",
            "act_re_decision_req_def",
            "act_re_camformdef",
            "act_ru_authorization",
            "act_ru_jobdef"));
    // That somebody signs in is on record once an hour, whatever comes of it.
    tables.add("journal_entry WHERE kind <> 'signed-in'");
    for (String table : tables) {
      rows.put(table, jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class));
    }
    return rows;
  }

  private static Map<String, byte[]> bytes(String name, String text) {
    return Map.of(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
