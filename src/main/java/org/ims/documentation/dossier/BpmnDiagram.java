package org.ims.documentation.dossier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a BPMN model says and how its author drew it. */
final class BpmnDiagram {

  private static final String MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String BOUNDS = "http://www.omg.org/spec/DD/20100524/DC";
  private static final String WAYPOINTS = "http://www.omg.org/spec/DD/20100524/DI";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

  private static final Set<String> LOOSE_TEXT = Set.of("textAnnotation");

  /**
   * A node of the model.
   *
   * @param type as BPMN names it: {@code userTask}
   * @param trigger what an event waits for or throws: {@code timer}, or empty
   * @param interrupting false for an event that leaves its activity running
   * @param several whether it is carried out for each of several things
   */
  record FlowNode(
      String id,
      String type,
      String name,
      String trigger,
      boolean interrupting,
      boolean eventSubProcess,
      boolean several,
      String form) {}

  /** A sequence flow or association. */
  record Flow(String id, String name, String source, String target, boolean sequence) {}

  record Point(double x, double y) {}

  record Box(double x, double y, double width, double height) {

    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    double centreX() {
      return x + width / 2;
    }

    double centreY() {
      return y + height / 2;
    }
  }

  /** A drawn node; the label is null where its place is not given. */
  record Shape(FlowNode element, Box box, Box label, boolean expanded) {}

  /** A drawn flow. */
  record Edge(Flow flow, List<Point> points, Box label) {}

  private final Map<String, FlowNode> elements = new LinkedHashMap<>();
  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  private BpmnDiagram() {}

  /**
   * @throws IllegalArgumentException when it is no BPMN model
   */
  static BpmnDiagram read(byte[] model) {
    BpmnDiagram diagram = new BpmnDiagram();
    Document document = parse(model);
    NodeList all = document.getElementsByTagNameNS(MODEL, "*");
    for (int i = 0; i < all.getLength(); i++) {
      diagram.add((Element) all.item(i));
    }
    NodeList shapes = document.getElementsByTagNameNS(DIAGRAM, "BPMNShape");
    for (int i = 0; i < shapes.getLength(); i++) {
      diagram.addShape((Element) shapes.item(i));
    }
    NodeList edges = document.getElementsByTagNameNS(DIAGRAM, "BPMNEdge");
    for (int i = 0; i < edges.getLength(); i++) {
      diagram.addEdge((Element) edges.item(i));
    }
    return diagram;
  }

  private static Document parse(byte[] model) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(model));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("Not a BPMN model", e);
    }
  }

  private void add(Element element) {
    String id = element.getAttribute("id");
    String type = element.getLocalName();
    if (id.isEmpty()) {
      return;
    }
    if (type.equals("sequenceFlow") || type.equals("association")) {
      flows.put(
          id,
          new Flow(
              id,
              element.getAttribute("name"),
              element.getAttribute("sourceRef"),
              element.getAttribute("targetRef"),
              type.equals("sequenceFlow")));
      return;
    }
    String form = element.getAttributeNS(CAMUNDA, "formRef");
    elements.put(
        id,
        new FlowNode(
            id,
            type,
            LOOSE_TEXT.contains(type) ? text(element) : element.getAttribute("name"),
            trigger(element),
            !"false".equals(element.getAttribute("cancelActivity"))
                && !"false".equals(element.getAttribute("isInterrupting")),
            "true".equals(element.getAttribute("triggeredByEvent")),
            child(element, "multiInstanceLoopCharacteristics") != null,
            form.isEmpty() ? null : form));
  }

  private static String text(Element annotation) {
    Element text = child(annotation, "text");
    return text == null ? "" : text.getTextContent().strip();
  }

  private static String trigger(Element element) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getLocalName() != null && node.getLocalName().endsWith("EventDefinition")) {
        return node.getLocalName().replace("EventDefinition", "");
      }
    }
    return "";
  }

  private static Element child(Element element, String name) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (name.equals(node.getLocalName())) {
        return (Element) node;
      }
    }
    return null;
  }

  private void addShape(Element shape) {
    FlowNode element = elements.get(shape.getAttribute("bpmnElement"));
    Box box = box(shape);
    if (element != null && box != null) {
      boolean expanded =
          element.type().equals("subProcess") && !"false".equals(shape.getAttribute("isExpanded"));
      shapes.add(new Shape(element, box, label(shape), expanded));
    }
  }

  private void addEdge(Element edge) {
    Flow flow = flows.get(edge.getAttribute("bpmnElement"));
    if (flow == null) {
      return;
    }
    List<Point> points = new ArrayList<>();
    NodeList waypoints = edge.getElementsByTagNameNS(WAYPOINTS, "waypoint");
    for (int i = 0; i < waypoints.getLength(); i++) {
      Element point = (Element) waypoints.item(i);
      points.add(new Point(number(point, "x"), number(point, "y")));
    }
    if (points.size() > 1) {
      edges.add(new Edge(flow, List.copyOf(points), label(edge)));
    }
  }

  private static Box label(Element drawn) {
    Element label = child(drawn, "BPMNLabel");
    return label == null ? null : box(label);
  }

  private static Box box(Element drawn) {
    Element bounds = child(drawn, "Bounds");
    return bounds == null || !BOUNDS.equals(bounds.getNamespaceURI())
        ? null
        : new Box(
            number(bounds, "x"),
            number(bounds, "y"),
            number(bounds, "width"),
            number(bounds, "height"));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** The key of the form of a step, or null. */
  String formOf(String element) {
    FlowNode found = elements.get(element);
    return found == null ? null : found.form();
  }

  List<Shape> shapes() {
    return shapes;
  }

  List<Edge> edges() {
    return edges;
  }

  /** All sequence flows. */
  List<Flow> flows() {
    return flows.values().stream().filter(Flow::sequence).toList();
  }
}
