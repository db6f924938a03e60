package org.ims.engine.gate;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** The types of a table's columns: those that the engine transforms values to. */
final class ColumnType {

  static final Set<String> NAMES = Set.of("string", "boolean", "integer", "long", "double", "date");

  private ColumnType() {}

  /** The engine reads its name in any case. */
  static String of(XmlElement clause) {
    return clause.attribute("typeRef").toLowerCase(Locale.ROOT);
  }

  /** What it does not know it takes as it comes, without a word to whoever deploys. */
  static boolean isKnown(String type) {
    return NAMES.contains(type);
  }

  /** Whether a constant can be a value of the type. */
  static boolean fits(Object constant, String type) {
    return switch (type) {
      case "string" -> constant instanceof String;
      case "boolean" -> constant instanceof Boolean;
      case "integer", "long" -> constant instanceof BigDecimal number && isWhole(number, type);
      case "double" -> constant instanceof BigDecimal;
      case "date" -> !(constant instanceof BigDecimal || constant instanceof Boolean);
      default -> true;
    };
  }

  private static boolean isWhole(BigDecimal number, String type) {
    BigDecimal most = BigDecimal.valueOf(type.equals("long") ? Long.MAX_VALUE : Integer.MAX_VALUE);
    // Compared first: the digits of a number with a huge exponent are never written out.
    return number.abs().compareTo(most) <= 0 && number.stripTrailingZeros().scale() <= 0;
  }
}
