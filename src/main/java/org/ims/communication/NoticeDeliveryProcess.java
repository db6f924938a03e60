package org.ims.communication;

import org.ims.engine.Notices;

/** Contract of processes/communication/NoticeDelivery.bpmn. */
final class NoticeDeliveryProcess {

  static final String KEY = "NoticeDelivery";

  static final String MSG_NOTICE_DELIVERY_REQUESTED = Notices.MESSAGE;

  static final String NOTICE_KIND = Notices.KIND;
  static final String NOTICE_ROUND = Notices.ROUND;
  static final String NOTICE_DETAIL = Notices.DETAIL;
  static final String NOTICE_RECIPIENT = Notices.RECIPIENT;
  static final String NOTICE_ID = "noticeId";

  /** Whether there is an address, and no drill that its owner must not hear of. */
  static final String TO_BE_SENT = "toBeSent";

  private NoticeDeliveryProcess() {}
}
