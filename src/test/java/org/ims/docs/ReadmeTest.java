package org.ims.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/**
 * Keeps the README true: its table of components is generated from the models, its pictures show
 * their present state and its links lead somewhere. Run with -Dims.docs.update=true to write the
 * table anew.
 */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- components:begin (generated from the models) -->";
  private static final String END = "<!-- components:end -->";

  @Test
  void tableOfComponentsIsTheOneOfTheModels() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    assertThat(begin).as("position of %s", BEGIN).isNotNegative();
    assertThat(end).as("position of %s", END).isGreaterThan(begin);
    String generated = BEGIN + "\n" + table();
    if (Models.updatesDocs()) {
      Files.writeString(README, readme.substring(0, begin) + generated + readme.substring(end));
    } else {
      assertThat(readme.substring(begin, end))
          .as(
              "the table of components in README.md; mvn test -Dtest=ReadmeTest"
                  + " -Dims.docs.update=true writes it anew")
          .isEqualTo(generated);
    }
  }

  @Test
  void picturesShowThePresentDiagrams() throws IOException {
    Map<String, String> present = new TreeMap<>();
    for (Path model : Models.bpmn()) {
      present.put(model.getFileName().toString(), Models.digest(model));
      assertThat(Models.IMAGES.resolve(Models.pictureOf(model))).exists();
    }
    assertThat(Models.drawn())
        .as(
            "the diagrams that docs/images shows; mvn verify -Pbrowser -Dims.docs.update=true"
                + " draws them anew")
        .isEqualTo(present);
  }

  @Test
  void linksAndPicturesLeadToFiles() throws IOException {
    Matcher link = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(Files.readString(README));
    int links = 0;
    while (link.find()) {
      if (!link.group(1).contains("://")) {
        assertThat(Path.of(link.group(1))).as("what the README links to").exists();
        links++;
      }
    }
    assertThat(links).isPositive();
  }

  private static String table() throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| process | people's tasks (form of the same name) | tables | steps in Java |\n"
                + "|---|---|---|---|\n");
    for (Path file : Models.bpmn()) {
      BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
      Process process = model.getModelElementsByType(Process.class).iterator().next();
      table.append(
          "| [%s](%s) | %s | %s | %s |\n"
              .formatted(
                  process.getId(),
                  file.toString().replace('\\', '/'),
                  names(model.getModelElementsByType(UserTask.class), "UserTask_"),
                  names(model.getModelElementsByType(BusinessRuleTask.class), "BusinessRuleTask_"),
                  steps(model)));
    }
    return table.toString();
  }

  /** What it calls, and what it does itself. */
  private static String steps(BpmnModelInstance model) {
    String called =
        model.getModelElementsByType(CallActivity.class).stream()
            .map(CallActivity::getCalledElement)
            .map(process -> process.startsWith("$") ? "the playbooks" : process)
            .collect(Collectors.joining(", "));
    String own = names(model.getModelElementsByType(ServiceTask.class), "ServiceTask_");
    return Stream.of(called.isEmpty() ? "" : "calls " + called, own)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String names(Collection<? extends FlowNode> nodes, String prefix) {
    return nodes.stream()
        .map(node -> node.getId().substring(prefix.length()))
        .collect(Collectors.joining(", "));
  }
}
