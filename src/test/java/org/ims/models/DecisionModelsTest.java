package org.ims.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conventions that every decision table keeps, so that people and the engine find their way.
 */
class DecisionModelsTest {

  private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";
  private static final String MODELER = "http://camunda.org/schema/modeler/1.0";
  private static final String BIODI = "http://bpmn.io/schema/dmn/biodi/2.0";
  private static final String DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/";

  /** What the Modeler invents, as in DecisionRule_0t3xk9w. */
  private static final Pattern INVENTED_ID = Pattern.compile(".*_[01][a-z0-9]{6}");

  private static final Pattern VARIABLE = Pattern.compile("[a-z][A-Za-z]*");

  /** Five years, as many whole days: the engine knows no other unit. */
  private static final String FIVE_YEARS = "P1826D";

  private static final Set<String> TYPES = Set.of("boolean", "string", "integer", "double");

  static List<Path> tables() throws IOException {
    return files(".dmn");
  }

  private static List<Path> files(String ending) throws IOException {
    Path root = Path.of(URI.create(DecisionModelsTest.class.getResource("/processes").toString()));
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void theTablesAreTheReviewedOnes() throws IOException {
    assertThat(tables())
        .extracting(file -> component(file) + "/" + key(file))
        .containsExactly(
            "communication/DeliveryDecision",
            "communication/updates/AudienceDecision",
            "communication/updates/CadenceDecision",
            "communication/updates/StateNoticeDecision",
            "documentation/retention/RetentionDecision",
            "reporting/webhooks/AlertDecision",
            "response/ClosureGate",
            "response/EscalationDecision",
            "response/HoldDecision",
            "response/PlaybookDecision",
            "response/ReminderDecision",
            "review/ActionDueDecision",
            "review/ReviewDecision",
            "triage/ImpactDecision",
            "triage/MajorIncidentDecision",
            "triage/PriorityDecision",
            "triage/RoutingDecision",
            "triage/ServiceLevelDecision",
            "triage/UrgencyDecision");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void fileAndDecisionAndTestShareOneName(Path file) throws Exception {
    assertThat(decision(file).getId()).isEqualTo(key(file)).matches(".*(Decision|Gate)");

    Class<?> test =
        Class.forName("org.ims." + component(file).replace('/', '.') + "." + key(file) + "Test");
    assertThat(test).isAssignableTo(DecisionTableTest.class);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isValidDmnThatTheEngineParses(Path file) throws IOException {
    assertThatCode(() -> Dmn.validateModel(model(file))).doesNotThrowAnyException();
    try (var stream = Files.newInputStream(file)) {
      assertThat(
              DmnEngineConfiguration.createDefaultDmnEngineConfiguration()
                  .buildEngine()
                  .parseDecisions(stream))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isKeptForFiveYearsAndMeantForThisPlatform(Path file) {
    Decision decision = decision(file);
    assertThat(decision.getAttributeValueNs(CAMUNDA, "historyTimeToLive")).isEqualTo(FIVE_YEARS);

    DomElement definitions = model(file).getDefinitions().getDomElement();
    assertThat(definitions.getAttribute(MODELER, "executionPlatform"))
        .isEqualTo("Camunda Platform");
    assertThat(definitions.getAttribute(MODELER, "executionPlatformVersion")).isEqualTo("7.24.0");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tellsAPersonWhatItDecides(Path file) {
    Decision decision = decision(file);
    assertThat(decision.getName()).isNotBlank().doesNotContain("Decision");
    assertThat(decision.getDescription().getTextContent()).hasSizeGreaterThan(40);

    DecisionTable table = table(file);
    assertThat(table.getInputs())
        .isNotEmpty()
        .allSatisfy(input -> assertThat(input.getLabel()).as(input.getId()).isNotBlank());
    assertThat(table.getOutputs())
        .isNotEmpty()
        .allSatisfy(output -> assertThat(output.getLabel()).as(output.getId()).isNotBlank());
    assertThat(table.getRules())
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getDescription()).as(rule.getId()).isNotNull();
              assertThat(rule.getDescription().getTextContent())
                  .as(rule.getId())
                  .hasSizeGreaterThan(10)
                  .endsWith(".");
            });
    assertThat(table.getRules())
        .as("reasons that only repeat each other explain nothing")
        .extracting(rule -> rule.getDescription().getTextContent())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void idsAreChosen(Path file) {
    String name = key(file).replaceFirst("Decision$", "");
    DecisionTable table = table(file);

    assertThat(ids(table.getRules())).allMatch(id -> id.matches("Rule_" + name + "_[A-Z]\\w+"));
    assertThat(ids(table.getInputs())).allMatch(id -> id.matches("Input_" + name + "_[A-Z]\\w+"));
    assertThat(ids(table.getOutputs())).allMatch(id -> id.matches("Output_" + name + "_[A-Z]\\w+"));
    assertThat(ids(model(file).getModelElementsByType(DmnElement.class)))
        .doesNotHaveDuplicates()
        .noneMatch(id -> INVENTED_ID.matcher(id).matches());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void readsTypedVariablesByTheirNames(Path file) {
    assertThat(table(file).getInputs())
        .allSatisfy(
            input -> {
              assertThat(variable(input)).matches(VARIABLE);
              assertThat(input.getInputExpression().getTypeRef()).as(input.getId()).isIn(TYPES);
            });
    assertThat(table(file).getInputs())
        .extracting(DecisionModelsTest::variable)
        .doesNotHaveDuplicates();
    assertThat(table(file).getOutputs())
        .allSatisfy(
            output -> {
              assertThat(output.getName()).matches(VARIABLE);
              assertThat(output.getTypeRef()).as(output.getId()).isIn(TYPES);
            });
    assertThat(table(file).getOutputs()).extracting(Output::getName).doesNotHaveDuplicates();
  }

  /** Values offered in the Modeler are those that the rules use, and the other way round. */
  @ParameterizedTest
  @MethodSource("tables")
  void rulesUseOfferedValues(Path file) {
    DecisionTable table = table(file);
    List<Input> inputs = List.copyOf(table.getInputs());
    List<Output> outputs = List.copyOf(table.getOutputs());
    for (Rule rule : table.getRules()) {
      for (int i = 0; i < inputs.size(); i++) {
        if (inputs.get(i).getInputValues() != null) {
          assertThat(values(inputs.get(i).getInputValues().getText().getTextContent()))
              .as(rule.getId())
              .containsAll(
                  values(List.copyOf(rule.getInputEntries()).get(i).getText().getTextContent()));
        }
      }
      for (int i = 0; i < outputs.size(); i++) {
        if (outputs.get(i).getOutputValues() != null) {
          assertThat(values(outputs.get(i).getOutputValues().getText().getTextContent()))
              .as(rule.getId())
              .containsAll(
                  values(List.copyOf(rule.getOutputEntries()).get(i).getText().getTextContent()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void firstTablesEndInACatchAllAndOthersHaveNone(Path file) {
    List<Rule> rules = List.copyOf(table(file).getRules());
    List<Rule> catchAll =
        rules.stream()
            .filter(
                rule ->
                    rule.getInputEntries().stream()
                        .allMatch(entry -> entry.getTextContent().isBlank()))
            .toList();

    HitPolicy policy = table(file).getHitPolicy();
    assertThat(policy).isIn(HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.COLLECT);
    if (policy == HitPolicy.FIRST) {
      assertThat(ids(catchAll)).containsExactly(rules.get(rules.size() - 1).getId());
    } else {
      assertThat(ids(catchAll)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isDrawnWithWidthsForEveryColumn(Path file) {
    List<DomElement> elements = walk(model(file).getDefinitions().getDomElement()).toList();
    assertThat(elements)
        .filteredOn(element -> element.getLocalName().equals("DMNShape"))
        .singleElement()
        .satisfies(
            shape -> {
              assertThat(shape.getNamespaceURI()).isEqualTo(DMNDI);
              assertThat(shape.getAttribute("dmnElementRef")).isEqualTo(key(file));
            });
    assertThat(elements)
        .filteredOn(element -> Set.of("input", "output").contains(element.getLocalName()))
        .allSatisfy(
            column ->
                assertThat(Integer.parseInt(column.getAttribute(BIODI, "width")))
                    .isBetween(75, 500));
  }

  /**
   * A typing error in an expression would give null and go unnoticed until a due date is missing.
   */
  @Test
  void processesReadOnlyWhatTheTablesGive() throws IOException {
    Map<String, Set<String>> given = new LinkedHashMap<>();
    for (Path file : files(".dmn")) {
      given.put(
          key(file),
          table(file).getOutputs().stream().map(Output::getName).collect(Collectors.toSet()));
    }
    Set<String> used = new LinkedHashSet<>();
    for (Path file : files(".bpmn")) {
      for (BusinessRuleTask task :
          Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(BusinessRuleTask.class)) {
        String decision = task.getCamundaDecisionRef();
        assertThat(given).as(task.getId()).containsKey(decision);
        assertThat(task.getCamundaDecisionRefBinding()).as(task.getId()).isEqualTo("latest");
        used.add(decision);
        Matcher results =
            Pattern.compile("\\bsingleResult\\.(\\w+)")
                .matcher(
                    task.getExtensionElements() == null
                        ? ""
                        : task.getExtensionElements().getDomElement().getTextContent());
        assertThat(results.results().map(result -> result.group(1)))
            .as(task.getId())
            .isSubsetOf(given.get(decision));
      }
    }
    // Asked before there is a process: what it answers decides whether there is an incident.
    used.add("AlertDecision");
    // Asked of many incidents in one step, and by whoever wants to know of one.
    used.add("RetentionDecision");
    assertThat(used).containsExactlyInAnyOrderElementsOf(given.keySet());
  }

  private static String key(Path file) {
    return file.getFileName().toString().replaceFirst("\\.dmn$", "");
  }

  private static String component(Path file) {
    Path folder = file.getParent();
    Path processes = folder;
    while (!processes.endsWith("processes")) {
      processes = processes.getParent();
    }
    return processes.relativize(folder).toString().replace('\\', '/');
  }

  private static DmnModelInstance model(Path file) {
    return Dmn.readModelFromFile(file.toFile());
  }

  private static Decision decision(Path file) {
    Collection<Decision> decisions = model(file).getModelElementsByType(Decision.class);
    assertThat(decisions).hasSize(1);
    return decisions.iterator().next();
  }

  private static DecisionTable table(Path file) {
    return (DecisionTable) decision(file).getExpression();
  }

  private static String variable(Input input) {
    return input.getInputExpression().getText().getTextContent();
  }

  private static List<String> ids(Collection<? extends DmnElement> elements) {
    return elements.stream().map(DmnElement::getId).toList();
  }

  private static List<String> values(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static Stream<DomElement> walk(DomElement element) {
    return Stream.concat(
        Stream.of(element), element.getChildElements().stream().flatMap(DecisionModelsTest::walk));
  }
}
