package org.ims.communication;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Turns notices into mails (RFC 5322). */
@Component
class MailMessages {

  private final String from;
  private final Clock clock;

  MailMessages(@Value("${ims.mail.from}") String from, Clock clock) {
    this.from = from;
    this.clock = clock;
  }

  MimeMessage compose(Session session, String key, String address, String subject, String body)
      throws MessagingException {
    MimeMessage mail = new IdentifiedMessage(session, messageId(key));
    mail.setFrom(new InternetAddress(from, true));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
    mail.setSubject(subject, StandardCharsets.UTF_8.name());
    mail.setText(body, StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    // RFC 3834: keeps holiday replies from coming back.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  private String messageId(String key) {
    UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return "<%s@%s>".formatted(id, from.substring(from.indexOf('@') + 1));
  }

  /** Keeps its Message-ID, where the library would make a new one with each saving. */
  private static final class IdentifiedMessage extends MimeMessage {

    private final String id;

    IdentifiedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
