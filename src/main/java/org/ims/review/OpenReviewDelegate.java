package org.ims.review;

import static org.ims.review.PostIncidentReviewProcess.APPROVAL_CALENDAR;
import static org.ims.review.PostIncidentReviewProcess.APPROVAL_DUE;
import static org.ims.review.PostIncidentReviewProcess.APPROVE_WITHIN;
import static org.ims.review.PostIncidentReviewProcess.MEETING_CALENDAR;
import static org.ims.review.PostIncidentReviewProcess.MEETING_DUE;
import static org.ims.review.PostIncidentReviewProcess.MEET_WITHIN;
import static org.ims.review.PostIncidentReviewProcess.REVIEW_BECAUSE;
import static org.ims.review.PostIncidentReviewProcess.REVIEW_DEPTH;
import static org.ims.review.PostIncidentReviewProcess.WRITE_DUE;
import static org.ims.review.PostIncidentReviewProcess.WRITE_WITHIN;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class OpenReviewDelegate implements JavaDelegate {

  private final PostIncidentReviews reviews;
  private final MeetingDates dates;

  OpenReviewDelegate(PostIncidentReviews reviews, MeetingDates dates) {
    this.reviews = reviews;
    this.dates = dates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    reviews.open(
        IncidentLifecycleProcess.incidentNumber(execution),
        text(execution, REVIEW_DEPTH),
        text(execution, REVIEW_BECAUSE));
    String meetingCalendar = text(execution, MEETING_CALENDAR);
    setDue(execution, WRITE_DUE, text(execution, WRITE_WITHIN), meetingCalendar);
    setDue(execution, MEETING_DUE, text(execution, MEET_WITHIN), meetingCalendar);
    setDue(
        execution,
        APPROVAL_DUE,
        text(execution, APPROVE_WITHIN),
        text(execution, APPROVAL_CALENDAR));
    Date meeting = (Date) execution.getVariable(MEETING_DUE);
    if (meeting != null) {
      dates.set(
          IncidentLifecycleProcess.incidentNumber(execution), meeting.toInstant(), meetingCalendar);
    }
  }

  /** A short review has no meeting, and the table no time for it. */
  private void setDue(
      DelegateExecution execution, String variable, String within, String calendar) {
    execution.setVariable(
        variable, within == null ? null : Date.from(reviews.due(within, calendar)));
  }

  private static String text(DelegateExecution execution, String variable) {
    return (String) execution.getVariable(variable);
  }
}
