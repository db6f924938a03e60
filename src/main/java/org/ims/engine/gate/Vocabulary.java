package org.ims.engine.gate;

import java.util.Map;
import java.util.Set;

/**
 * The words that models may use. The engine goes by local names and by namespaces that are not in
 * any schema, so what is not listed is refused wherever it stands.
 */
final class Vocabulary {

  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String CAMUNDA_BPMN = "http://camunda.org/schema/1.0/bpmn";
  static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

  static final Set<String> DMN =
      Set.of(
          "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
          "http://www.omg.org/spec/DMN/20180521/MODEL/",
          "https://www.omg.org/spec/DMN/20191111/MODEL/");

  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** Where shapes and lines lie, which the engine only reads to draw. */
  private static final Set<String> DRAWING =
      Set.of(
          "http://www.omg.org/spec/BPMN/20100524/DI",
          "http://www.omg.org/spec/DD/20100524/DI",
          "http://www.omg.org/spec/DD/20100524/DC",
          "http://www.omg.org/spec/DMN/20180521/DMNDI/",
          "http://www.omg.org/spec/DMN/20180521/DC/",
          "http://www.omg.org/spec/DMN/20180521/DI/",
          "https://www.omg.org/spec/DMN/20191111/DMNDI/");

  /** Colours, widths and versions, for the Modeler alone. */
  private static final Set<String> REMARKS =
      Set.of(
          "http://camunda.org/schema/modeler/1.0",
          "http://bpmn.io/schema/bpmn/biocolor/1.0",
          "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
          "http://bpmn.io/schema/dmn/biodi/1.0",
          "http://bpmn.io/schema/dmn/biodi/2.0");

  /** The attributes that name a variable which the engine then writes. */
  static final Set<String> WRITING =
      words(
          "resultVariable elementVariable initiator errorCodeVariable errorMessageVariable"
              + " escalationCodeVariable");

  private static final Set<String> DRAWINGS = Set.of("BPMNDiagram", "DMNDI");

  /** Without signals, which every process would hear, and start by in numbers. */
  private static final Set<String> BPMN_ELEMENTS =
      words(
          "definitions process collaboration participant messageFlow laneSet childLaneSet lane"
              + " flowNodeRef documentation extensionElements incoming outgoing sequenceFlow"
              + " conditionExpression startEvent endEvent intermediateCatchEvent"
              + " intermediateThrowEvent boundaryEvent userTask serviceTask sendTask receiveTask"
              + " businessRuleTask manualTask task callActivity subProcess exclusiveGateway"
              + " parallelGateway inclusiveGateway eventBasedGateway timerEventDefinition"
              + " messageEventDefinition errorEventDefinition escalationEventDefinition"
              + " terminateEventDefinition compensateEventDefinition"
              + " linkEventDefinition message error escalation timeDate timeDuration"
              + " timeCycle multiInstanceLoopCharacteristics loopCardinality completionCondition"
              + " textAnnotation text association group category categoryValue dataObject"
              + " dataObjectReference dataStore dataStoreReference dataInputAssociation"
              + " dataOutputAssociation dataState ioSpecification dataInput dataOutput property"
              + " inputSet outputSet sourceRef targetRef");

  /** Camunda's own elements, with the attributes of each. */
  private static final Map<String, Set<String>> CAMUNDA_ELEMENTS =
      Map.ofEntries(
          Map.entry("taskListener", words("id event delegateExpression expression")),
          Map.entry("executionListener", words("id event delegateExpression expression")),
          Map.entry("in", words("source sourceExpression target variables businessKey local")),
          Map.entry("out", words("source sourceExpression target variables local")),
          Map.entry("inputOutput", Set.of()),
          Map.entry("inputParameter", words("name")),
          Map.entry("outputParameter", words("name")),
          Map.entry("list", Set.of()),
          Map.entry("map", Set.of()),
          Map.entry("entry", words("key")),
          Map.entry("value", words("id name")),
          Map.entry("failedJobRetryTimeCycle", Set.of()),
          Map.entry("properties", Set.of()),
          Map.entry("property", words("id name value")));

  private static final Set<String> CAMUNDA_ATTRIBUTES =
      words(
          "asyncBefore asyncAfter exclusive jobPriority assignee candidateGroups"
              + " candidateUsers dueDate followUpDate priority formRef formRefBinding"
              + " delegateExpression expression resultVariable decisionRef"
              + " decisionRefBinding mapDecisionResult calledElementBinding collection"
              + " elementVariable initiator historyTimeToLive isStartableInTasklist"
              + " candidateStarterGroups candidateStarterUsers versionTag errorCodeVariable"
              + " errorMessageVariable errorMessage escalationCodeVariable modelerTemplate"
              + " modelerTemplateVersion modelerTemplateIcon diagramRelationId");

  private static final Set<String> DMN_ELEMENTS =
      words(
          "definitions decision description question allowedAnswers variable decisionTable input"
              + " inputExpression inputValues output outputValues defaultOutputEntry rule"
              + " inputEntry outputEntry annotation annotationEntry text inputData"
              + " informationRequirement requiredDecision requiredInput knowledgeSource"
              + " authorityRequirement requiredAuthority textAnnotation association sourceRef"
              + " targetRef extensionElements");

  private static final Set<String> CAMUNDA_DMN_ATTRIBUTES =
      words("historyTimeToLive versionTag inputVariable diagramRelationId");

  private Vocabulary() {}

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  /**
   * The value of one of Camunda's attributes of an element of a diagram; empty when it is absent.
   */
  static String camunda(XmlElement element, String attribute) {
    return element.attribute(CAMUNDA_BPMN, attribute);
  }

  /** Whether it only says where something is drawn. */
  static boolean isDrawing(XmlElement element) {
    XmlElement around = element;
    while (around != null && !DRAWINGS.contains(around.name())) {
      around = around.parent();
    }
    return around != null
        && DRAWING.contains(around.namespace())
        && around.parent() != null
        && around.parent().parent() == null
        && (DRAWING.contains(element.namespace()) || REMARKS.contains(element.namespace()));
  }

  static boolean knowsElement(XmlElement element) {
    if (isDrawing(element)) {
      return true;
    }
    String namespace = element.namespace();
    return namespace.equals(BPMN) && BPMN_ELEMENTS.contains(element.name())
        || DMN.contains(namespace) && DMN_ELEMENTS.contains(element.name())
        || namespace.equals(CAMUNDA_BPMN) && CAMUNDA_ELEMENTS.containsKey(element.name());
  }

  static boolean knowsAttribute(XmlElement element, XmlElement.Attribute attribute) {
    String namespace = attribute.namespace();
    if (isDrawing(element) || REMARKS.contains(namespace)) {
      return namespace.isEmpty() || REMARKS.contains(namespace);
    }
    if (namespace.isEmpty()) {
      return !element.namespace().equals(CAMUNDA_BPMN)
          || CAMUNDA_ELEMENTS.getOrDefault(element.name(), Set.of()).contains(attribute.name());
    }
    return namespace.equals(CAMUNDA_BPMN) && CAMUNDA_ATTRIBUTES.contains(attribute.name())
        || namespace.equals(CAMUNDA_DMN) && CAMUNDA_DMN_ATTRIBUTES.contains(attribute.name())
        || namespace.equals(XSI) && words("type schemaLocation").contains(attribute.name());
  }
}
