package org.ims.review;

/** What a meeting or an approver makes of a review. */
enum ReviewOutcome {
  APPROVE,
  REWORK
}
