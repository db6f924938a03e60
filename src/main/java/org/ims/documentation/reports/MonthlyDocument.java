package org.ims.documentation.reports;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.ims.documentation.reports.FigureTable.Column;
import org.ims.documentation.reports.FigureTable.Kind;
import org.ims.engine.pdf.PdfDocuments;
import org.springframework.stereotype.Component;

/** Writes the report of a month: key figures beside those of the month before, charts, tables. */
@Component
class MonthlyDocument {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  /** In their order; reasons are for those who look into single incidents. */
  private static final List<Figure> SECTIONS =
      List.of(
          Figure.VOLUME_BY_MONTH,
          Figure.BY_STATE,
          Figure.BY_PRIORITY,
          Figure.BY_SERVICE,
          Figure.BY_CATEGORY,
          Figure.TIMES,
          Figure.TIMES_BY_PRIORITY,
          Figure.TIMES_BY_MONTH,
          Figure.SERVICE_LEVELS,
          Figure.SERVICE_LEVELS_BY_MONTH,
          Figure.MAJOR_INCIDENTS,
          Figure.REOPENED,
          Figure.HAND_OVERS,
          Figure.OVERRIDES,
          Figure.OVERDUE);

  /** More bars than this are not read any more; the table has them all. */
  private static final int MOST_BARS = 20;

  /** A figure beside the one of the month before. */
  record KeyFigure(String name, String now, String before) {}

  /** A value in a table. */
  record Cell(String text, boolean number) {}

  /**
   * @param chart null for a figure without one
   */
  record Section(
      String title, String definition, Chart chart, List<Cell> header, List<List<Cell>> rows) {}

  private final Figures figures;
  private final PdfDocuments documents;
  private final Clock clock;

  MonthlyDocument(Figures figures, PdfDocuments documents, Clock clock) {
    this.figures = figures;
    this.documents = documents;
    this.clock = clock;
  }

  /** Without restricted incidents, because it is sent to many. */
  byte[] of(YearMonth month, ZoneId zone) {
    FigureTable before =
        figures.read(Figure.KEY_FIGURES, Period.of(month.minusMonths(1), zone), false);
    List<Figure> wanted = new ArrayList<>(SECTIONS);
    wanted.add(Figure.KEY_FIGURES);
    Period period = Period.of(month, zone);
    Map<Figure, FigureTable> tables = figures.read(wanted, period, false);
    FigureTable now = tables.get(Figure.KEY_FIGURES);
    return documents.render(
        "MonthlyReport",
        Map.of(
            "month",
            MONTH.format(month),
            "monthBefore",
            MONTH.format(month.minusMonths(1)),
            "period",
            "%s to %s, days of %s".formatted(period.first(), period.last(), zone.getId()),
            "madeAt",
            TIME.format(clock.instant().atZone(zone)),
            "keyFigures",
            keyFigures(now, before, zone),
            "keyDefinition",
            now.definition(),
            "sections",
            SECTIONS.stream().map(figure -> section(tables.get(figure), zone)).toList()));
  }

  private static List<KeyFigure> keyFigures(FigureTable now, FigureTable before, ZoneId zone) {
    List<KeyFigure> found = new ArrayList<>();
    Column value = now.columns().get(now.index("value"));
    for (int i = 0; i < now.rows().size(); i++) {
      found.add(
          new KeyFigure(
              (String) now.value(now.rows().get(i), "figure"),
              FigureWords.of(now, now.rows().get(i), value, zone),
              FigureWords.of(before, before.rows().get(i), value, zone)));
    }
    return found;
  }

  private static Section section(FigureTable table, ZoneId zone) {
    return new Section(
        table.figure().title(),
        table.definition(),
        table.rows().isEmpty() ? null : chart(table),
        table.columns().stream().map(column -> new Cell(column.label(), isNumber(column))).toList(),
        table.rows().stream()
            .map(
                row ->
                    table.columns().stream()
                        .map(
                            column ->
                                new Cell(
                                    FigureWords.of(table, row, column, zone), isNumber(column)))
                        .toList())
            .toList());
  }

  private static boolean isNumber(Column column) {
    return column.kind() != Kind.TEXT && column.kind() != Kind.TIME;
  }

  private static Chart chart(FigureTable table) {
    return switch (table.figure()) {
      case VOLUME_BY_MONTH -> columns(table, "reported", "resolved", "closed");
      case MAJOR_INCIDENTS -> columns(table, "considered", "accepted", "demoted");
      case BY_STATE -> bars(table, "state", "incidents");
      case BY_PRIORITY -> bars(table, "priority", "incidents");
      case BY_SERVICE -> bars(table, "service", "incidents");
      case BY_CATEGORY -> bars(table, "category", "incidents");
      case TIMES_BY_MONTH -> trend(table, "measure", "median_seconds");
      case SERVICE_LEVELS_BY_MONTH -> trend(table, "target", "kept_percent");
      default -> null;
    };
  }

  private static Chart bars(FigureTable table, String label, String value) {
    List<List<Object>> rows = table.rows().subList(0, Math.min(MOST_BARS, table.rows().size()));
    return Chart.bars(
        table.figure().title() + ", as in the table below",
        rows.stream()
            .map(row -> table.value(row, label).toString())
            .map(text -> label.equals("state") ? FigureWords.words(text) : text)
            .toList(),
        rows.stream().map(row -> number(table.value(row, value))).toList());
  }

  private static Chart columns(FigureTable table, String... values) {
    return Chart.columns(
        table.figure().title() + ", as in the table below",
        table.rows().stream().map(row -> (String) table.value(row, "month")).toList(),
        List.of(values).stream()
            .map(
                value ->
                    new Chart.Series(
                        value,
                        table.rows().stream().map(row -> number(table.value(row, value))).toList()))
            .toList());
  }

  private static Chart trend(FigureTable table, String by, String value) {
    List<String> months =
        table.rows().stream().map(row -> (String) table.value(row, "month")).distinct().toList();
    List<String> names =
        table.rows().stream().map(row -> (String) table.value(row, by)).distinct().toList();
    List<Chart.Series> series =
        names.stream()
            .map(
                name ->
                    new Chart.Series(
                        name,
                        months.stream().map(month -> at(table, month, by, name, value)).toList()))
            .toList();
    return Chart.lines(
        table.figure().title() + ", as in the table below",
        new ArrayList<>(new TreeSet<>(months)),
        series,
        value.endsWith("_percent")
            ? number -> "%.0f %%".formatted(number)
            : number -> FigureWords.duration((long) number));
  }

  private static Double at(FigureTable table, String month, String by, String name, String value) {
    return table.rows().stream()
        .filter(row -> table.value(row, "month").equals(month) && table.value(row, by).equals(name))
        .map(row -> number(table.value(row, value)))
        .findFirst()
        .orElse(null);
  }

  private static Double number(Object value) {
    return value == null ? null : ((Number) value).doubleValue();
  }
}
