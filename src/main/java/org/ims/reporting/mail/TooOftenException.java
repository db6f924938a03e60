package org.ims.reporting.mail;

/** More mails than are taken, of somebody who is no flood: this one is taken later. */
class TooOftenException extends RuntimeException {

  TooOftenException() {
    super(Reason.TOO_OFTEN.name());
  }
}
