package org.ims.engine.adapter;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Refuses models that bring code of their own: a process owner may deploy, and must not thereby be
 * able to run programs on the server. Work is done by the application's delegates alone.
 */
class DeploymentGate extends AbstractBpmnParseListener {

  @Override
  public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
    inspect(root);
  }

  private static void inspect(Element element) {
    String name = element.getTagName();
    if (name.equals("scriptTask") || name.equals("script")) {
      throw refused(element, "scripts are not accepted");
    }
    if (name.equals("conditionExpression") && element.attribute("language") != null) {
      throw refused(element, "a condition in a script language is not accepted");
    }
    if (name.equals("connector")) {
      throw refused(element, "connectors are not accepted");
    }
    if (element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "class") != null
        || isListener(name) && element.attribute("class") != null) {
      throw refused(element, "camunda:class is not accepted, name a delegate of the application");
    }
    // Some types run a command of the operating system or send mail past the outbox.
    String type = element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "type");
    if (type != null && !type.equals("external") && isTask(name)) {
      throw refused(element, "camunda:type=\"" + type + "\" is not accepted");
    }
    element.elements().forEach(DeploymentGate::inspect);
  }

  private static boolean isListener(String name) {
    return name.equals("executionListener") || name.equals("taskListener");
  }

  private static boolean isTask(String name) {
    return name.endsWith("Task") || name.equals("messageEventDefinition");
  }

  private static BadUserRequestException refused(Element element, String reason) {
    return new BadUserRequestException(
        "Line %d, element %s: %s.".formatted(element.getLine(), element.getTagName(), reason));
  }
}
