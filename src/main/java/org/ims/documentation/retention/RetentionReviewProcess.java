package org.ims.documentation.retention;

/** Contract of processes/documentation/retention/RetentionReview.bpmn. */
final class RetentionReviewProcess {

  static final String KEY = "RetentionReview";

  /** Up to which number the dates of incidents are set. */
  static final String PLANNED_UP_TO = "plannedUpTo";

  static final String MORE_TO_PLAN = "moreToPlan";

  /** How many reviews and erasures began. */
  static final String BEGUN = "begun";

  private RetentionReviewProcess() {}
}
