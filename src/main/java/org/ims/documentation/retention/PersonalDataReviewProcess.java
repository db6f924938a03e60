package org.ims.documentation.retention;

/** Contract of processes/documentation/retention/PersonalDataReview.bpmn. */
final class PersonalDataReviewProcess {

  static final String KEY = "PersonalDataReview";

  static final String MSG_PERSONAL_DATA_REVIEW_DUE = "Msg_PersonalDataReviewDue";
  static final String MSG_PERSONAL_DATA_ERASED = "Msg_PersonalDataErased";

  static final String STILL_KEPT = "stillKept";

  /** Until when the record is kept. */
  static final String KEEP_UNTIL = "keepUntil";

  /** By when somebody decides. */
  static final String REVIEW_BY = "reviewBy";

  static final String ERASE = "erase";

  /** The login of whoever decided to erase; null when nobody was asked. */
  static final String DECIDED_BY = "decidedBy";

  static final String ERASED = "erased";

  private PersonalDataReviewProcess() {}

  /** Fields of forms/documentation/retention/ReviewPersonalData.form. */
  static final class ReviewPersonalData {
    /** How much is held of which kind; shown and never submitted. */
    static final String HOLDINGS = "holdings";

    static final String DECISION = "decision";
    static final String KEEP_REASON = "keepReason";
    static final String KEEP_PERSONAL_UNTIL = "keepPersonalUntil";

    private ReviewPersonalData() {}
  }
}
