package org.ims.communication;

/** A message was not taken by whoever was to carry it further. */
class NotDeliveredException extends RuntimeException {

  private final boolean forGood;

  /**
   * @param reason in words, for people who see to it; holds no address and no text of the message
   * @param forGood whether trying again would change nothing
   */
  NotDeliveredException(String reason, boolean forGood, Throwable cause) {
    super(reason, cause);
    this.forGood = forGood;
  }

  boolean isForGood() {
    return forGood;
  }
}
