package org.ims.communication;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** Hands mails to a mail server. */
class SmtpTransport implements MailTransport {

  private static final int FINAL = 500;

  private final JavaMailSender sender;
  private final MailMessages messages;

  SmtpTransport(JavaMailSender sender, MailMessages messages) {
    this.sender = sender;
    this.messages = messages;
  }

  @Override
  public void send(Mail mail) {
    Session session = sender.createMimeMessage().getSession();
    try {
      sender.send(messages.compose(session, mail));
    } catch (MessagingException e) {
      throw new NotDeliveredException("The message cannot be written as a mail.", true, e);
    } catch (MailAuthenticationException e) {
      throw new NotDeliveredException("The mail server refuses our login.", false, e);
    } catch (MailException e) {
      throw refusal(e);
    }
  }

  /** The server's own word decides: a code from 500 on is final (RFC 5321, 4.2.1). */
  private static NotDeliveredException refusal(MailException failure) {
    int code = codeOf(failure, new HashSet<>());
    if (code == 0) {
      return new NotDeliveredException("The mail server does not answer.", false, failure);
    }
    return new NotDeliveredException(
        "The mail server answers with code %d.".formatted(code), code >= FINAL, failure);
  }

  /** Mail libraries hang the answer anywhere below the failure; 0 when there was none. */
  private static int codeOf(Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return 0;
    }
    if (failure instanceof SMTPAddressFailedException refused) {
      return refused.getReturnCode();
    }
    if (failure instanceof SMTPSendFailedException refused && refused.getReturnCode() >= 400) {
      return refused.getReturnCode();
    }
    int code = codeOf(failure.getCause(), seen);
    if (code == 0 && failure instanceof MessagingException mail) {
      code = codeOf(mail.getNextException(), seen);
    }
    if (code == 0 && failure instanceof MailSendException sending) {
      for (Exception one : sending.getMessageExceptions()) {
        code = Math.max(code, codeOf(one, seen));
      }
    }
    return code;
  }
}
