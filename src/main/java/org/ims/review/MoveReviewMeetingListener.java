package org.ims.review;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Somebody may have given the task another date in Tasklist. */
@Component
class MoveReviewMeetingListener implements TaskListener {

  private final MeetingDates dates;

  MoveReviewMeetingListener(MeetingDates dates) {
    this.dates = dates;
  }

  @Override
  public void notify(DelegateTask task) {
    Date due = task.getDueDate();
    dates.moved(task.getExecution().getProcessBusinessKey(), due == null ? null : due.toInstant());
    // After rework the task comes back with it.
    task.getExecution().setVariable(PostIncidentReviewProcess.MEETING_DUE, due);
  }
}
