package org.ims.reporting.mail;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ims.incident.SentMessages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Recognises mails that no person wrote to us (RFC 3834, and what mail programs do besides).
 * Answering one of them can make two programs write to each other for ever.
 */
@Component
@WhereMailboxIsOn
class AutomaticMails {

  private static final Set<String> PRECEDENCES = Set.of("bulk", "junk", "list", "auto_reply");

  /** What Exchange's programs say; receipts alone ("DR", "RN", "NRN") are also set by people. */
  private static final Set<String> SUPPRESSED = Set.of("all", "oof", "autoreply");

  private static final Set<String> MAIL_SERVERS = Set.of("mailer-daemon", "postmaster");

  private final Set<String> ownAddresses;
  private final SentMessages sent;

  AutomaticMails(
      IntakeSettings settings, SentMessages sent, @Value("${ims.mail.from}") String from) {
    this.ownAddresses =
        Stream.concat(settings.ownAddresses().stream(), Stream.of(from, settings.user()))
            .map(AutomaticMails::bare)
            .collect(Collectors.toUnmodifiableSet());
    this.sent = sent;
  }

  /** Why nobody is to answer this mail; empty when a person wrote it. */
  Optional<Reason> reason(MailHeaders mail) {
    String sender = mail.sender() == null ? "" : mail.sender();
    if (ownAddresses.contains(sender)
        || (mail.messageId() != null && sent.incidentOf(mail.messageId()).isPresent())) {
      return Optional.of(Reason.OWN_MESSAGE);
    }
    if (isReport(mail.raw("Content-Type")) || MAIL_SERVERS.contains(sender.split("@", 2)[0])) {
      return Optional.of(Reason.DELIVERY_REPORT);
    }
    if (mail.raw("Return-Path").replaceAll("\\s", "").equals("<>")) {
      return Optional.of(Reason.EMPTY_RETURN_PATH);
    }
    String autoSubmitted = firstWord(mail.raw("Auto-Submitted"));
    if ((!autoSubmitted.isEmpty() && !autoSubmitted.equals("no"))
        || mail.has("X-Autoreply")
        || mail.has("X-Autorespond")) {
      return Optional.of(Reason.AUTO_SUBMITTED);
    }
    if (words(mail.raw("X-Auto-Response-Suppress")).stream().anyMatch(SUPPRESSED::contains)) {
      return Optional.of(Reason.AUTO_RESPONSE_SUPPRESS);
    }
    if (PRECEDENCES.contains(firstWord(mail.raw("Precedence")))) {
      return Optional.of(Reason.PRECEDENCE);
    }
    return mail.has("List-Id") ? Optional.of(Reason.MAILING_LIST) : Optional.empty();
  }

  /** Without the name that may stand before it. */
  private static String bare(String address) {
    int name = address.indexOf('<');
    return address.substring(name + 1).replace(">", "").strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isReport(String contentType) {
    try {
      return new ContentType(contentType).match("multipart/report");
    } catch (ParseException e) {
      return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/report");
    }
  }

  private static String firstWord(String header) {
    List<String> words = words(header);
    return words.isEmpty() ? "" : words.get(0);
  }

  private static List<String> words(String header) {
    return Stream.of(header.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
