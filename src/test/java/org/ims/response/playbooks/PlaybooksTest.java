package org.ims.response.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.MINOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.ims.engine.EngineClock;
import org.ims.engine.playbooks.Playbooks;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.PlaybookPlayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Works every playbook in the folder, again and again inside incidents, until each of its questions
 * has been answered both ways and every node has been passed. A playbook that is added is worked
 * too, without a change here.
 */
@ImsTest
class PlaybooksTest {

  /** More than any playbook needs. */
  private static final int MOST_WALKS = 12;

  @Autowired private Journey journey;
  @Autowired private Playbooks playbooks;
  @Autowired private PlaybookPlayer player;
  @Autowired private StepRecords records;
  @Autowired private HistoryService history;
  @Autowired private EngineClock clock;

  static List<String> playbooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("processes/response/playbooks"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".bpmn"))
          .map(file -> file.replaceFirst("\\.bpmn$", ""))
          .sorted()
          .toList();
    }
  }

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
  }

  @ParameterizedTest
  @MethodSource("playbooks")
  void everyAnswerLeadsToAnEndAndEveryNodeIsPassed(String key) {
    Set<String> passed = new HashSet<>();
    Set<String> taken = new HashSet<>();
    BpmnModelInstance model = null;
    for (int walk = 0; model == null || !open(model, taken).isEmpty(); walk++) {
      assertThat(walk).as("walks through %s", key).isLessThan(MOST_WALKS);
      String number = journey.toInvestigation(MINOR);
      playbooks.start(number, key, "A test.", "incident-manager");
      player.begin(number);
      String instance = player.instance(number, key).orElseThrow();
      model = player.model(instance);
      Guide guide = new Guide(model, taken);
      player.play(number, key, guide::answer);

      assertThat(playbooks.of(number)).noneMatch(run -> run.isRunning());
      passed.addAll(passed(instance));
      assertEveryStepIsRecorded(number, instance);
      assertDueAsDrawn(model, instance);
      clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
    }
    Set<String> nodes =
        model.getModelElementsByType(FlowNode.class).stream()
            .map(BaseElement::getId)
            .collect(Collectors.toSet());
    assertThat(passed).containsAll(nodes);
  }

  private Set<String> passed(String instance) {
    return history
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .finished()
        .list()
        .stream()
        .map(HistoricActivityInstance::getActivityId)
        .collect(Collectors.toSet());
  }

  private void assertEveryStepIsRecorded(String number, String instance) {
    assertThat(records.findByIncidentNumberOrderById(number))
        .extracting(record -> record.step().id())
        .containsExactlyInAnyOrderElementsOf(
            tasks(instance).stream().map(HistoricTaskInstance::getTaskDefinitionKey).toList());
  }

  private List<HistoricTaskInstance> tasks(String instance) {
    return history.createHistoricTaskInstanceQuery().processInstanceId(instance).list();
  }

  /** Each step has the time that its model gives it, from the moment at which it appears. */
  private void assertDueAsDrawn(BpmnModelInstance model, String instance) {
    for (HistoricTaskInstance task : tasks(instance)) {
      UserTask step = model.getModelElementById(task.getTaskDefinitionKey());
      assertThat(step.getCamundaDueDate()).as(step.getId()).matches("PT\\d+[HM]");
      Duration given =
          Duration.between(task.getStartTime().toInstant(), task.getDueDate().toInstant());
      assertThat(given.minus(Duration.parse(step.getCamundaDueDate())).abs())
          .as(step.getId())
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  /** The answers that no walk has given yet, by their flows. */
  private static Set<String> open(BpmnModelInstance model, Set<String> taken) {
    return answers(model)
        .map(SequenceFlow::getId)
        .filter(flow -> !taken.contains(flow))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<SequenceFlow> answers(BpmnModelInstance model) {
    return model.getModelElementsByType(ExclusiveGateway.class).stream()
        .map(FlowNode::getOutgoing)
        .filter(flows -> flows.size() > 1)
        .flatMap(Collection::stream);
  }

  /** Answers so that the nearest answer that is still open is given, and then the way out taken. */
  private static final class Guide {
    private final BpmnModelInstance model;
    private final Set<String> taken;

    Guide(BpmnModelInstance model, Set<String> taken) {
      this.model = model;
      this.taken = taken;
    }

    boolean answer(String question) {
      FlowNode asked = model.getModelElementById(question);
      FlowNode gateway = asked.getSucceedingNodes().singleResult();
      SequenceFlow best = null;
      int nearest = Integer.MAX_VALUE;
      for (SequenceFlow flow : gateway.getOutgoing()) {
        int distance = taken.contains(flow.getId()) ? distance(flow) : 0;
        if (best == null || distance < nearest) {
          best = flow;
          nearest = distance;
        }
      }
      taken.add(best.getId());
      return best.getName().equals("yes");
    }

    /** How far it is from the end of the flow to an open answer, or else to an end. */
    private int distance(SequenceFlow flow) {
      Set<String> open = open(model, taken);
      Map<String, Integer> distances = new HashMap<>();
      Deque<FlowNode> next = new ArrayDeque<>(List.of(flow.getTarget()));
      distances.put(flow.getTarget().getId(), 1);
      while (!next.isEmpty()) {
        FlowNode node = next.poll();
        boolean there =
            open.isEmpty()
                ? node instanceof EndEvent
                : node.getOutgoing().stream().anyMatch(out -> open.contains(out.getId()));
        if (there) {
          return distances.get(node.getId());
        }
        for (FlowNode following : node.getSucceedingNodes().list()) {
          if (distances.putIfAbsent(following.getId(), distances.get(node.getId()) + 1) == null) {
            next.add(following);
          }
        }
      }
      // Nothing open lies that way.
      return Integer.MAX_VALUE - 1;
    }
  }
}
