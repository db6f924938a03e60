package org.ims.review;

/** Contract of processes/review/PostIncidentReview.bpmn. */
final class PostIncidentReviewProcess {

  static final String KEY = "PostIncidentReview";

  /** Inputs of ReviewDecision, beside the priority. */
  static final String MAJOR = "major";

  static final String SECURITY = "security";
  static final String REPORTABLE = "reportable";
  static final String SERVICE_LEVEL_BREACHED = "serviceLevelBreached";
  static final String REOPENED = "reopened";
  static final String RECURRENCE = "recurrence";

  /** Outputs of ReviewDecision. */
  static final String REVIEW_DEPTH = "reviewDepth";

  static final String REVIEW_BECAUSE = "reviewBecause";
  static final String WRITE_WITHIN = "writeWithin";
  static final String MEET_WITHIN = "meetWithin";
  static final String MEETING_CALENDAR = "meetingCalendar";
  static final String APPROVE_WITHIN = "approveWithin";
  static final String APPROVAL_CALENDAR = "approvalCalendar";

  static final String WRITE_DUE = "writeDue";
  static final String MEETING_DUE = "meetingDue";
  static final String APPROVAL_DUE = "approvalDue";
  static final String REVIEW_READY = "reviewReady";
  static final String REVIEW_APPROVED = "reviewApproved";

  private PostIncidentReviewProcess() {}

  /** Fields of forms/review/WriteReview.form. */
  static final class WriteReview {
    static final String SUMMARY = "summary";
    static final String WHAT_HAPPENED = "whatHappened";
    static final String CONTRIBUTING_FACTORS = "contributingFactors";
    static final String REVIEW_IMPACT = "reviewImpact";
    static final String DETECTION = "detection";
    static final String WHAT_WENT_WELL = "whatWentWell";
    static final String WHAT_DID_NOT = "whatDidNot";
    static final String ROOT_CAUSE_CODE = "rootCauseCode";
    static final String TIMELINE_CONFIRMED = "timelineConfirmed";
    static final String PROCESS_FOLLOWED = "processFollowed";
    static final String DEVIATION_REASON = "deviationReason";

    private WriteReview() {}
  }

  /** Fields of forms/review/HoldReviewMeeting.form. */
  static final class HoldReviewMeeting {
    static final String OUTCOME = "outcome";
    static final String ATTENDEES = "attendees";
    static final String ACTIONS = "actions";
    static final String PROCESS_CHANGE_NEEDED = "processChangeNeeded";

    private HoldReviewMeeting() {}
  }

  /** Fields of forms/review/ApproveReview.form. */
  static final class ApproveReview {
    static final String DECISION = "decision";
    static final String COMMENT = "comment";

    private ApproveReview() {}
  }
}
