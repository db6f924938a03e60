package org.ims.communication.updates;

/** How an incident stands in the eyes of those who wait, as status pages use to say it. */
public enum UpdateStatus {
  /** It is known, its cause is not. */
  INVESTIGATING,
  /** The cause is known and worked on. */
  IDENTIFIED,
  /** It should work again and is watched. */
  MONITORING,
  /** It is over. */
  RESOLVED,
  /** It is not pursued any further, or goes on as part of another incident. */
  ENDED;

  /** Whether an audience that heard this hears no more. */
  public boolean isLast() {
    return this == RESOLVED || this == ENDED;
  }
}
