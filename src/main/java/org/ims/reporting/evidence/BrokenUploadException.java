package org.ims.reporting.evidence;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The content of a file ended before its end, and nothing of it was kept. */
@ResponseStatus(
    code = HttpStatus.BAD_REQUEST,
    reason = "The file did not arrive as a whole; nothing of it was kept.")
class BrokenUploadException extends RuntimeException {

  BrokenUploadException(Throwable cause) {
    super(cause);
  }
}
