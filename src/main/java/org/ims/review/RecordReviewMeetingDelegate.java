package org.ims.review;

import static org.ims.review.PostIncidentReviewProcess.HoldReviewMeeting.ACTIONS;
import static org.ims.review.PostIncidentReviewProcess.HoldReviewMeeting.ATTENDEES;
import static org.ims.review.PostIncidentReviewProcess.HoldReviewMeeting.OUTCOME;
import static org.ims.review.PostIncidentReviewProcess.HoldReviewMeeting.PROCESS_CHANGE_NEEDED;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.FormRow;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordReviewMeetingDelegate implements JavaDelegate {

  private final PostIncidentReviews reviews;
  private final Clock clock;

  RecordReviewMeetingDelegate(PostIncidentReviews reviews, Clock clock) {
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    SubmittedForm form = new SubmittedForm(execution, clock);
    ReviewOutcome outcome = form.requiredChoice(OUTCOME, ReviewOutcome.class);
    boolean processChangeNeeded = form.requiredYesNo(PROCESS_CHANGE_NEEDED);
    List<String> attendees = form.texts(ATTENDEES);
    form.requireThat(!attendees.isEmpty(), ATTENDEES, "required", "is required");
    List<Action> actions = actions(form, number);
    form.accept();
    reviews.meet(number, attendees, actions, processChangeNeeded);
    execution.setVariable(PostIncidentReviewProcess.REVIEW_READY, outcome == ReviewOutcome.APPROVE);
  }

  private static List<Action> actions(SubmittedForm form, String number) {
    List<Action> actions = new ArrayList<>();
    for (FormRow row : form.rows(ACTIONS)) {
      actions.add(
          new Action(
              number,
              actions.size(),
              row.requiredText("what", SubmittedForm.TEXT_AREA),
              row.requiredText("owner", SubmittedForm.TEXT_LINE),
              row.requiredChoice("priority", Action.Priority.class),
              row.requiredChoice("type", Action.Type.class),
              row.instant("due")));
    }
    return actions;
  }
}
