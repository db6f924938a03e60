package org.ims.reporting.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a mail says.
 *
 * @param text plain text, with what it quotes; empty where there is none
 * @param textIsWhole whether this is all of it
 */
record MailContent(String text, boolean textIsWhole, List<Attachment> attachments) {

  /**
   * A file that came with it.
   *
   * @param name as its sender calls it, or one of ours
   */
  record Attachment(String name, Content content) {}

  /** Reads a file from its beginning, each time. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }
}
