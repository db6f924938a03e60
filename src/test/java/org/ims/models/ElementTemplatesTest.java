package org.ims.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * The templates with which a process owner draws playbooks in the Modeler give what the playbooks
 * in use have: a drawing made with them runs like one of ours.
 */
class ElementTemplatesTest {

  private static final Path TEMPLATES = Path.of("processes/.camunda/element-templates");

  private final Map<String, JsonNode> templates = new HashMap<>();

  ElementTemplatesTest() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        JsonNode template = new ObjectMapper().readTree(file.toFile());
        templates.put(template.path("id").asText(), template);
      }
    }
  }

  @Test
  void templatesAreTheReviewedOnes() {
    assertThat(new TreeSet<>(templates.keySet()))
        .containsExactly("org.ims.PlaybookQuestion", "org.ims.PlaybookStep");
    assertThat(templates.values())
        .allSatisfy(
            template -> {
              assertThat(template.path("name").asText()).startsWith("Playbook ");
              assertThat(template.path("description").asText()).hasSizeGreaterThan(40);
              assertThat(template.at("/elementType/value").asText()).isEqualTo("bpmn:UserTask");
            });
  }

  @Test
  void everyStepInUseIsWhatItsTemplateGives() {
    List<String> broken = new ArrayList<>();
    int steps = 0;
    for (Element task : steps()) {
      steps++;
      Map<String, String> attributes = Xml.attributes(task);
      JsonNode template = templates.get(attributes.get("modelerTemplate"));
      if (template == null
          || !template.path("version").asText().equals(attributes.get("modelerTemplateVersion"))) {
        broken.add(attributes.get("id") + " has no template of this version");
        continue;
      }
      for (JsonNode property : template.path("properties")) {
        String name = property.at("/binding/name").asText().replace("camunda:", "");
        String value = attributes.get(name);
        boolean kept =
            property.path("type").asText().equals("Hidden")
                ? property.path("value").asText().equals(value)
                : value.matches(property.at("/constraints/pattern/value").asText());
        if (!kept) {
          broken.add(attributes.get("id") + ": " + name + " is " + value);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(steps).isGreaterThan(50);
  }

  private static List<Element> steps() {
    return ProjectFiles.read().processes().stream()
        .filter(ProcessModel::isPlaybook)
        .flatMap(ProcessModel::elements)
        .filter(element -> element.getLocalName().equals("userTask"))
        .toList();
  }

  /** They are for the Modeler; the engine would take them for nothing it knows. */
  @Test
  void templatesAreNotPartOfTheApplication() {
    assertThat(getClass().getResource("/processes/response/PlaybookDecision.dmn")).isNotNull();
    assertThat(getClass().getResource("/processes/.camunda")).isNull();
  }
}
