package org.ims.operations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.security.Http;

/** What the application exposes to Prometheus. */
record Exposed(String text) {

  private static final String PASSWORD = "Collect-1ncident";
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)})? (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\"");

  static Http collector(int port) {
    return Http.basic(port, "prometheus", PASSWORD);
  }

  static Exposed by(int port) {
    return new Exposed(collector(port).get("/actuator/prometheus").body());
  }

  /** The value of the one sample with these labels, written as {@code state="TRIAGE"}. */
  double of(String name, String... labels) {
    List<Double> found =
        SAMPLE
            .matcher(text)
            .results()
            .filter(sample -> sample.group(1).equals(name))
            .filter(
                sample ->
                    List.of(labels).stream()
                        .allMatch(
                            label -> sample.group(3) != null && sample.group(3).contains(label)))
            .map(sample -> Double.valueOf(sample.group(4)))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "%d samples of %s with %s".formatted(found.size(), name, List.of(labels)));
    }
    return found.get(0);
  }

  /** The names of all samples with the values of each of their labels. */
  Map<String, Map<String, TreeSet<String>>> names() {
    Map<String, Map<String, TreeSet<String>>> names = new TreeMap<>();
    SAMPLE
        .matcher(text)
        .results()
        .forEach(
            sample -> {
              Map<String, TreeSet<String>> labels =
                  names.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
              Matcher label = LABEL.matcher(sample.group(3) == null ? "" : sample.group(3));
              while (label.find()) {
                labels.computeIfAbsent(label.group(1), any -> new TreeSet<>()).add(label.group(2));
              }
            });
    return names;
  }
}
