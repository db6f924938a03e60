package org.ims.engine;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.spin.json.SpinJsonNode;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;

/**
 * What a person entered in a task's form, read field by field. The engine never checks a form, so
 * each reader here checks its field and collects what is wrong; {@link #accept()} then refuses all
 * faults at once or removes the fields, which are of no use to the process once they are recorded.
 */
public final class SubmittedForm {

  /** What the engine stores in one text variable. */
  public static final int TEXT_AREA = 4000;

  public static final int TEXT_LINE = 255;

  private static final DateTimeFormatter FORM_DATE =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private final DelegateExecution execution;
  private final Clock clock;
  private final List<Violation> violations = new ArrayList<>();
  private final Set<String> read = new LinkedHashSet<>();

  public SubmittedForm(DelegateExecution execution, Clock clock) {
    this.execution = execution;
    this.clock = clock;
  }

  /** A text that must not be empty. */
  public String requiredText(String field, int maxLength) {
    String text = text(field, maxLength);
    if (text == null && !isRefused(field)) {
      refuse(field, "required", "is required");
    }
    return text;
  }

  /** A text, or null when it is empty. */
  public String text(String field, int maxLength) {
    Object value = value(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String string)) {
      return refuse(field, "text", "must be a text");
    }
    if (string.isBlank()) {
      return null;
    }
    if (string.length() > maxLength) {
      return refuse(field, "max-length", "must have at most %d characters".formatted(maxLength));
    }
    return string.strip();
  }

  /** One of a vocabulary, written in kebab case in the form ({@code need-info}). */
  public <E extends Enum<E>> E requiredChoice(String field, Class<E> vocabulary) {
    E choice = choice(field, vocabulary);
    if (choice == null && !isRefused(field)) {
      refuse(field, "required", "is required");
    }
    return choice;
  }

  /** Like {@link #requiredChoice}, or null when nothing is chosen. */
  public <E extends Enum<E>> E choice(String field, Class<E> vocabulary) {
    Object value = value(field);
    if (value == null || "".equals(value)) {
      return null;
    }
    for (E constant : vocabulary.getEnumConstants()) {
      if (key(constant).equals(value)) {
        return constant;
      }
    }
    List<String> known = new ArrayList<>();
    for (E constant : vocabulary.getEnumConstants()) {
      known.add(key(constant));
    }
    return refuse(field, "choice", "must be one of " + String.join(", ", known));
  }

  /** How forms and tables write a constant. */
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A question that must be answered: {@code yes} or {@code no}. */
  public boolean requiredYesNo(String field) {
    Object value = value(field);
    if (value == null || "".equals(value)) {
      refuse(field, "required", "is required");
      return false;
    }
    return yesNo(field, value);
  }

  /** A box that may be left unticked. */
  public boolean ticked(String field) {
    Object value = value(field);
    return value != null && !"".equals(value) && yesNo(field, value);
  }

  private boolean yesNo(String field, Object value) {
    if (value.equals(true) || value.equals("yes")) {
      return true;
    }
    if (!value.equals(false) && !value.equals("no")) {
      refuse(field, "yes-no", "must be yes or no");
    }
    return false;
  }

  /** An instant that must be given. */
  public Instant requiredInstant(String field) {
    Instant instant = instant(field);
    if (instant == null && !isRefused(field)) {
      refuse(field, "required", "is required");
    }
    return instant;
  }

  /** An instant that has passed and must be given. */
  public Instant requiredPastInstant(String field) {
    Instant instant = requiredInstant(field);
    if (instant != null && instant.isAfter(clock.instant())) {
      return refuse(field, "not-in-future", "must not be in the future");
    }
    return instant;
  }

  /** An instant, or null. A time without an offset is read in the server's time zone. */
  public Instant instant(String field) {
    Object value = value(field);
    if (value == null || "".equals(value)) {
      return null;
    }
    if (value instanceof Date date) {
      return date.toInstant();
    }
    try {
      return parseInstant(value.toString());
    } catch (DateTimeParseException e) {
      return refuse(field, "date-time", "must be a date and a time");
    }
  }

  /**
   * As the date fields of forms write it; a date without a time means until the end of that day.
   */
  static Instant parseInstant(String text) {
    TemporalAccessor parsed =
        FORM_DATE.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (parsed instanceof OffsetDateTime withOffset) {
      return withOffset.toInstant();
    }
    LocalDateTime local =
        parsed instanceof LocalDate day
            ? day.atTime(LocalTime.MAX.truncatedTo(ChronoUnit.SECONDS))
            : (LocalDateTime) parsed;
    return local.atZone(ZoneId.systemDefault()).toInstant();
  }

  /** A number between zero and a maximum, or null. */
  public BigDecimal number(String field, long max) {
    Object value = value(field);
    if (value == null || "".equals(value)) {
      return null;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      return refuse(field, "number", "must be a number");
    }
    if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      return refuse(field, "range", "must be between 0 and %,d".formatted(max));
    }
    return number;
  }

  /** A whole number between two bounds, or null. */
  public Integer wholeNumber(String field, int min, int max) {
    BigDecimal number = number(field, Integer.MAX_VALUE);
    if (number == null) {
      return null;
    }
    if (number.stripTrailingZeros().scale() > 0
        || number.intValue() < min
        || number.intValue() > max) {
      return refuse(field, "range", "must be a whole number from %d to %d".formatted(min, max));
    }
    return number.intValue();
  }

  /** The texts of a list of choices; empty when there are none. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (SpinJsonNode element : elements(field)) {
      if (element.isString() && !element.stringValue().isBlank()) {
        texts.add(element.stringValue());
      } else {
        refuse(field, "text", "must be a list of texts");
      }
    }
    return texts;
  }

  /** The rows of a dynamic list; empty when there are none. */
  public List<FormRow> rows(String field) {
    List<FormRow> rows = new ArrayList<>();
    for (SpinJsonNode element : elements(field)) {
      if (element.isObject()) {
        rows.add(new FormRow(this, "%s[%d]".formatted(field, rows.size() + 1), element));
      } else {
        refuse(field, "rows", "must be a list of rows");
      }
    }
    return rows;
  }

  private List<SpinJsonNode> elements(String field) {
    Object value = value(field);
    if (value == null || "".equals(value)) {
      return List.of();
    }
    if (value instanceof SpinJsonNode node && node.isArray()) {
      return new ArrayList<>(node.elements());
    }
    refuse(field, "list", "must be a list");
    return List.of();
  }

  /** Notes a rule that the form's own readers do not know. */
  public void requireThat(boolean holds, String field, String rule, String sentence) {
    if (!holds && !isRefused(field)) {
      refuse(field, rule, sentence);
    }
  }

  /**
   * Takes the form as it is: removes its fields from the process.
   *
   * @throws InvalidInputException listing everything that is wrong; the fields then stay
   */
  public void accept() {
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    execution.removeVariables(read);
  }

  /** Removes the fields read here from another execution too, such as the one that was started. */
  public void removeFrom(DelegateExecution other) {
    other.removeVariables(read);
  }

  private boolean isRefused(String field) {
    return violations.stream().anyMatch(violation -> violation.field().equals(field));
  }

  <T> T refuse(String field, String rule, String sentence) {
    violations.add(new Violation(field, rule, inWords(field) + " " + sentence + "."));
    return null;
  }

  private Object value(String field) {
    read.add(field);
    return execution.getVariable(field);
  }

  /** A field's key as a person reads it: usersAffectedPct becomes "Users affected pct". */
  static String inWords(String field) {
    String words = field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
