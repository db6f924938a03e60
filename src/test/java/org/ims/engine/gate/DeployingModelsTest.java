package org.ims.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.ims.engine.choices.ChoiceProvider;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Modeler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a process owner does with the Modeler: change a model of ours, or bring one of their own.
 */
@ImsHttpTest
class DeployingModelsTest {

  private static final Path PLAYBOOK =
      Path.of("src/test/resources/playbooks/PowerCutPlaybook.bpmn");

  @Autowired private RepositoryService repository;
  @Autowired private IdentityService identities;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private List<ChoiceProvider> choices;
  @LocalServerPort private int port;

  private final List<String> deployed = new ArrayList<>();

  @AfterEach
  void takeBackWhatWasDeployed() {
    deployed.forEach(id -> repository.deleteDeployment(id, true));
  }

  static List<Path> ourModels() throws IOException {
    List<Path> models = new ArrayList<>();
    for (String root : List.of("processes", "forms")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)")).forEach(models::add);
      }
    }
    assertThat(models).hasSizeGreaterThan(70);
    return models;
  }

  /** Each alone, as the Modeler deploys it: under its bare name, in a deployment of its own. */
  @ParameterizedTest
  @MethodSource("ourModels")
  void aChangedCopyOfEachOfOurModelsIsDeployed(Path model) throws IOException {
    List<Map<String, Object>> before = startsByItself();
    String text = Files.readString(model);
    String changed =
        model.toString().endsWith(".form") ? text + "\n" : text + "<!-- changed by its owner -->\n";

    JsonNode answer = deployedAs("process-owner", model.getFileName().toString(), changed);

    assertThat(answer.path("source").asText()).isEqualTo("Camunda Modeler");
    takeBackWhatWasDeployed();
    deployed.clear();
    assertThat(startsByItself()).as("what the version before starts by itself").isEqualTo(before);
  }

  @Test
  void aPlaybookIsDeployedTogetherWithTheTableThatChoosesIt() throws IOException {
    Path table = Path.of("processes/response/PlaybookDecision.dmn");
    Api.Answer answer =
        Modeler.as("process-owner", port)
            .deploy(
                "Power cuts",
                Map.of(
                    "PowerCutPlaybook.bpmn", Files.readAllBytes(PLAYBOOK),
                    "PlaybookDecision.dmn",
                        Files.readString(table)
                            .replace("SupplierPlaybook", "PowerCutPlaybook")
                            .getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    deployed.add(answer.json().path("id").asText());
    assertThat(answer.json().path("deployedProcessDefinitions")).hasSize(1);
    assertThat(answer.json().path("deployedDecisionDefinitions")).hasSize(1);
    assertThat(
            choices.stream()
                .filter(provider -> provider.name().equals("playbooks"))
                .flatMap(provider -> provider.choices().stream())
                .map(choice -> choice.label()))
        .contains("Power cut");
  }

  @Test
  void aFormAndItsProcessMayBeNewTogether() {
    String form =
        "{\"id\":\"GateForm\",\"type\":\"default\",\"components\":[{\"id\":\"Field_size\","
            + "\"type\":\"number\",\"key\":\"gateSize\",\"label\":\"Size\"}]}";
    String process =
        PlaybookText.valid("GateProcess")
            .replace(
                "name=\"Look\"",
                "name=\"Look at ${gateSize}\" camunda:formRef=\"GateForm\""
                    + " camunda:formRefBinding=\"deployment\"");
    Api.Answer answer =
        Modeler.as("process-owner", port)
            .deploy(
                "together",
                Map.of(
                    "GateForm.form", form.getBytes(StandardCharsets.UTF_8),
                    "GateProcess.bpmn", process.getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    deployed.add(answer.json().path("id").asText());
  }

  /** Names of the own file, of functions and of what a cell is compared with are no mistakes. */
  @Test
  void aTableMayReadWhatAnotherOneGives() {
    String chain =
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Gate_Chain"
            xmlns:camunda="http://camunda.org/schema/1.0/dmn" name="Chain" namespace="x">
          <decision id="GateChain" name="Chain" camunda:historyTimeToLive="P1826D">
            <informationRequirement id="Chain_Needs">
              <requiredDecision href="#GateStep" />
            </informationRequirement>
            <decisionTable id="Chain_Table" hitPolicy="UNIQUE">
              <input id="Chain_In">
                <inputExpression id="Chain_Read" typeRef="Integer"><text>gateStep</text></inputExpression>
              </input>
              <output id="Chain_Out" name="text" typeRef="string" />
              <rule id="Chain_Low">
                <inputEntry id="Chain_Below"><text>&lt;= -1</text></inputEntry>
                <outputEntry id="Chain_Less"><text>if gateStep = -1 then "less" else string(gateStep)</text></outputEntry>
              </rule>
              <rule id="Chain_High">
                <inputEntry id="Chain_Above"><text>not(&lt; 0)</text></inputEntry>
                <outputEntry id="Chain_More"><text>"more"</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
          <decision id="GateStep" name="Step" camunda:historyTimeToLive="P1826D">
            <decisionTable id="Step_Table" hitPolicy="COLLECT" aggregation="SUM">
              <input id="Step_In">
                <inputExpression id="Step_Read" typeRef="string"><text>upper case(category)</text></inputExpression>
              </input>
              <output id="Step_Out" name="gateStep" typeRef="integer" />
              <rule id="Step_Rule">
                <inputEntry id="Step_Cell"><text>starts with(cellInput, "IT")</text></inputEntry>
                <outputEntry id="Step_Result"><text>-5</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
    assertThat(deployedAs("process-owner", "GateChain.dmn", chain).path("id").asText())
        .isNotEmpty();
  }

  /** The gate knows the lists by the classes that fill them, before there are any beans. */
  @Test
  void theGateKnowsAllListsThatAreFilled() {
    assertThat(ApplicationNames.ofContracts().choices())
        .containsExactlyInAnyOrderElementsOf(choices.stream().map(ChoiceProvider::name).toList());
  }

  /** What the Modeler adds for itself is no reason to refuse a model. */
  @Test
  void remarksOfTheModelerAreLetThrough() throws IOException {
    String table = Files.readString(Path.of("processes/triage/PriorityDecision.dmn"));
    String drawn =
        table.replaceFirst(
            "(<dmndi:DMNShape [^>]*>)",
            "$1<di:extension xmlns:di=\"http://www.omg.org/spec/DMN/20180521/DI/\">"
                + "<biodi:edge source=\"PriorityDecision\"/></di:extension>");
    assertThat(drawn).isNotEqualTo(table);
    deployedAs("process-owner", "PriorityDecision.dmn", drawn);

    deployedAs(
        "process-owner",
        "GateColours.bpmn",
        PlaybookText.valid("GateColours")
            .replace(
                "</bpmn:process>",
                """
                </bpmn:process>
                <bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
                    xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" id="Diagram">
                  <bpmndi:BPMNPlane id="Plane" bpmnElement="GateColours">
                    <bpmndi:BPMNShape id="Task_di" bpmnElement="Task" bioc:stroke="#205022">
                      <dc:Bounds x="100" y="100" width="100" height="80"/>
                    </bpmndi:BPMNShape>
                  </bpmndi:BPMNPlane>
                </bpmndi:BPMNDiagram>"""));
  }

  /** The rules against loops and values that cannot be read refuse nothing else. */
  @Test
  void loopsInWhichSomebodyWaitsAreLetThrough() throws IOException {
    deployedAs(
        "process-owner",
        "RoundAndRound.bpmn",
        Files.readString(Path.of("src/test/resources/right-models/RoundAndRound.bpmn")));
  }

  @Test
  void theSameModelTwiceIsDeployedOnce() {
    String process = PlaybookText.valid("GateTwice");
    JsonNode first = deployedAs("process-owner", "GateTwice.bpmn", process);
    JsonNode second =
        Modeler.as("process-owner", port)
            .deploy("GateTwice.bpmn", "GateTwice.bpmn", process)
            .json();
    assertThat(second.path("id").asText()).isEqualTo(first.path("id").asText());
    assertThat(second.path("deployedProcessDefinitions").size()).isZero();
  }

  @Test
  void aProcessStillCatchesWhatTheApplicationSends() throws IOException {
    String text = Files.readString(Path.of("processes/communication/NoticeDelivery.bpmn"));
    String deaf =
        text.replace(
            "<bpmn:messageEventDefinition id=\"StartEvent_NoticeRequested_Message\""
                + " messageRef=\"Message_NoticeDeliveryRequested\" />",
            "");
    assertThat(deaf).isNotEqualTo(text);
    assertThat(refused("NoticeDelivery.bpmn", deaf))
        .isEqualTo(
            "NoticeDelivery.bpmn: NoticeDelivery (line 7) does not catch"
                + " [Msg_NoticeDeliveryRequested] any more, which the application sends to it"
                + " [message-lost]");
  }

  @Test
  void aTableStillGivesWhatItsProcessesRead() throws IOException {
    String text = Files.readString(Path.of("processes/triage/ServiceLevelDecision.dmn"));
    assertThat(
            refused("ServiceLevelDecision.dmn", text.replace("name=\"assess\"", "name=\"asses\"")))
        .contains(
            "does not give assess, which BusinessRuleTask_ServiceLevelDecision of the process")
        .contains("IncidentReporting")
        .contains("[table-output]");
  }

  /** What was right once need not be so any more. */
  @Test
  void deployingAnewIsCheckedAnew() {
    identities.saveGroup(identities.newGroup("gate-team"));
    String id =
        deployedAs(
                "admin",
                "GateAgain.bpmn",
                PlaybookText.valid("GateAgain").replace("service-desk", "gate-team"))
            .path("id")
            .asText();
    identities.deleteGroup("gate-team");

    Api.Answer answer =
        Api.as("process-owner", port).post("/engine-rest/deployment/" + id + "/redeploy", "{}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("message").asText()).contains("[group-unknown]");
  }

  @Test
  void theApplicationItselfDeploysNothingElse() {
    assertThatThrownBy(
            () ->
                repository
                    .createDeployment()
                    .addString(
                        "GateJava.bpmn",
                        PlaybookText.valid("GateJava").replace("Look", "${''.class}"))
                    .deploy())
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("[expression-member]");
  }

  /** Finds all at once: whoever mends one mistake after the other gives up. */
  @Test
  void aRefusalNamesEverythingThatIsWrong() {
    String process =
        PlaybookText.valid("GateMany")
            .replace("service-desk", "nobody")
            .replace("Look", "${misspelt}")
            .replace("P1825D", "P1D");
    assertThat(refused("GateMany.bpmn", process).lines().map(line -> line.replaceAll(".*\\[", "[")))
        .containsExactlyInAnyOrder("[history]", "[expression-variable]", "[group-unknown]");
  }

  private JsonNode deployedAs(String login, String file, String content) {
    Api.Answer answer = Modeler.as(login, port).deploy(file, file, content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    deployed.add(answer.json().path("id").asText());
    return answer.json();
  }

  /** The lines of the refusal that a person reads, without the first. */
  private String refused(String file, String content) {
    Api.Answer answer = Modeler.as("process-owner", port).deploy(file, file, content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    List<String> lines = Arrays.asList(answer.json().path("message").asText().split("\n"));
    return String.join("\n", lines.subList(1, lines.size()));
  }

  private List<Map<String, Object>> startsByItself() {
    return jdbc.queryForList(
        """
        SELECT event_name_, configuration_ FROM act_ru_event_subscr WHERE execution_id_ IS NULL
        UNION ALL
        SELECT handler_type_, process_def_id_ FROM act_ru_job WHERE process_instance_id_ IS NULL
          AND process_def_id_ IS NOT NULL
        ORDER BY 1, 2
        """);
  }
}
