package org.ims.documentation.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * A drawing of a figure, laid out: the template only draws what stands here. All lengths are pixels
 * of the drawing.
 *
 * @param title says in a sentence what is drawn, for whoever does not see it
 */
record Chart(
    String title,
    double width,
    double height,
    List<Bar> bars,
    List<Line> lines,
    List<Word> words,
    List<Rule> rules) {

  /** Apart for everybody, colour-blind people too (Okabe and Ito). */
  static final List<String> COLOURS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00");

  private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3", "4 4");

  private static final double WIDTH = 655;
  private static final double CHARACTER = 5.6;

  /** A filled rectangle. */
  record Bar(double x, double y, double width, double height, String colour) {}

  /**
   * @param points as SVG writes them
   */
  record Line(String points, String colour, String dash, List<Bar> marks) {}

  /**
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  record Word(double x, double y, String anchor, String text) {}

  /** A straight line of the frame. */
  record Rule(double x1, double y1, double x2, double y2) {}

  /**
   * Values side by side.
   *
   * @param values null where there is none
   */
  record Series(String name, List<Double> values) {}

  /** One bar for each label, with its value behind it; the longest labels are cut. */
  static Chart bars(String title, List<String> labels, List<Double> values) {
    double row = 17;
    double left = 160;
    double longest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      double y = i * row + 3;
      double width = longest == 0 ? 0 : (WIDTH - left - 70) * values.get(i) / longest;
      bars.add(new Bar(left, y, Math.max(width, 0.5), row - 5, COLOURS.get(0)));
      words.add(new Word(left - 6, y + 9.5, "end", cut(labels.get(i), (int) (left / CHARACTER))));
      words.add(new Word(left + width + 5, y + 9.5, "start", count(values.get(i))));
    }
    return new Chart(
        title,
        WIDTH,
        labels.size() * row + 4,
        bars,
        List.of(),
        words,
        List.of(new Rule(left, 0, left, labels.size() * row + 2)));
  }

  /** Groups of bars along the time. */
  static Chart columns(String title, List<String> labels, List<Series> series) {
    Frame frame = new Frame(title, labels, series, Chart::count);
    double group = frame.step * 0.8;
    double each = group / series.size();
    for (int s = 0; s < series.size(); s++) {
      for (int i = 0; i < labels.size(); i++) {
        Double value = series.get(s).values().get(i);
        if (value != null) {
          double y = frame.y(value);
          frame.bars.add(
              new Bar(
                  frame.x(i) - group / 2 + s * each,
                  y,
                  each * 0.9,
                  frame.bottom - y,
                  COLOURS.get(s)));
        }
      }
    }
    return frame.chart();
  }

  /** Lines along the time, each with a dash and marks of its own; gaps where there is no value. */
  static Chart lines(
      String title, List<String> labels, List<Series> series, DoubleFunction<String> axis) {
    Frame frame = new Frame(title, labels, series, axis);
    for (int s = 0; s < series.size(); s++) {
      List<Bar> marks = new ArrayList<>();
      List<String> run = new ArrayList<>();
      List<List<String>> runs = new ArrayList<>(List.of(run));
      for (int i = 0; i < labels.size(); i++) {
        Double value = series.get(s).values().get(i);
        if (value == null) {
          run = new ArrayList<>();
          runs.add(run);
        } else {
          run.add("%s,%s".formatted(number(frame.x(i)), number(frame.y(value))));
          marks.add(new Bar(frame.x(i) - 2.5, frame.y(value) - 2.5, 5, 5, COLOURS.get(s)));
        }
      }
      String colour = COLOURS.get(s);
      String dash = DASHES.get(s);
      runs.stream()
          .filter(points -> points.size() > 1)
          .forEach(
              points ->
                  frame.lines.add(new Line(String.join(" ", points), colour, dash, List.of())));
      frame.lines.add(new Line("", colour, dash, marks));
    }
    return frame.chart();
  }

  /** The axes, the legend and the scale of a chart along the time. */
  private static final class Frame {

    private final double left = 62;
    private final double top = 24;
    private final double bottom = 150;
    private final String title;
    private final double step;
    private final double most;
    private final List<Bar> bars = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    Frame(String title, List<String> labels, List<Series> series, DoubleFunction<String> axis) {
      this.title = title;
      this.step = (WIDTH - left - 5) / Math.max(labels.size(), 1);
      double highest =
          series.stream()
              .flatMap(one -> one.values().stream())
              .filter(value -> value != null)
              .mapToDouble(Double::doubleValue)
              .max()
              .orElse(0);
      this.most = highest <= 0 ? 1 : highest;
      for (int i = 0; i <= 2; i++) {
        double value = most * i / 2;
        rules.add(new Rule(left, y(value), WIDTH - 5, y(value)));
        words.add(new Word(left - 5, y(value) + 4, "end", axis.apply(value)));
      }
      for (int i = 0; i < labels.size(); i++) {
        words.add(new Word(x(i), bottom + 14, "middle", labels.get(i)));
      }
      double x = left;
      for (int s = 0; s < series.size(); s++) {
        bars.add(new Bar(x, 3, 10, 10, COLOURS.get(s)));
        words.add(new Word(x + 14, 12, "start", series.get(s).name()));
        x += 14 + series.get(s).name().length() * CHARACTER + 24;
      }
    }

    double x(int index) {
      return left + (index + 0.5) * step;
    }

    double y(double value) {
      return bottom - (bottom - top) * value / most;
    }

    Chart chart() {
      return new Chart(title, WIDTH, bottom + 20, bars, lines, words, rules);
    }
  }

  private static String count(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : number(value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.codePoints()
                .limit(most - 1L)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
            + "…";
  }
}
