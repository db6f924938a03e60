package org.ims.communication.updates;

/** Contract of processes/communication/updates/ChangeAnnouncement.bpmn. */
final class ChangeAnnouncementProcess {

  static final String KEY = "ChangeAnnouncement";

  static final String MSG_ANNOUNCEMENT_DUE = "Msg_AnnouncementDue";

  /** From which state it came, in kebab case; empty when it is new or stays where it was. */
  static final String STATE_FROM = "stateFrom";

  /** In which state it is since, or {@link #SAME}. */
  static final String STATE_TO = "stateTo";

  static final String SAME = "same";

  /** Who reported it: {@code form}, {@code api}, {@code webhook} and their like. */
  static final String SOURCE = "source";

  /** Counts the moves of the incident, so that each notice is one of its own. */
  static final String MOVE = "move";

  /** Which notice the reporter gets; null for none. */
  static final String STATE_NOTICE = "stateNotice";

  static final String PRIORITY = "priority";
  static final String RESTRICTED = "restricted";
  static final String PART_OF_ANOTHER = "partOfAnother";
  static final String SERVICE_PUBLIC = "servicePublic";

  private ChangeAnnouncementProcess() {}
}
