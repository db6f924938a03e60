package org.ims.communication.updates;

/** What the approver of an update says. */
enum UpdateDecision {
  APPROVE,
  CHANGE
}
