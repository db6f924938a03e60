package org.ims.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.camunda.spin.json.SpinJsonNode;

/** One row of a dynamic list in a form; what is wrong with it is told by its form. */
public final class FormRow {

  private final SubmittedForm form;
  private final String name;
  private final SpinJsonNode row;

  FormRow(SubmittedForm form, String name, SpinJsonNode row) {
    this.form = form;
    this.name = name;
    this.row = row;
  }

  /** A text that must not be empty. */
  public String requiredText(String field, int maxLength) {
    SpinJsonNode value = value(field);
    if (value == null || !value.isString() || value.stringValue().isBlank()) {
      return form.refuse(name + "." + field, "required", "is required");
    }
    if (value.stringValue().length() > maxLength) {
      return form.refuse(
          name + "." + field, "max-length", "must have at most %d characters".formatted(maxLength));
    }
    return value.stringValue().strip();
  }

  /** One of a vocabulary, which must be chosen. */
  public <E extends Enum<E>> E requiredChoice(String field, Class<E> vocabulary) {
    SpinJsonNode value = value(field);
    if (value != null && value.isString()) {
      for (E constant : vocabulary.getEnumConstants()) {
        if (SubmittedForm.key(constant).equals(value.stringValue())) {
          return constant;
        }
      }
    }
    return form.refuse(name + "." + field, "choice", "must be chosen from the list");
  }

  /** An instant, or null. */
  public Instant instant(String field) {
    SpinJsonNode value = value(field);
    if (value == null || !value.isString() || value.stringValue().isBlank()) {
      return null;
    }
    try {
      return SubmittedForm.parseInstant(value.stringValue());
    } catch (DateTimeParseException e) {
      return form.refuse(name + "." + field, "date-time", "must be a date and a time");
    }
  }

  /** A number between zero and a maximum, or null. */
  public BigDecimal number(String field, long max) {
    SpinJsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      return form.refuse(name + "." + field, "number", "must be a number");
    }
    BigDecimal number = new BigDecimal(value.numberValue().toString());
    if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      return form.refuse(name + "." + field, "range", "must be between 0 and %,d".formatted(max));
    }
    return number;
  }

  private SpinJsonNode value(String field) {
    if (!row.hasProp(field)) {
      return null;
    }
    SpinJsonNode value = row.prop(field);
    return value.isNull() ? null : value;
  }
}
