package org.ims.importing;

/** Nothing can be imported from the file; the message is one sentence for whoever started it. */
class UnreadableLogException extends RuntimeException {

  UnreadableLogException(String sentence) {
    super(sentence);
  }

  UnreadableLogException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
