package org.ims.reporting.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.util.Properties;

/**
 * A mail as it lay in the mailbox.
 *
 * @param raw its bytes; of a mail that is too large only the beginning, which holds its headers
 * @param whole whether these are all
 * @param size in bytes, as the mail server tells it
 */
record IncomingMail(byte[] raw, boolean whole, long size) {

  private static final Session SESSION = Session.getInstance(properties());

  /** The mail, whose parts are read from the same bytes when somebody asks for them. */
  MimeMessage message() throws MessagingException {
    return new MimeMessage(SESSION, new SharedByteArrayInputStream(raw));
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.address.strict", "false");
    return properties;
  }
}
