package org.ims.communication;

/** A message was not taken by whoever was to carry it further. */
public class NotDeliveredException extends RuntimeException {

  private final boolean forGood;

  /**
   * @param reason in words, for people who see to it; holds no address and no text of the message
   * @param forGood whether trying again would change nothing
   */
  public NotDeliveredException(String reason, boolean forGood, Throwable cause) {
    super(reason, cause);
    this.forGood = forGood;
  }

  /** Whether trying again would change nothing. */
  public boolean isForGood() {
    return forGood;
  }
}
