package org.ims.catalogue;

import java.util.Locale;
import java.util.Map;
import org.ims.incident.Violation;

/**
 * One broken rule of a service.
 *
 * @param field as the API, the CSV and the form name it
 * @param rule its short name, for machines
 * @param phrase what is wrong, to be read after the name of the field
 */
record Fault(String field, String rule, String phrase) {

  private static final Map<String, String> LABELS =
      Map.of("rto", "RTO", "rpo", "RPO", "statusPublic", "Public status");

  Violation violation() {
    return new Violation(field, rule, label() + " " + phrase + ".");
  }

  private String label() {
    String words = field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return LABELS.getOrDefault(
        field, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
  }
}
