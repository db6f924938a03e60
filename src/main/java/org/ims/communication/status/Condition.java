package org.ims.communication.status;

import org.ims.communication.updates.UpdateStatus;

/** How a service is, as far as people were told; the worse the later. */
enum Condition {
  OPERATIONAL,
  /** It should work again and is watched. */
  RESTORING,
  DISTURBED;

  static Condition of(UpdateStatus status) {
    return switch (status) {
      case INVESTIGATING, IDENTIFIED -> DISTURBED;
      case MONITORING -> RESTORING;
      case RESOLVED, ENDED -> OPERATIONAL;
    };
  }

  Condition worse(Condition other) {
    return compareTo(other) < 0 ? other : this;
  }
}
