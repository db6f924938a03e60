package org.ims.models;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.Element;

/**
 * A process and where it lies.
 *
 * @param component the folder under processes/, as {@code triage} or {@code response/playbooks};
 *     empty for the one that lies above all components
 * @param file the file's name without its ending
 */
record ProcessModel(String component, String file, String text, BpmnModelInstance bpmn) {

  @Override
  public String toString() {
    return file;
  }

  /** Reading one is slow, and most tests read the same ones. */
  private static final Map<String, ProcessModel> READ = new ConcurrentHashMap<>();

  static ProcessModel parse(String path, String text) {
    return READ.computeIfAbsent(path + "\n" + text, key -> read(path, text));
  }

  private static ProcessModel read(String path, String text) {
    String name = path.replaceFirst("^processes/", "").replaceFirst("\\.bpmn$", "");
    int slash = name.lastIndexOf('/');
    return new ProcessModel(
        slash < 0 ? "" : name.substring(0, slash),
        name.substring(slash + 1),
        text,
        Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  Process process() {
    Collection<Process> processes = bpmn.getModelElementsByType(Process.class);
    if (processes.size() != 1) {
      throw new IllegalArgumentException(file + " has not exactly one process");
    }
    return processes.iterator().next();
  }

  String id() {
    return process().getId();
  }

  /** The Java package of its component; what lies above the components belongs to the engine's. */
  String javaPackage() {
    return "org.ims." + (component.isEmpty() ? "engine" : component.replace('/', '.'));
  }

  /** Whether it is one of those that a process owner draws from ready-made steps, without code. */
  boolean isPlaybook() {
    return component.equals("response/playbooks");
  }

  <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
    return bpmn.getModelElementsByType(type);
  }

  /** The ids of everything that a token can stand on. */
  List<String> flowNodes() {
    return all(FlowNode.class).stream().map(BaseElement::getId).toList();
  }

  /** Every element of the file. */
  Stream<Element> elements() {
    return Xml.elements(Xml.parse(text));
  }

  /** The values of an attribute in Camunda's or BPMN's namespace, wherever it stands. */
  List<String> attributeValues(String name) {
    return elements()
        .map(element -> Xml.attributes(element).get(name))
        .filter(value -> value != null)
        .toList();
  }

  static String documentation(BaseElement element) {
    return element.getDocumentations().stream()
        .map(Documentation::getTextContent)
        .collect(Collectors.joining(" "))
        .strip();
  }
}
