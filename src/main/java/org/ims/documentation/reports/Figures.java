package org.ims.documentation.reports;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ims.documentation.reports.FigureTable.Column;
import org.ims.documentation.reports.FigureTable.Kind;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the views of the figures, which know their period from settings of the transaction. */
@Component
class Figures {

  private final JdbcClient jdbc;
  private final Clock clock;

  Figures(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param restricted whether restricted incidents count
   */
  @Transactional
  public FigureTable read(Figure figure, Period period, boolean restricted) {
    return read(List.of(figure), period, restricted).get(figure);
  }

  /** Several figures of one moment. */
  @Transactional
  public Map<Figure, FigureTable> read(List<Figure> figures, Period period, boolean restricted) {
    set("from", period.from().toString());
    set("to", period.to().toString());
    set("zone", period.zone().getId());
    set("now", clock.instant().toString());
    set("restricted", Boolean.toString(restricted));
    // In which the engine writes its times, which have none.
    set("engine_zone", ZoneId.systemDefault().getId());
    Map<Figure, FigureTable> tables = new LinkedHashMap<>();
    figures.forEach(figure -> tables.put(figure, table(figure)));
    return tables;
  }

  /** What a figure counts. */
  String definition(Figure figure) {
    return jdbc.sql("select obj_description(cast(? as regclass))")
        .param(figure.view())
        .query(String.class)
        .single();
  }

  private void set(String name, String value) {
    jdbc.sql("select set_config(?, ?, true)")
        .params("ims.report_" + name, value)
        .query(String.class)
        .single();
  }

  private FigureTable table(Figure figure) {
    String definition = definition(figure);
    ResultSetExtractor<FigureTable> rows = result -> table(figure, definition, result);
    return jdbc.sql("select * from " + figure.view()).query(rows);
  }

  private static FigureTable table(Figure figure, String definition, ResultSet result)
      throws SQLException {
    ResultSetMetaData data = result.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      int type = data.getColumnType(i);
      boolean number = type == Types.BIGINT || type == Types.NUMERIC || type == Types.INTEGER;
      boolean time = type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
      String name = data.getColumnLabel(i);
      columns.add(Column.of(name, Kind.of(name, number, time)));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        row.add(
            columns.get(i).kind() == Kind.TIME
                ? instant(result.getObject(i + 1, OffsetDateTime.class))
                : result.getObject(i + 1));
      }
      rows.add(row);
    }
    return new FigureTable(figure, definition, columns, rows);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
