package org.ims.communication.status;

/** Who looks at the status page. */
enum Readers {
  /** Everybody with a login. */
  INSIDE,
  /** Everybody else, where at least one service is shown outside. */
  OUTSIDE
}
