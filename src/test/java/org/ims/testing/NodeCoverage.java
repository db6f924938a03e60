package org.ims.testing;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Compares what the tests of a class passed, by the engine's own history, with the model. It looks
 * only at processes that the class itself started, so the result does not depend on the tests that
 * ran before it in the same engine.
 */
class NodeCoverage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final Set<String> before = new HashSet<>();
  private final Set<String> passedTests = new HashSet<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    before.addAll(instances(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      passedTests.add(context.getRequiredTestMethod().getName());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!passedTests.containsAll(tests(context.getRequiredTestClass()))) {
      return;
    }
    Set<String> started = new HashSet<>(instances(context));
    started.removeAll(before);
    Set<String> missed = missed(model(context), passed(context, started));
    if (!missed.isEmpty()) {
      throw new AssertionError("No test passes " + String.join(", ", missed));
    }
  }

  /** The nodes of the model that are not among those passed. */
  static Set<String> missed(BpmnModelInstance model, Collection<String> passed) {
    return model.getModelElementsByType(FlowNode.class).stream()
        .map(BaseElement::getId)
        .filter(node -> !passed.contains(node))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> tests(Class<?> type) {
    return Stream.of(Test.class, TestTemplate.class)
        .flatMap(
            kind ->
                AnnotationSupport.findAnnotatedMethods(type, kind, HierarchyTraversalMode.TOP_DOWN)
                    .stream())
        .map(Method::getName)
        .toList();
  }

  private static List<String> instances(ExtensionContext context) {
    return bean(context, HistoryService.class)
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(process(context))
        .list()
        .stream()
        .map(HistoricProcessInstance::getId)
        .toList();
  }

  private static Set<String> passed(ExtensionContext context, Set<String> instances) {
    HistoryService history = bean(context, HistoryService.class);
    Set<String> passed = new HashSet<>();
    for (String instance : instances) {
      history
          .createHistoricActivityInstanceQuery()
          .processInstanceId(instance)
          .finished()
          .list()
          .stream()
          .filter(NodeCoverage::isPassed)
          .map(HistoricActivityInstance::getActivityId)
          .forEach(passed::add);
    }
    return passed;
  }

  /** A gateway that waits for events is left by the event, which the history calls cancelled. */
  private static boolean isPassed(HistoricActivityInstance activity) {
    return !activity.isCanceled() || activity.getActivityType().equals("eventBasedGateway");
  }

  private static BpmnModelInstance model(ExtensionContext context) {
    RepositoryService repository = bean(context, RepositoryService.class);
    return repository.getBpmnModelInstance(
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(process(context))
            .latestVersion()
            .singleResult()
            .getId());
  }

  private static String process(ExtensionContext context) {
    return context.getRequiredTestClass().getAnnotation(PassesEveryNode.class).value();
  }

  private static <T> T bean(ExtensionContext context, Class<T> type) {
    ApplicationContext application = SpringExtension.getApplicationContext(context);
    return application.getBean(type);
  }
}
