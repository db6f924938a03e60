package org.ims.reporting.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ims.engine.MailAddress;
import org.ims.engine.Sha256;
import org.ims.incident.IncidentNumber;

/**
 * What the headers of a mail say, read so that no header, however broken, keeps the mail from being
 * filed.
 */
final class MailHeaders {

  private static final int LINE = 255;
  private static final int MOST_REFERENCES = 50;

  /** Longer ones are an attack on somebody's memory. */
  private static final int MOST_CHARACTERS = 20_000;

  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,250}>");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![A-Z0-9-])" + IncidentNumber.FORMAT.replace(",}", ",12}") + "(?![0-9])",
          Pattern.CASE_INSENSITIVE);

  private final MimeMessage message;

  MailHeaders(MimeMessage message) {
    this.message = message;
  }

  /** A header as it stands there, unfolded, or empty. */
  String raw(String name) {
    try {
      String value = message.getHeader(name, null);
      if (value == null) {
        return "";
      }
      String part = value.length() > MOST_CHARACTERS ? value.substring(0, MOST_CHARACTERS) : value;
      return PlainText.storable(PlainText.header(MimeUtility.unfold(part))).strip();
    } catch (MessagingException e) {
      return "";
    }
  }

  boolean has(String name) {
    try {
      return message.getHeader(name) != null;
    } catch (MessagingException e) {
      return false;
    }
  }

  /** With its angle brackets, or null. */
  String messageId() {
    Matcher id = MESSAGE_ID.matcher(raw("Message-ID"));
    return id.find() ? id.group() : null;
  }

  /** The address of whoever wrote it, in small letters, or null when there is none to be read. */
  String sender() {
    try {
      InternetAddress[] from = from();
      String address =
          from.length == 0 || from[0].getAddress() == null
              ? ""
              : from[0].getAddress().toLowerCase(Locale.ROOT);
      return address.length() <= LINE && MailAddress.is(address) ? address : null;
    } catch (AddressException e) {
      return null;
    }
  }

  private InternetAddress[] from() throws AddressException {
    return InternetAddress.parseHeader(raw("From"), false);
  }

  /** Whether it names one sender, so that nobody can be proven and another one be read. */
  boolean hasOneSender() {
    try {
      String[] headers = message.getHeader("From");
      return headers != null
          && headers.length == 1
          && headers[0].length() <= MOST_CHARACTERS
          && from().length == 1;
    } catch (MessagingException e) {
      return false;
    }
  }

  /**
   * Whether a mail server says (RFC 8601) that the mail is from the domain of its sender. Only the
   * topmost word counts: those below it may be the sender's own.
   *
   * @param server as which it speaks
   */
  boolean isAuthentic(String server) {
    String sender = sender();
    if (sender == null || !hasOneSender()) {
      return false;
    }
    try {
      String[] words = message.getHeader("Authentication-Results");
      if (words == null || words[0].length() > MOST_CHARACTERS) {
        return false;
      }
      AuthenticationResults results = new AuthenticationResults(MimeUtility.unfold(words[0]));
      return results.isOf(server)
          && results.isDmarcPassedFor(sender.substring(sender.indexOf('@') + 1));
    } catch (MessagingException e) {
      return false;
    }
  }

  /** One line of at most 255 characters; empty where there is none. */
  String subject() {
    String subject = raw("Subject");
    String decoded;
    try {
      decoded = MimeUtility.decodeText(subject);
    } catch (UnsupportedEncodingException | RuntimeException e) {
      // An unknown character set: what stands there is better than nothing.
      decoded = subject;
    }
    return PlainText.cut(PlainText.line(decoded), LINE);
  }

  /** When its sender says that it was sent, or null. */
  Instant sentAt() {
    try {
      Date date = new MailDateFormat().parse(raw("Date"));
      Instant sent = date == null ? null : date.toInstant();
      boolean storable =
          sent != null
              && sent.isAfter(Instant.EPOCH)
              && sent.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
      return storable ? sent : null;
    } catch (ParseException e) {
      return null;
    }
  }

  /** The incidents that the subject names, as they are written in our books. */
  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    Matcher number = NUMBER.matcher(subject());
    while (number.find()) {
      numbers.add(number.group().toUpperCase(Locale.ROOT));
    }
    return numbers;
  }

  /** The messages that this one answers, the nearest first. */
  List<String> references() {
    List<String> references = new ArrayList<>(ids("In-Reply-To"));
    List<String> thread = ids("References");
    Collections.reverse(thread);
    references.addAll(thread);
    return references.stream().distinct().limit(MOST_REFERENCES).toList();
  }

  private List<String> ids(String header) {
    List<String> ids = new ArrayList<>();
    Matcher id = MESSAGE_ID.matcher(raw(header));
    while (id.find()) {
      ids.add(id.group());
    }
    return ids;
  }

  /**
   * Tells this mail from every other one, without what mail servers add on the way: a copy that
   * comes by another way is the same mail, and another mail under the same Message-ID is not.
   */
  byte[] digest(IncomingMail mail) {
    MessageDigest digest = Sha256.digest();
    for (String header : List.of("Message-ID", "From", "Subject", "Date")) {
      digest.update(raw(header).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    if (mail.whole()) {
      int body = body(mail.raw());
      digest.update(mail.raw(), body, mail.raw().length - body);
    } else {
      digest.update(String.valueOf(mail.size()).getBytes(StandardCharsets.UTF_8));
    }
    return digest.digest();
  }

  /** Where the empty line ends that parts the headers from the rest. */
  private static int body(byte[] raw) {
    for (int i = 1; i < raw.length; i++) {
      if (raw[i] == '\n'
          && (raw[i - 1] == '\n' || (raw[i - 1] == '\r' && i > 1 && raw[i - 2] == '\n'))) {
        return i + 1;
      }
    }
    return raw.length;
  }
}
