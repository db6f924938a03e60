package org.ims.security;

import org.springframework.security.core.AuthenticationException;

/** Too many logins failed from this address, so that this one was not looked at. */
class TooManyFailuresException extends AuthenticationException {

  TooManyFailuresException() {
    super("Too many failed logins from this address.");
  }
}
