package org.ims.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The board and the alerts ask for nothing that the application does not expose. */
@ImsHttpTest
class ObservabilityFilesTest {

  private static final Path FILES = Path.of("docs/observability");

  /** Prometheus adds them itself. */
  private static final Set<String> OWN_METRICS = Set.of("up");

  private static final Set<String> OWN_LABELS = Set.of("job", "instance");

  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(?:\\s*\\$labels\\.)?(\\w+)}}");

  @LocalServerPort private int port;

  private Map<String, Map<String, TreeSet<String>>> exposed;

  @Test
  void boardShowsWhatIsExposed() throws IOException {
    expose();
    JsonNode board = new ObjectMapper().readTree(FILES.resolve("grafana-dashboard.json").toFile());
    List<String> asked = new ArrayList<>();
    board
        .get("panels")
        .forEach(
            panel -> {
              assertThat(panel.get("title").asText()).isNotBlank();
              panel
                  .get("targets")
                  .forEach(
                      target -> {
                        check(target.get("expr").asText(), asked);
                        checkLegend(
                            target.get("expr").asText(), target.get("legendFormat").asText());
                      });
            });
    assertThat(asked)
        .contains("ims_incidents_open", "ims_outbox_depth", "ims_jobs_runs_seconds_count");
  }

  @Test
  void alertsAskForWhatIsExposedAndLeadToTheReadme() throws IOException {
    expose();
    JsonNode rules =
        new ObjectMapper(new YAMLFactory())
            .readTree(FILES.resolve("prometheus-alerts.yaml").toFile())
            .at("/groups/0/rules");
    List<String> asked = new ArrayList<>();
    String readme = Files.readString(Path.of("README.md"));
    for (JsonNode rule : rules) {
      String alert = rule.get("alert").asText();
      check(rule.get("expr").asText(), asked);
      assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).as(alert).isNotBlank();
      String runbook = rule.at("/annotations/runbook_url").asText();
      assertThat(runbook).as(alert).startsWith("README.md#");
      assertThat(anchors(readme)).as(alert).contains(runbook.substring("README.md#".length()));
    }
    assertThat(asked).contains("ims_jobs", "ims_timer_lag_seconds", "ims_figures_readable");
    assertThat(readme).contains("| `ImsDown` |");
    rules.forEach(rule -> assertThat(readme).contains("`" + rule.get("alert").asText() + "`"));
  }

  private void expose() {
    Api.as("reporter", port).get("/api/services");
    exposed = Exposed.by(port).names();
  }

  private void check(String expression, List<String> asked) {
    List<String> grouped = new ArrayList<>();
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      grouped.addAll(List.of(grouping.group(1).split("\\s*,\\s*")));
    }
    Matcher selector =
        SELECTOR.matcher(GROUPING.matcher(expression).replaceAll("").replaceAll("\\[\\w+]", ""));
    int found = 0;
    while (selector.find()) {
      String metric = selector.group(1);
      if (OWN_METRICS.contains(metric)) {
        found++;
        continue;
      }
      assertThat(exposed).as(expression).containsKey(metric);
      Map<String, TreeSet<String>> labels = exposed.get(metric);
      grouped.stream()
          .filter(label -> !OWN_LABELS.contains(label))
          .forEach(label -> assertThat(labels).as(expression).containsKey(label));
      Matcher matcher = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
      while (matcher.find()) {
        assertThat(labels).as(expression).containsKey(matcher.group(1));
        if (matcher.group(2).equals("=")) {
          assertThat(labels.get(matcher.group(1))).as(expression).contains(matcher.group(3));
        }
      }
      asked.add(metric);
      found++;
    }
    assertThat(found).as("metrics in %s", expression).isPositive();
  }

  /** A label that was summed away would be shown as nothing. */
  private static void checkLegend(String expression, String legend) {
    Matcher label = LEGEND.matcher(legend);
    while (label.find()) {
      if (expression.contains("(")) {
        Matcher outermost = GROUPING.matcher(expression);
        assertThat(outermost.find()).as(expression).isTrue();
        assertThat(outermost.group(1)).as(expression).contains(label.group(1));
      }
    }
  }

  private static List<String> anchors(String readme) {
    return readme
        .lines()
        .filter(line -> line.startsWith("## "))
        .map(
            line -> line.substring(3).toLowerCase().replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .toList();
  }
}
