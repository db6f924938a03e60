package org.ims.engine.gate;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that the engine only reads when it comes to them can be read, and are within limits. */
final class ValueCheck {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern TIMES = Pattern.compile("R([0-9]{1,9})/(.+)");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private final Models models;
  private final GateSettings settings;
  private final Findings findings;

  ValueCheck(Models models, GateSettings settings, Findings findings) {
    this.models = models;
    this.settings = settings;
    this.findings = findings;
  }

  void check(ModelFile diagram) {
    diagram
        .root()
        .all()
        .forEach(
            element -> {
              checkDate(element, "dueDate");
              checkDate(element, "followUpDate");
              checkNumber(element, "priority");
              checkNumber(element, "jobPriority");
            });
    diagram.root().all("failedJobRetryTimeCycle").forEach(this::checkRetries);
    Set<String> variables = models.variables(diagram);
    Set<String> trusted = new HashSet<>(variables);
    trusted.removeAll(models.ownValues(diagram));
    trusted.removeAll(models.answers(diagram));
    for (XmlElement many : diagram.root().all("multiInstanceLoopCharacteristics")) {
      checkCollection(many, variables);
      many.children("loopCardinality").forEach(number -> checkCardinality(number, trusted));
    }
  }

  private void checkDate(XmlElement element, String attribute) {
    String value = Vocabulary.camunda(element, attribute).strip();
    boolean readable =
        JuelExpression.isIn(value)
            ? !JuelExpression.isConstant(value)
            : value.isEmpty() || Times.isLength(value) || Times.isDate(value);
    if (!readable) {
      findings.add(
          element,
          "value-broken",
          "has the %s %s; write a length as PT4H, a date as 2026-12-31T18:00:00 or a variable",
          attribute,
          value);
    }
  }

  private void checkNumber(XmlElement element, String attribute) {
    String value = Vocabulary.camunda(element, attribute).strip();
    boolean readable =
        JuelExpression.isIn(value)
            ? !JuelExpression.isConstant(value)
            : value.isEmpty() || NUMBER.matcher(value).matches();
    if (!readable) {
      findings.add(element, "value-broken", "has the %s %s, which is no number", attribute, value);
    }
  }

  /** A failing job gets stuck, which people see, only when its retries are used up. */
  private void checkRetries(XmlElement element) {
    String retries = element.text();
    Matcher repeated = TIMES.matcher(retries);
    boolean repeats = repeated.matches();
    String[] pauses = repeats ? new String[] {repeated.group(2)} : retries.split(",", -1);
    long times = repeats ? Long.parseLong(repeated.group(1)) : pauses.length;
    for (String pause : pauses) {
      if (!Times.isLength(pause.strip())) {
        findings.add(
            element,
            "retries",
            "retries by %s, which cannot be read; write R3/PT5M or PT1M,PT10M",
            retries);
        return;
      }
      Duration length = TimerCheck.length(pause.strip());
      if (length.compareTo(settings.shortestRetry()) < 0) {
        findings.add(
            element,
            "retries",
            "retries after %s, and %s is the least",
            pause.strip(),
            settings.shortestRetry().toString());
        return;
      }
    }
    if (times < 1 || times > settings.maxRetries()) {
      findings.add(
          element, "retries", "retries %d times; take 1 to %d", times, settings.maxRetries());
    }
  }

  private void checkCollection(XmlElement many, Set<String> variables) {
    String collection = Vocabulary.camunda(many, "collection").strip();
    if (collection.isEmpty()) {
      return;
    }
    boolean known =
        JuelExpression.isIn(collection)
            ? !JuelExpression.isConstant(collection)
            : NAME.matcher(collection).matches() && variables.contains(collection);
    if (!known) {
      findings.add(
          many, "instances", "is done for each of %s, which is no known variable", collection);
    }
  }

  private void checkCardinality(XmlElement number, Set<String> trusted) {
    String text = number.text();
    if (JuelExpression.isIn(text)) {
      if (!trusted.contains(JuelExpression.variable(text))) {
        findings.add(
            number,
            "instances",
            "is done %s times; take a number, or one variable that only the application writes",
            text);
      }
    } else if (!NUMBER.matcher(text).matches()
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > settings.maxInstances()) {
      findings.add(
          number, "instances", "is done %s times; take 1 to %d", text, settings.maxInstances());
    } else if (withAround(number) > settings.maxInstances()) {
      findings.add(
          number,
          "instances",
          "is done more than %d times, together with what is around it",
          settings.maxInstances());
    }
  }

  /** Each part that is done several times does so with everything in it. */
  private long withAround(XmlElement number) {
    long product = 1;
    XmlElement step = number.parent();
    while (step != null && product <= settings.maxInstances()) {
      for (XmlElement many : step.children("multiInstanceLoopCharacteristics")) {
        for (XmlElement each : many.children("loopCardinality")) {
          product *= NUMBER.matcher(each.text()).matches() ? Long.parseLong(each.text()) : 1;
        }
      }
      step = step.parent();
    }
    return product;
  }
}
