package org.ims.documentation.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.ims.documentation.reports.FigureTable.Column;
import org.ims.documentation.reports.FigureTable.Kind;

/** Values as people read them. */
final class FigureWords {

  private static final String NOTHING = "–";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private FigureWords() {}

  static String of(FigureTable table, List<Object> row, Column column, ZoneId zone) {
    Object value = table.value(row, column.name());
    if (value == null) {
      return NOTHING;
    }
    Kind kind = column.kind();
    if (kind == Kind.MEASURE) {
      kind =
          switch ((String) table.value(row, "unit")) {
            case "percent" -> Kind.PERCENT;
            case "seconds" -> Kind.DURATION;
            default -> Kind.COUNT;
          };
    }
    return switch (kind) {
      case PERCENT -> new BigDecimal(value.toString()).setScale(1, RoundingMode.HALF_UP) + " %";
      case DURATION -> duration(new BigDecimal(value.toString()).longValue());
      case TIME -> TIME.format(((Instant) value).atZone(zone));
      case COUNT -> "%,d".formatted(new BigDecimal(value.toString()).longValue());
      default -> column.name().equals("state") ? words(value.toString()) : value.toString();
    };
  }

  static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The two largest units, as {@code 2 d 4 h}. */
  static String duration(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() > 0) {
      return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    if (time.toMinutes() > 0) {
      return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
    return "%d s".formatted(seconds);
  }
}
