package org.ims.communication;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ims.engine.Notices;

/** Contract of processes/communication/NoticeDelivery.bpmn. */
final class NoticeDeliveryProcess {

  static final String KEY = "NoticeDelivery";

  static final String MSG_NOTICE_DELIVERY_REQUESTED = Notices.MESSAGE;

  /** One of many is to be told: the notice is written in a step of its own. */
  static final String MSG_NOTICE_QUEUED = Notices.QUEUED;

  static final String NOTICE_KIND = Notices.KIND;
  static final String NOTICE_ROUND = Notices.ROUND;
  static final String NOTICE_DETAIL = Notices.DETAIL;
  static final String NOTICE_RECIPIENT = Notices.RECIPIENT;
  static final String NOTICE_ID = "noticeId";

  /** Whether there is an address, and no drill that its owner must not hear of. */
  static final String TO_BE_SENT = "toBeSent";

  /** Whether the last attempt left nothing to do. */
  static final String DELIVERED = "delivered";

  /** How often it was tried, since it was written or since a person had it sent again. */
  static final String ATTEMPT = "attempt";

  static final String REFUSED_FOR_GOOD = "refusedForGood";

  /** How long to wait before the next attempt; null to give up. */
  static final String DELIVERY_PAUSE = "deliveryPause";

  /** A person has an undelivered notice sent again. */
  static final String MSG_RETRY_REQUESTED = "Msg_RetryRequested";

  /** A person says that nobody needs an undelivered notice any more. */
  static final String MSG_NOTICE_DISCARDED = "Msg_NoticeDiscarded";

  /** Instances of the process that came before this one, under another key, know no table. */
  static boolean asksTheTable(DelegateExecution execution) {
    return execution.getProcessDefinitionId().startsWith(KEY + ":");
  }

  private NoticeDeliveryProcess() {}
}
