package org.ims.documentation.dossier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ims.documentation.dossier.BpmnDiagram.Box;
import org.ims.documentation.dossier.BpmnDiagram.Edge;
import org.ims.documentation.dossier.BpmnDiagram.FlowNode;
import org.ims.documentation.dossier.BpmnDiagram.Point;
import org.ims.documentation.dossier.BpmnDiagram.Shape;

/**
 * Draws a model with the way that was taken through it, as its author placed it, in SVG. A diagram
 * that would be too small to read on one page is cut into several pictures, where the cut meets the
 * fewest shapes. What was passed has a thick dark outline and a tint, so that it is seen without
 * colours too.
 */
final class DiagramDrawing {

  /** A page's room, in pixels of 1/96 inch. */
  private static final double PAGE_WIDTH = 970;

  private static final double PAGE_HEIGHT = 520;

  /** Below it, labels would be smaller than 6 points. */
  private static final double SMALLEST_SCALE = 0.7;

  private static final double MARGIN = 12;
  private static final double FONT = 11;
  private static final double LINE = 12.5;
  private static final double CHARACTER = 5.7;
  private static final double LABEL_WIDTH = 96;

  private static final String PASSED = "#14532d";
  private static final String PASSED_TINT = "#e3f1e5";
  private static final String LASTING_TINT = "#fdf0cd";
  private static final String NOT_PASSED = "#8a8a8a";
  private static final String TEXT = "#1a1a1a";
  private static final String PALE_TEXT = "#5a5a5a";

  /** A picture, as SVG, and how large it is in pixels. */
  record Picture(String svg, double width, double height) {}

  private final BpmnDiagram diagram;
  private final PathTaken path;
  private StringBuilder svg;

  private DiagramDrawing(BpmnDiagram diagram, PathTaken path) {
    this.diagram = diagram;
    this.path = path;
  }

  /** The pictures from left to right; empty when the model was not drawn. */
  static List<Picture> of(BpmnDiagram diagram, PathTaken path, String title) {
    return new DiagramDrawing(diagram, path).pictures(title);
  }

  private List<Picture> pictures(String title) {
    if (diagram.shapes().isEmpty()) {
      return List.of();
    }
    Box all = extent();
    double scale =
        Math.min(
            1,
            Math.max(
                SMALLEST_SCALE, Math.min(PAGE_WIDTH / all.width(), PAGE_HEIGHT / all.height())));
    scale = Math.min(scale, Math.max(PAGE_HEIGHT / all.height(), 0.3));
    int count = (int) Math.ceil(all.width() * scale / PAGE_WIDTH - 0.02);
    List<Double> cuts = new ArrayList<>();
    cuts.add(all.x());
    for (int i = 1; i < count; i++) {
      cuts.add(cut(all.x() + all.width() * i / count, all.width() / count / 4));
    }
    cuts.add(all.right());
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i + 1 < cuts.size(); i++) {
      String part = count == 1 ? title : "%s, part %d of %d".formatted(title, i + 1, count);
      pictures.add(picture(all, cuts.get(i), cuts.get(i + 1), scale, part));
    }
    return pictures;
  }

  private Box extent() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    List<Box> boxes = new ArrayList<>();
    diagram.shapes().forEach(shape -> boxes.add(shape.box()));
    diagram.shapes().forEach(shape -> boxes.add(labelBox(shape)));
    diagram.edges().forEach(edge -> boxes.add(labelBox(edge)));
    diagram
        .edges()
        .forEach(
            edge -> edge.points().forEach(point -> boxes.add(new Box(point.x(), point.y(), 0, 0))));
    for (Box box : boxes) {
      if (box != null) {
        left = Math.min(left, box.x());
        top = Math.min(top, box.y());
        right = Math.max(right, box.right());
        bottom = Math.max(bottom, box.bottom());
      }
    }
    return new Box(
        left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
  }

  /** Near a place, where the fewest shapes and labels are. */
  private double cut(double ideal, double reach) {
    double best = ideal;
    double fewest = Double.MAX_VALUE;
    for (double x = ideal - reach; x <= ideal + reach; x += 4) {
      double met = Math.abs(x - ideal) / reach;
      for (Shape shape : diagram.shapes()) {
        met += !shape.expanded() && meets(shape.box(), x) ? 20 : 0;
        met += meets(labelBox(shape), x) ? 5 : 0;
      }
      for (Edge edge : diagram.edges()) {
        met += meets(labelBox(edge), x) ? 5 : 0;
      }
      if (met < fewest) {
        fewest = met;
        best = x;
      }
    }
    return best;
  }

  private static boolean meets(Box box, double x) {
    return box != null && box.x() - 3 < x && box.right() + 3 > x;
  }

  private Picture picture(Box all, double from, double to, double scale, String title) {
    svg = new StringBuilder();
    double width = (to - from) * scale;
    double height = all.height() * scale;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%s\" height=\"%s\" alt=\"%s\"><g transform=\"scale(%s) translate(%s,%s)\">"
            .formatted(
                (int) Math.ceil(width),
                (int) Math.ceil(height),
                escaped(title),
                n(scale),
                n(-from),
                n(-all.y())));
    diagram.shapes().stream()
        .filter(Shape::expanded)
        .sorted(Comparator.comparing(shape -> -shape.box().width() * shape.box().height()))
        .forEach(shape -> subProcess(shape, from, to));
    // What was taken lies above what was not.
    diagram.edges().stream()
        .sorted(Comparator.comparing(edge -> path.flows().contains(edge.flow().id())))
        .forEach(edge -> edge(edge, from, to));
    diagram.shapes().stream()
        .filter(shape -> !shape.expanded() && isIn(shape.box().centreX(), from, to))
        .sorted(Comparator.comparing(shape -> shape.element().type().equals("boundaryEvent")))
        .forEach(this::node);
    svg.append("</g></svg>");
    return new Picture(svg.toString(), width, height);
  }

  private static boolean isIn(double x, double from, double to) {
    return x >= from && x < to;
  }

  // Sub-processes and flows

  private void subProcess(Shape shape, double from, double to) {
    Box box = shape.box();
    double left = Math.max(box.x(), from);
    double right = Math.min(box.right(), to);
    if (left >= right) {
      return;
    }
    rectangle(
        new Box(left, box.y(), right - left, box.height()),
        left > box.x() || right < box.right() ? 0 : 8,
        "none",
        outline(shape),
        passed(shape) ? 1.6 : 0.8,
        shape.element().eventSubProcess() ? "4,3" : null);
    if (left == box.x()) {
      text(
          lines(shape.element().name(), right - left - 16),
          left + 8,
          box.y() + 15,
          "start",
          passed(shape) ? TEXT : PALE_TEXT);
    }
  }

  private void edge(Edge edge, double from, double to) {
    boolean taken = path.flows().contains(edge.flow().id());
    String colour = taken ? PASSED : NOT_PASSED;
    double thick = taken ? 2.4 : 0.9;
    String dash = edge.flow().sequence() ? null : "2,3";
    List<Point> points = edge.points();
    for (int i = 0; i + 1 < points.size(); i++) {
      segment(points.get(i), points.get(i + 1), from, to, colour, thick, dash);
    }
    if (edge.flow().sequence()) {
      arrow(points.get(points.size() - 2), points.get(points.size() - 1), from, to, colour);
    }
    Box label = labelBox(edge);
    if (label != null && isIn(label.centreX(), from, to)) {
      text(
          lines(edge.flow().name(), Math.max(label.width() + 8, 40)),
          label.centreX(),
          label.y() + FONT,
          "middle",
          taken ? TEXT : PALE_TEXT);
    }
  }

  private void segment(
      Point one, Point other, double from, double to, String colour, double thick, String dash) {
    if (one.x() == other.x()) {
      if (isIn(one.x(), from, to)) {
        line(one, other, colour, thick, dash);
      }
      return;
    }
    Point left = one.x() <= other.x() ? one : other;
    Point right = one.x() <= other.x() ? other : one;
    if (right.x() < from || left.x() > to) {
      return;
    }
    line(
        at(left, right, Math.max(left.x(), from)),
        at(left, right, Math.min(right.x(), to)),
        colour,
        thick,
        dash);
  }

  /** The point of a line at a place between its ends. */
  private static Point at(Point left, Point right, double x) {
    if (x <= left.x()) {
      return left;
    }
    if (x >= right.x()) {
      return right;
    }
    double part = (x - left.x()) / (right.x() - left.x());
    return new Point(x, left.y() + part * (right.y() - left.y()));
  }

  private void arrow(Point before, Point tip, double from, double to, String colour) {
    if (!isIn(tip.x(), from, to)) {
      return;
    }
    double length = Math.hypot(tip.x() - before.x(), tip.y() - before.y());
    if (length == 0) {
      return;
    }
    double dx = (tip.x() - before.x()) / length;
    double dy = (tip.y() - before.y()) / length;
    svg.append(
        "<polygon points=\"%s,%s %s,%s %s,%s\" fill=\"%s\"></polygon>"
            .formatted(
                n(tip.x()),
                n(tip.y()),
                n(tip.x() - 9 * dx + 4 * dy),
                n(tip.y() - 9 * dy - 4 * dx),
                n(tip.x() - 9 * dx - 4 * dy),
                n(tip.y() - 9 * dy + 4 * dx),
                colour));
  }

  // Nodes

  private void node(Shape shape) {
    String type = shape.element().type();
    if (type.endsWith("Event")) {
      event(shape);
    } else if (type.endsWith("Gateway")) {
      gateway(shape);
    } else if (type.equals("textAnnotation")) {
      annotation(shape);
    } else if (type.endsWith("ask") || type.equals("callActivity") || type.equals("subProcess")) {
      activity(shape);
    }
  }

  private void activity(Shape shape) {
    Box box = shape.box();
    FlowNode element = shape.element();
    double thick = element.type().equals("callActivity") ? 3 : 1;
    rectangle(box, 8, tint(shape), outline(shape), passed(shape) ? thick + 1.4 : thick, null);
    List<String> lines = lines(element.name(), box.width() - 10);
    boolean icon = !element.type().equals("callActivity") && !element.type().equals("subProcess");
    double first =
        box.centreY()
            - (lines.size() - 1) * LINE / 2
            + FONT / 3
            + (icon && lines.size() < 4 ? 4 : 0);
    text(lines, box.centreX(), first, "middle", passed(shape) ? TEXT : PALE_TEXT);
    taskIcon(element.type(), box.x() + 6, box.y() + 5, outline(shape));
    if (element.type().equals("callActivity") || element.type().equals("subProcess")) {
      double x = box.centreX() - 6;
      double y = box.bottom() - 14;
      rectangle(new Box(x, y, 12, 12), 0, "none", outline(shape), 1, null);
      line(new Point(x + 2, y + 6), new Point(x + 10, y + 6), outline(shape), 1, null);
      line(new Point(x + 6, y + 2), new Point(x + 6, y + 10), outline(shape), 1, null);
    }
    if (element.several()) {
      for (int i = -1; i <= 1; i++) {
        double x = box.centreX() + 14 + 3 * i;
        line(
            new Point(x, box.bottom() - 12),
            new Point(x, box.bottom() - 4),
            outline(shape),
            1.4,
            null);
      }
    }
    Integer times = path.times().get(element.id());
    if (times != null && times > 1) {
      text(List.of(times + "x"), box.right() - 5, box.y() + 12, "end", PASSED);
    }
  }

  private void taskIcon(String type, double x, double y, String colour) {
    switch (type) {
      case "userTask" -> {
        circle(x + 6, y + 4, 3, "none", colour, 1, null);
        svg.append(
            "<path d=\"M%s %s v-2 a5 5 0 0 1 10 0 v2 z\" fill=\"none\" stroke=\"%s\" stroke-width=\"1\"></path>"
                .formatted(n(x + 1), n(y + 14), colour));
      }
      case "serviceTask" -> {
        circle(x + 6, y + 6, 4, "none", colour, 1, null);
        circle(x + 6, y + 6, 1.5, "none", colour, 1, null);
        for (int i = 0; i < 8; i++) {
          double angle = Math.PI * i / 4;
          line(
              new Point(x + 6 + 4 * Math.cos(angle), y + 6 + 4 * Math.sin(angle)),
              new Point(x + 6 + 6 * Math.cos(angle), y + 6 + 6 * Math.sin(angle)),
              colour,
              1.6,
              null);
        }
      }
      case "businessRuleTask" -> {
        rectangle(new Box(x, y, 14, 11), 0, "none", colour, 1, null);
        rectangle(new Box(x, y, 14, 3.5), 0, colour, colour, 1, null);
        line(new Point(x, y + 7), new Point(x + 14, y + 7), colour, 1, null);
        line(new Point(x + 4, y + 3), new Point(x + 4, y + 11), colour, 1, null);
      }
      case "sendTask", "receiveTask" ->
          envelope(new Box(x, y, 14, 10), colour, type.equals("sendTask"));
      default -> {
        // A task without a mark.
      }
    }
  }

  private void event(Shape shape) {
    Box box = shape.box();
    FlowNode element = shape.element();
    double radius = box.width() / 2;
    String colour = outline(shape);
    String dash = element.interrupting() ? null : "4,3";
    boolean end = element.type().equals("endEvent");
    boolean start = element.type().equals("startEvent");
    double thick = end ? 3.2 : passed(shape) ? 2 : 1;
    circle(box.centreX(), box.centreY(), radius, tint(shape), colour, thick, dash);
    if (!end && !start) {
      circle(box.centreX(), box.centreY(), radius - 3.5, "none", colour, 1, dash);
    }
    trigger(element, box, colour, end || element.type().equals("intermediateThrowEvent"));
    nodeLabel(shape);
  }

  private void trigger(FlowNode element, Box box, String colour, boolean thrown) {
    double x = box.centreX();
    double y = box.centreY();
    String fill = thrown ? colour : "none";
    switch (element.trigger()) {
      case "timer" -> {
        circle(x, y, 8.5, "none", colour, 1, null);
        line(new Point(x, y), new Point(x, y - 6), colour, 1.2, null);
        line(new Point(x, y), new Point(x + 4.5, y + 1.5), colour, 1.2, null);
      }
      case "message" -> envelope(new Box(x - 8, y - 5.5, 16, 11), colour, thrown);
      case "error" ->
          polygon(
              new double[] {
                x - 7, y + 7, x - 3, y - 5, x + 2, y + 1, x + 7, y - 7, x + 3, y + 5, x - 2, y - 1
              },
              fill,
              colour);
      case "escalation" ->
          polygon(new double[] {x, y - 8, x + 6, y + 7, x, y + 1, x - 6, y + 7}, fill, colour);
      case "terminate" -> circle(x, y, 9, colour, colour, 1, null);
      case "signal" -> polygon(new double[] {x, y - 8, x + 8, y + 6, x - 8, y + 6}, fill, colour);
      case "conditional" -> {
        rectangle(new Box(x - 6, y - 7, 12, 14), 0, "none", colour, 1, null);
        for (int i = -1; i <= 1; i++) {
          line(new Point(x - 4, y + 4 * i), new Point(x + 4, y + 4 * i), colour, 1, null);
        }
      }
      default -> {
        // Nothing triggers it.
      }
    }
  }

  private void envelope(Box box, String colour, boolean filled) {
    rectangle(box, 0, filled ? colour : "none", colour, 1, null);
    String fold = filled ? "#ffffff" : colour;
    Point middle = new Point(box.centreX(), box.centreY() + 1);
    line(new Point(box.x(), box.y()), middle, fold, 1, null);
    line(new Point(box.right(), box.y()), middle, fold, 1, null);
  }

  private void gateway(Shape shape) {
    Box box = shape.box();
    double x = box.centreX();
    double y = box.centreY();
    double half = box.width() / 2;
    String colour = outline(shape);
    svg.append(
        "<polygon points=\"%s,%s %s,%s %s,%s %s,%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"></polygon>"
            .formatted(
                n(x),
                n(y - half),
                n(x + half),
                n(y),
                n(x),
                n(y + half),
                n(x - half),
                n(y),
                tint(shape),
                colour,
                passed(shape) ? "2.2" : "1"));
    switch (shape.element().type()) {
      case "exclusiveGateway" -> {
        line(new Point(x - 7, y - 7), new Point(x + 7, y + 7), colour, 2.6, null);
        line(new Point(x + 7, y - 7), new Point(x - 7, y + 7), colour, 2.6, null);
      }
      case "parallelGateway" -> {
        line(new Point(x, y - 11), new Point(x, y + 11), colour, 2.6, null);
        line(new Point(x - 11, y), new Point(x + 11, y), colour, 2.6, null);
      }
      case "inclusiveGateway" -> circle(x, y, 10, "none", colour, 2.4, null);
      default -> {
        circle(x, y, 12, "none", colour, 1, null);
        circle(x, y, 9.5, "none", colour, 1, null);
        polygon(
            new double[] {
              x, y - 6, x + 6, y - 1.5, x + 3.7, y + 5.5, x - 3.7, y + 5.5, x - 6, y - 1.5
            },
            "none",
            colour);
      }
    }
    nodeLabel(shape);
  }

  private void annotation(Shape shape) {
    Box box = shape.box();
    line(new Point(box.x(), box.y()), new Point(box.x(), box.bottom()), NOT_PASSED, 1, null);
    line(new Point(box.x(), box.y()), new Point(box.x() + 12, box.y()), NOT_PASSED, 1, null);
    line(
        new Point(box.x(), box.bottom()),
        new Point(box.x() + 12, box.bottom()),
        NOT_PASSED,
        1,
        null);
    text(
        lines(shape.element().name(), box.width() - 8),
        box.x() + 5,
        box.y() + 13,
        "start",
        PALE_TEXT);
  }

  private void nodeLabel(Shape shape) {
    Box label = labelBox(shape);
    if (label != null) {
      text(
          lines(shape.element().name(), Math.max(label.width() + 8, LABEL_WIDTH)),
          label.centreX(),
          label.y() + FONT,
          "middle",
          passed(shape) ? TEXT : PALE_TEXT);
    }
  }

  // Where labels are

  private static final Set<String> LABELLED_INSIDE = Set.of("textAnnotation", "callActivity");

  private static Box labelBox(Shape shape) {
    String type = shape.element().type();
    if (shape.element().name().isEmpty()
        || LABELLED_INSIDE.contains(type)
        || !(type.endsWith("Event") || type.endsWith("Gateway"))) {
      return null;
    }
    if (shape.label() != null) {
      return shape.label();
    }
    Box box = shape.box();
    return new Box(box.centreX() - LABEL_WIDTH / 2, box.bottom() + 4, LABEL_WIDTH, 2 * LINE);
  }

  private static Box labelBox(Edge edge) {
    if (edge.flow().name().isEmpty()) {
      return null;
    }
    if (edge.label() != null) {
      return edge.label();
    }
    Point one = edge.points().get(0);
    Point other = edge.points().get(1);
    return new Box((one.x() + other.x()) / 2 - 20, (one.y() + other.y()) / 2 - 18, 40, LINE);
  }

  /** Broken where words end, as wide as the place. */
  private static List<String> lines(String text, double width) {
    int most = Math.max(4, (int) (width / CHARACTER));
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.strip().split("\\s+")) {
        if (line.length() > 0 && line.length() + 1 + word.length() > most) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() > 0 ? " " : "").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  // What all are made of

  private boolean passed(Shape shape) {
    return path.passed(shape.element().id());
  }

  private String outline(Shape shape) {
    return passed(shape) ? PASSED : NOT_PASSED;
  }

  private String tint(Shape shape) {
    if (path.lasting().contains(shape.element().id())) {
      return LASTING_TINT;
    }
    return passed(shape) ? PASSED_TINT : "#ffffff";
  }

  private void rectangle(
      Box box, double round, String fill, String stroke, double thick, String dash) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" ry=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s></rect>"
            .formatted(
                n(box.x()),
                n(box.y()),
                n(box.width()),
                n(box.height()),
                n(round),
                n(round),
                fill,
                stroke,
                n(thick),
                dashed(dash)));
  }

  private void circle(
      double x, double y, double radius, String fill, String stroke, double thick, String dash) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s></circle>"
            .formatted(n(x), n(y), n(radius), fill, stroke, n(thick), dashed(dash)));
  }

  private void line(Point from, Point to, String stroke, double thick, String dash) {
    svg.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s></line>"
            .formatted(
                n(from.x()), n(from.y()), n(to.x()), n(to.y()), stroke, n(thick), dashed(dash)));
  }

  private void polygon(double[] coordinates, String fill, String stroke) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.append(n(coordinates[i])).append(',').append(n(coordinates[i + 1])).append(' ');
    }
    svg.append(
        "<polygon points=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1\"></polygon>"
            .formatted(points.toString().strip(), fill, stroke));
  }

  private void text(List<String> lines, double x, double y, String anchor, String colour) {
    for (int i = 0; i < lines.size(); i++) {
      svg.append(
          "<text x=\"%s\" y=\"%s\" font-family=\"Sans\" font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>"
              .formatted(n(x), n(y + i * LINE), n(FONT), anchor, colour, escaped(lines.get(i))));
    }
  }

  private static String dashed(String dash) {
    return dash == null ? "" : " stroke-dasharray=\"" + dash + "\"";
  }

  private static String n(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
