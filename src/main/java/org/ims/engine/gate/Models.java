package org.ims.engine.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ims.engine.playbooks.Playbooks;

/**
 * The models as they will be once this deployment is stored: its own files, and of what it does not
 * bring, the newest version that the engine has.
 */
final class Models {

  private final List<ModelFile> files;
  private final DeployedModels deployed;
  private final GateSettings limits;
  private final Set<String> known;
  private final Map<String, Optional<XmlElement>> processes = new HashMap<>();
  private final Map<String, Optional<XmlElement>> decisions = new HashMap<>();
  private final Map<String, Optional<JsonNode>> forms = new HashMap<>();

  /** By decision: the diagrams and processes that ask it. */
  private Map<String, Set<XmlElement>> asking;

  private Set<String> playbooks;

  /**
   * @param known the names of variables that the application uses
   */
  Models(List<ModelFile> files, DeployedModels deployed, GateSettings limits, Set<String> known) {
    this.files = files;
    this.deployed = deployed;
    this.limits = limits;
    this.known = known;
  }

  List<ModelFile> files(ModelFile.Kind kind) {
    return files.stream().filter(file -> file.kind() == kind).toList();
  }

  DeployedModels deployed() {
    return deployed;
  }

  /** The process of this id, of this deployment or the engine's newest. */
  Optional<XmlElement> process(String id) {
    return processes.computeIfAbsent(
        id,
        key ->
            own(ModelFile.Kind.DIAGRAM, "process", key)
                .or(() -> present(deployed.process(key), "process", key)));
  }

  /** The version that the engine has now. */
  Optional<XmlElement> presentProcess(String id) {
    return present(deployed.process(id), "process", id);
  }

  Optional<XmlElement> decision(String id) {
    return decisions.computeIfAbsent(
        id,
        key ->
            own(ModelFile.Kind.TABLE, "decision", key)
                .or(() -> present(deployed.decision(key), "decision", key)));
  }

  /** The names of what a decision gives; none when there is none of this id. */
  Set<String> outputs(String decision) {
    return decision(decision).stream()
        .flatMap(found -> found.all("output").stream())
        .map(output -> output.attribute("name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Optional<JsonNode> form(String id) {
    return forms.computeIfAbsent(
        id, key -> ownForm(key).or(() -> deployed.form(key).flatMap(this::json)));
  }

  boolean bringsForm(String id) {
    return ownForm(id).isPresent();
  }

  boolean bringsDecision(String id) {
    return own(ModelFile.Kind.TABLE, "decision", id).isPresent();
  }

  boolean bringsProcess(String id) {
    return own(ModelFile.Kind.DIAGRAM, "process", id).isPresent();
  }

  /** The processes that a call without a fixed name can lead to. */
  Set<String> playbooks() {
    if (playbooks == null) {
      playbooks = new TreeSet<>(deployed.processes());
      processes().forEach(process -> playbooks.add(process.id()));
      playbooks.removeIf(id -> !id.endsWith(Playbooks.SUFFIX));
    }
    return playbooks;
  }

  /** The processes of this deployment. */
  List<XmlElement> processes() {
    return files(ModelFile.Kind.DIAGRAM).stream()
        .flatMap(file -> file.root().all("process").stream())
        .toList();
  }

  /** What the expressions of a diagram may name: what the application or the diagram writes. */
  Set<String> variables(ModelFile diagram) {
    return variables(diagram.root());
  }

  private Set<String> variables(XmlElement root) {
    Set<String> names = new TreeSet<>(known);
    root.all()
        .forEach(
            element -> {
              if (element.is("inputParameter", "outputParameter")) {
                names.add(element.attribute("name"));
              } else if (element.is("in", "out")) {
                names.add(element.attribute("target"));
              }
              Vocabulary.WRITING.forEach(
                  attribute -> names.add(Vocabulary.camunda(element, attribute)));
              String form = Vocabulary.camunda(element, "formRef");
              if (!form.isEmpty()) {
                form(form).ifPresent(found -> FormFields.keys(found).forEach(names::add));
              }
            });
    names.remove("");
    return names;
  }

  /** The variables to which a diagram gives whatever its author likes, a text or a number. */
  Set<String> ownValues(ModelFile diagram) {
    Set<String> names = new TreeSet<>();
    diagram
        .root()
        .all()
        .forEach(
            element -> {
              names.addAll(given(element));
              names.add(Vocabulary.camunda(element, "resultVariable"));
              names.add(Vocabulary.camunda(element, "elementVariable"));
            });
    names.remove("");
    return names;
  }

  /** The variables that an element sets to another value than they have already. */
  static Set<String> given(XmlElement element) {
    Set<String> written = new TreeSet<>();
    if (element.is("inputParameter", "outputParameter")) {
      written.add(element.attribute("name"));
    } else if (element.is("in", "out")
        && !element.attribute("source").equals(element.attribute("target"))) {
      written.add(element.attribute("target"));
    }
    return written;
  }

  /** The variables that people write in the forms of a diagram. */
  Set<String> answers(ModelFile diagram) {
    return diagram
        .root()
        .all()
        .map(element -> Vocabulary.camunda(element, "formRef"))
        .filter(form -> !form.isEmpty())
        .flatMap(form -> form(form).stream())
        .flatMap(form -> FormFields.keys(form).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What a table may name: what the application writes, the processes that ask it, and the
   * decisions that it requires.
   */
  Set<String> variablesOf(XmlElement decision) {
    if (asking == null) {
      asking = new HashMap<>();
      files(ModelFile.Kind.DIAGRAM).forEach(diagram -> collectAsked(diagram.root()));
      deployed.processes().forEach(id -> process(id).ifPresent(this::collectAsked));
    }
    Set<String> names = new TreeSet<>(known);
    asking.getOrDefault(decision.id(), Set.of()).forEach(root -> names.addAll(variables(root)));
    RequirementCheck.required(decision).forEach(required -> names.addAll(outputs(required)));
    return names;
  }

  private void collectAsked(XmlElement root) {
    for (XmlElement task : root.all("businessRuleTask")) {
      asking
          .computeIfAbsent(Vocabulary.camunda(task, "decisionRef"), id -> new HashSet<>())
          .add(root);
    }
  }

  private Optional<XmlElement> own(ModelFile.Kind kind, String element, String id) {
    return files(kind).stream()
        .flatMap(file -> file.root().all(element).stream())
        .filter(found -> found.id().equals(id))
        .findFirst();
  }

  private Optional<JsonNode> ownForm(String id) {
    return files(ModelFile.Kind.FORM).stream()
        .map(ModelFile::form)
        .filter(form -> form.path("id").asText().equals(id))
        .findFirst();
  }

  private Optional<XmlElement> present(
      Optional<DeployedModels.Source> source, String element, String id) {
    return source
        .flatMap(this::read)
        .map(ModelFile::root)
        .flatMap(
            root -> root.all(element).stream().filter(found -> found.id().equals(id)).findFirst());
  }

  private Optional<JsonNode> json(DeployedModels.Source source) {
    return read(source).map(ModelFile::form);
  }

  /** What is stored has passed the gate; what has not, counts as if it were not there. */
  private Optional<ModelFile> read(DeployedModels.Source source) {
    return ModelFile.read(source.name(), source.bytes(), limits, new Findings());
  }
}
