package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Permission;
import org.junit.jupiter.api.Test;

/**
 * The README shows the table of rights as it is. Run with -Dims.docs.update=true to write it anew.
 */
class RightsInReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- rights:begin (generated from the table of rights) -->";
  private static final String END = "<!-- rights:end -->";
  private static final String A_TEAM = Roles.team("<team>");

  @Test
  void theReadmeShowsTheTableOfRights() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    assertThat(begin).isNotNegative();
    assertThat(end).isGreaterThan(begin);
    String generated = BEGIN + "\n" + api() + "\n" + engine();
    if (Boolean.getBoolean("ims.docs.update")) {
      Files.writeString(README, readme.substring(0, begin) + generated + readme.substring(end));
    } else {
      assertThat(readme.substring(begin, end))
          .as(
              "the table of rights in README.md; mvn test -Dtest=RightsInReadmeTest"
                  + " -Dims.docs.update=true writes it anew")
          .isEqualTo(generated);
    }
  }

  /** One line for all endpoints that the same people may use. */
  private static String api() {
    Map<String, List<String>> byAudience = new LinkedHashMap<>();
    for (EndpointRights.Row row : EndpointRights.table()) {
      byAudience
          .computeIfAbsent(audience(row), any -> new ArrayList<>())
          .add("`" + row.method() + " " + row.path().getPatternString() + "`");
    }
    return "| who | may ask of our own API |\n|---|---|\n"
        + byAudience.entrySet().stream()
            .map(line -> "| %s | %s |\n".formatted(line.getKey(), join(line.getValue())))
            .collect(Collectors.joining());
  }

  private static String audience(EndpointRights.Row row) {
    return row.audience().name()
        + switch (row.forReporters()) {
          case REFUSED, HIDDEN -> "";
          case OWN -> "; of their own reports also reporters";
        };
  }

  /** One line for each right of the engine, with the roles that have it. */
  private static String engine() {
    Map<String, TreeSet<String>> roles = new LinkedHashMap<>();
    for (Authorisations.Grant grant : Authorisations.table(List.of(A_TEAM))) {
      if (grant.group().equals(Roles.ADMINISTRATOR)) {
        continue;
      }
      for (Permission right : grant.rights()) {
        roles
            .computeIfAbsent(
                "%s | %s | %s"
                    .formatted(
                        grant.resource().resourceName(), grant.resourceId(), right.getName()),
                any -> new TreeSet<>())
            .add(grant.group());
      }
    }
    return "| in the engine, on | which | right | roles; %s has all |\n|---|---|---|---|\n"
            .formatted(Roles.ADMINISTRATOR)
        + roles.entrySet().stream()
            .map(line -> "| %s | %s |\n".formatted(line.getKey(), named(line.getValue())))
            .sorted()
            .collect(Collectors.joining());
  }

  private static String named(TreeSet<String> roles) {
    TreeSet<String> working = new TreeSet<>(Roles.staff());
    working.add(A_TEAM);
    if (!roles.containsAll(working)) {
      return join(roles);
    }
    TreeSet<String> others = new TreeSet<>(roles);
    others.removeAll(working);
    return others.isEmpty() ? "who works on incidents" : "who works on incidents, " + join(others);
  }

  private static String join(Iterable<String> words) {
    return String.join(", ", words);
  }
}
