package org.ims.response;

import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.KEEP_FOR;
import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.KEEP_REASON;
import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.KEEP_UNTIL;
import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.OUTCOME;
import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.REMOVED_AT;
import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.RESULT;
import static org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure.RISK_OWNER;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.ims.response.TemporaryCountermeasureProcess.AcceptRisk;
import org.springframework.stereotype.Component;

@Component
class RecordRemovalDelegate implements JavaDelegate {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private enum Outcome {
    REMOVED,
    KEEP
  }

  private enum KeepFor {
    UNTIL,
    GOOD
  }

  private record Fields(
      Instant removedAt, String result, String keepReason, Instant keepUntil, String riskOwner) {}

  private final Countermeasures measures;
  private final Clock clock;

  RecordRemovalDelegate(Countermeasures measures, Clock clock) {
    this.measures = measures;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Outcome outcome = form.requiredChoice(OUTCOME, Outcome.class);
    Fields fields = read(form, outcome);
    form.accept();
    long id = TemporaryCountermeasureProcess.measureId(execution);
    String actor = Actor.of(execution.getProcessEngineServices());
    if (outcome == Outcome.REMOVED) {
      measures.removed(id, fields.removedAt, fields.result, actor);
    } else {
      askToKeep(
          execution,
          measures.askToKeep(id, fields.keepReason, fields.keepUntil, fields.riskOwner, actor));
      execution.setVariable(TemporaryCountermeasureProcess.ASKED_RISK_OWNER, fields.riskOwner);
    }
    execution.setVariable(TemporaryCountermeasureProcess.REMOVED, outcome == Outcome.REMOVED);
  }

  /** Each outcome requires its own fields; the form hides the others. */
  private Fields read(SubmittedForm form, Outcome outcome) {
    boolean keep = outcome == Outcome.KEEP;
    KeepFor keepFor = form.choice(KEEP_FOR, KeepFor.class);
    Fields fields =
        new Fields(
            outcome == Outcome.REMOVED
                ? form.requiredPastInstant(REMOVED_AT)
                : form.instant(REMOVED_AT),
            form.text(RESULT, SubmittedForm.TEXT_AREA),
            form.text(KEEP_REASON, SubmittedForm.TEXT_AREA),
            keepFor == KeepFor.GOOD ? null : form.instant(KEEP_UNTIL),
            form.text(RISK_OWNER, SubmittedForm.TEXT_LINE));
    require(form, outcome != Outcome.REMOVED || fields.result != null, RESULT);
    require(form, !keep || fields.keepReason != null, KEEP_REASON);
    require(form, !keep || keepFor != null, KEEP_FOR);
    require(form, !keep || fields.riskOwner != null, RISK_OWNER);
    if (keep && keepFor == KeepFor.UNTIL) {
      require(form, fields.keepUntil != null, KEEP_UNTIL);
      form.requireThat(
          fields.keepUntil == null || fields.keepUntil.isAfter(clock.instant()),
          KEEP_UNTIL,
          "in-future",
          "must be in the future");
    }
    return fields;
  }

  private static void require(SubmittedForm form, boolean holds, String field) {
    form.requireThat(holds, field, "required", "is required");
  }

  /** In words, for whoever has to decide. */
  private static void askToKeep(DelegateExecution execution, Countermeasure measure) {
    TemporaryCountermeasureProcess.show(
        execution,
        AcceptRisk.KEEP_REQUEST,
        "%s asks to keep it %s.%n%s"
            .formatted(
                measure.keepAskedBy(),
                measure.keepUntil() == null
                    ? "for good"
                    : "until "
                        + DAY_AND_TIME.format(measure.keepUntil().atZone(ZoneId.systemDefault())),
                measure.keepReason()));
  }
}
