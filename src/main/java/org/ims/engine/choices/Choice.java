package org.ims.engine.choices;

import static java.util.Objects.requireNonNull;

/**
 * One option of a select, radio, checklist or tag list in a form.
 *
 * @param label what a person reads
 * @param value what the form submits
 */
public record Choice(String label, String value) {

  public Choice {
    requireNonNull(label, "label");
    requireNonNull(value, "value");
  }
}
