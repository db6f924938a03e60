package org.ims.communication;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;

/** Hands mails to a mail server. */
class SmtpTransport implements MailTransport {

  private final JavaMailSender sender;
  private final MailMessages messages;

  SmtpTransport(JavaMailSender sender, MailMessages messages) {
    this.sender = sender;
    this.messages = messages;
  }

  @Override
  public void send(String key, String address, String subject, String body) {
    Session session = sender.createMimeMessage().getSession();
    try {
      sender.send(messages.compose(session, key, address, subject, body));
    } catch (MessagingException e) {
      throw new MailPreparationException(e);
    }
  }
}
