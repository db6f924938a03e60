package org.ims.communication;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.ims.engine.Letters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Turns notices into mails (RFC 5322): plain text and HTML side by side, and an invitation both as
 * a part that calendars read and as a file (RFC 6047).
 */
@Component
class MailMessages {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String from;
  private final Clock clock;

  MailMessages(@Value("${ims.mail.from}") String from, Clock clock) {
    this.from = from;
    this.clock = clock;
  }

  MimeMessage compose(Session session, Mail mail) throws MessagingException {
    MimeMessage message = new IdentifiedMessage(session, messageId(mail.key()));
    message.setFrom(address(from));
    message.setRecipient(Message.RecipientType.TO, address(mail.address()));
    message.setSubject(OneLine.of(mail.subject()), UTF_8);
    if (mail.file() != null) {
      message.setContent(withFile(alternative(mail), file(mail.file())));
    } else if (mail.html() == null && mail.invitation() == null) {
      message.setText(mail.text(), UTF_8, "plain");
    } else {
      message.setContent(
          mail.invitation() == null
              ? alternative(mail)
              : withFile(alternative(mail), invitation(mail.invitation())));
    }
    message.setSentDate(Date.from(clock.instant()));
    // RFC 3834: keeps holiday replies from coming back.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  /** The last part is the one that a reader prefers if it can show it. */
  private static MimeMultipart alternative(Mail mail) throws MessagingException {
    MimeMultipart alternative = new MimeMultipart("alternative");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8, "plain");
    alternative.addBodyPart(text);
    if (mail.html() != null) {
      MimeBodyPart html = new MimeBodyPart();
      html.setText(mail.html(), UTF_8, "html");
      alternative.addBodyPart(html);
    }
    if (mail.invitation() != null) {
      alternative.addBodyPart(
          calendar(
              mail.invitation(),
              "text/calendar; charset=UTF-8; method=%s".formatted(method(mail.invitation()))));
    }
    return alternative;
  }

  private static MimeMultipart withFile(MimeMultipart alternative, MimeBodyPart file)
      throws MessagingException {
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart words = new MimeBodyPart();
    words.setContent(alternative);
    mixed.addBodyPart(words);
    mixed.addBodyPart(file);
    return mixed;
  }

  private static MimeBodyPart invitation(String invitation) throws MessagingException {
    MimeBodyPart file = calendar(invitation, "application/ics; charset=UTF-8");
    file.setFileName("invitation.ics");
    file.setDisposition(Part.ATTACHMENT);
    return file;
  }

  private static MimeBodyPart file(Letters.File content) throws MessagingException {
    MimeBodyPart file = new MimeBodyPart();
    file.setDataHandler(
        new DataHandler(new ByteArrayDataSource(content.content(), content.type())));
    file.setFileName(OneLine.of(content.name()));
    file.setDisposition(Part.ATTACHMENT);
    return file;
  }

  private static MimeBodyPart calendar(String invitation, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(invitation.getBytes(StandardCharsets.UTF_8), type)));
    part.setHeader("Content-Type", type);
    return part;
  }

  private static String method(String invitation) {
    return invitation.contains("\nMETHOD:CANCEL") ? "CANCEL" : "REQUEST";
  }

  /** The library checks the form of an address, but not in every version that it is one line. */
  private static InternetAddress address(String text) throws AddressException {
    if (!OneLine.is(text)) {
      throw new AddressException("The address is more than one line.");
    }
    InternetAddress address = new InternetAddress(text, true);
    address.validate();
    return address;
  }

  private String messageId(String key) {
    UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return "<%s@%s>".formatted(id, domain(from));
  }

  /** The part of a sender's address after the at sign, whether or not a name stands before it. */
  static String domain(String from) {
    return from.substring(from.lastIndexOf('@') + 1).replaceAll("[>\\s].*", "");
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
