package org.ims.engine.web;

import java.io.IOException;

/**
 * Thrown while a request body is read that is longer than the server accepts; answered with 413.
 */
public class BodyTooLargeException extends IOException {

  public BodyTooLargeException(long limit) {
    super("The request body is larger than the " + limit + " bytes that are accepted.");
  }
}
