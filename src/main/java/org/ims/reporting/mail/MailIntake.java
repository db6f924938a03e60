package org.ims.reporting.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ims.engine.Audiences;
import org.ims.engine.People;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Reader;
import org.ims.incident.Report;
import org.ims.incident.SentMessages;
import org.ims.reporting.IncidentReports;
import org.ims.reporting.evidence.EvidenceFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides what a mail is and does what follows from it, in one transaction that the mail's own row
 * begins: a mail that lies in the mailbox again, after a crash or because it came twice, is known.
 */
@Service
@WhereMailboxIsOn
class MailIntake {

  /** The incident that a mail was about to join was closed while its files were kept. */
  private static final class ClosedMeanwhileException extends RuntimeException {}

  private static final Logger log = LoggerFactory.getLogger(MailIntake.class);

  private static final String WHOLE_MAIL = "mail.eml";

  private final IntakeSettings settings;
  private final ReceivedMails mails;
  private final AutomaticMails automatic;
  private final MailReader reader;
  private final IncidentReports reports;
  private final Incidents incidents;
  private final SentMessages sent;
  private final EvidenceFiles evidence;
  private final People people;
  private final Audiences audiences;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final QuotedText quotes;

  MailIntake(
      IntakeSettings settings,
      ReceivedMails mails,
      AutomaticMails automatic,
      MailReader reader,
      IncidentReports reports,
      Incidents incidents,
      SentMessages sent,
      EvidenceFiles evidence,
      People people,
      Audiences audiences,
      TransactionTemplate transaction,
      Clock clock) {
    this.settings = settings;
    this.mails = mails;
    this.automatic = automatic;
    this.reader = reader;
    this.reports = reports;
    this.incidents = incidents;
    this.sent = sent;
    this.evidence = evidence;
    this.people = people;
    this.audiences = audiences;
    this.transaction = transaction;
    this.clock = clock;
    this.quotes = new QuotedText(settings.quotes());
  }

  /**
   * Takes a mail, once.
   *
   * @return what became of it, now or when it was first taken
   * @throws TooOftenException when it is to be taken later; nothing is kept of it
   */
  MailState take(IncomingMail mail) {
    try {
      return transaction.execute(status -> takeNow(mail));
    } catch (ClosedMeanwhileException e) {
      // Nothing is kept of it, and now that is known from the beginning.
      return transaction.execute(status -> takeNow(mail));
    }
  }

  private MailState takeNow(IncomingMail mail) {
    MailHeaders headers = headers(mail);
    byte[] digest = headers.digest(mail);
    Optional<Long> taken = begin(mail, headers, digest);
    if (taken.isEmpty()) {
      return mails.again(digest);
    }
    long id = taken.get();
    Optional<Reason> written = automatic.reason(headers);
    if (written.isPresent()) {
      return end(id, MailState.IGNORED, written.get(), null);
    }
    if (headers.sender() == null) {
      return end(id, MailState.REFUSED, Reason.NO_SENDER, null);
    }
    if (!mail.whole()) {
      return refuse(id, headers, Reason.TOO_LARGE, null);
    }
    Sender sender = sender(headers);
    Instant since = clock.instant().minus(settings.window());
    if (mails.takenSince(sender.address(), since) >= settings.mostPerSender()) {
      if (sender.person() != null) {
        throw new TooOftenException();
      }
      return refuse(id, headers, Reason.TOO_OFTEN, null);
    }
    try {
      return take(id, mail, headers, sender, reader.read(mail));
    } catch (UnreadableMailException e) {
      return refuse(id, headers, e.reason(), null);
    }
  }

  /** Keeps a row for a mail of which taking failed, so that it does not stand in the way. */
  @Transactional
  MailState refuse(IncomingMail mail, Reason reason, String detail) {
    MailHeaders headers = headers(mail);
    byte[] digest = headers.digest(mail);
    Optional<Long> taken = begin(mail, headers, digest);
    return taken.isEmpty() ? mails.again(digest) : refuse(taken.get(), headers, reason, detail);
  }

  /** Whoever wrote it is told, unless no person did or somebody else may have. */
  private MailState refuse(long id, MailHeaders headers, Reason reason, String detail) {
    if (headers.sender() != null
        && automatic.reason(headers).isEmpty()
        && sender(headers).believed()) {
      mails.wantAnswer(id, headers.sender(), clock.instant().minus(settings.answerEvery()));
    }
    return end(id, MailState.REFUSED, reason, detail);
  }

  private Optional<Long> begin(IncomingMail mail, MailHeaders headers, byte[] digest) {
    Optional<Long> taken = mails.take(digest, headers, mail.size(), clock.instant());
    taken.ifPresent(
        id -> {
          Set<String> about = new LinkedHashSet<>(named(headers));
          if (headers.messageId() != null) {
            // One of ours, come back.
            sent.incidentOf(headers.messageId()).ifPresent(about::add);
          }
          mails.isAbout(id, about);
        });
    return taken;
  }

  private MailState take(
      long id, IncomingMail mail, MailHeaders headers, Sender sender, MailContent content) {
    List<String> named = named(headers);
    for (String number : named) {
      if (mayJoin(number, sender)) {
        join(id, mail, number, sender, content);
        return MailState.JOINED;
      }
    }
    if (sender.person() == null
        && mails.reportedByStrangersSince(clock.instant().minus(settings.window()))
            >= settings.mostOfStrangers()) {
      throw new TooOftenException();
    }
    report(id, mail, headers, sender, content, named);
    return MailState.REPORTED;
  }

  private Sender sender(MailHeaders headers) {
    String address = headers.sender();
    String server = settings.trustedAuthentication();
    boolean believed =
        headers.hasOneSender()
            && (server == null || server.isEmpty() || headers.isAuthentic(server));
    return new Sender(address, believed, believed ? people.findByMail(address).orElse(null) : null);
  }

  /** The incidents that a mail may be about, the likeliest first. */
  private List<String> named(MailHeaders headers) {
    List<String> named = new ArrayList<>(headers.numbers());
    headers.references().stream()
        .map(sent::incidentOf)
        .flatMap(Optional::stream)
        .forEach(named::add);
    return named.stream().distinct().toList();
  }

  /**
   * Whether the incident is open, and the sender somebody who may add to it. A sender learns
   * nothing of the answer: in each of the other cases the mail becomes a new report.
   */
  private boolean mayJoin(String number, Sender sender) {
    // Not locked: anybody may name any incident, and nobody who works on it waits for that.
    Optional<Incident> incident = incidents.findById(number);
    return incident.isPresent()
        && !incident.get().state().isFinal()
        && ((sender.believed()
                && sender.address().equalsIgnoreCase(incident.get().report().contact()))
            || (sender.person() != null && readerOf(sender).sees(incident.get())));
  }

  private Reader readerOf(Sender sender) {
    String login = sender.person().login();
    return new Reader(login, people.groupsOf(login));
  }

  private void join(long id, IncomingMail mail, String number, Sender sender, MailContent content) {
    String words = quotes.cut(content.text());
    boolean fits = content.textIsWhole() && words.length() <= IncidentReports.DESCRIPTION;
    mails.belongs(id, MailState.JOINED, null, number, sender.name(), text(words, null, fits));
    keep(id, mail, number, sender, content, fits);
    mails.wantShown(id);
    Incident incident = incidents.get(number);
    audiences.tell(
        incident,
        incident.team() == null ? settings.beforeATeam() : settings.tell(),
        "mail-joined",
        Math.toIntExact(id),
        sender.name());
    // Last, when all that takes time is done, so that it is not closed from here on.
    if (incidents.lockState(number).filter(state -> !state.isFinal()).isEmpty()) {
      throw new ClosedMeanwhileException();
    }
    log.info("Mail {} joined {}", id, number);
  }

  private void report(
      long id,
      IncomingMail mail,
      MailHeaders headers,
      Sender sender,
      MailContent content,
      List<String> named) {
    Reason reason = named.isEmpty() ? null : Reason.NOT_JOINED;
    // What it quotes of another incident stays with those who may read this whole mail.
    String words = named.isEmpty() ? content.text() : quotes.cut(content.text());
    String mention =
        headers.numbers().isEmpty()
            ? null
            : settings.texts().mention().replace("{number}", headers.numbers().get(0));
    boolean fits = content.textIsWhole() && fits(words, mention);
    String text = text(words, mention, fits);
    Incident incident =
        reports.report(
            new Report(
                title(headers.subject()),
                text,
                settings.service(),
                null,
                sender.address(),
                sender.person() == null ? settings.reporter() : sender.person().login(),
                Report.Source.MAIL,
                null,
                noticedAt(headers.sentAt()),
                false,
                PersonalData.UNKNOWN,
                false,
                named.stream().anyMatch(this::isRestricted)));
    mails.belongs(id, MailState.REPORTED, reason, incident.number(), sender.name(), text);
    boolean cut = !words.equals(content.text());
    keep(id, mail, incident.number(), sender, content, fits && !cut);
    log.info("Mail {} became {}", id, incident.number());
  }

  /** Whoever writes about a secret, and may not add to it, writes what is secret too. */
  private boolean isRestricted(String number) {
    return incidents
        .findById(number)
        .filter(incident -> incident.report().restricted())
        .isPresent();
  }

  private void keep(
      long id,
      IncomingMail mail,
      String number,
      Sender sender,
      MailContent content,
      boolean textFits) {
    try {
      if (!textFits) {
        evidence.put(number, WHOLE_MAIL, new ByteArrayInputStream(mail.raw()), sender.name(), id);
      }
      for (MailContent.Attachment attachment : content.attachments()) {
        evidence.put(number, attachment.name(), attachment.content().open(), sender.name(), id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String title(String subject) {
    return subject.isEmpty()
        ? settings.texts().noSubject()
        : PlainText.cut(subject, IncidentReports.TITLE);
  }

  private static boolean fits(String words, String mention) {
    return words.length() + (mention == null ? 0 : mention.length() + 2)
        <= IncidentReports.DESCRIPTION;
  }

  /** What is kept of the text: all of it, or as much as there is room for and a word about that. */
  private String text(String words, String mention, boolean fits) {
    String head = mention == null ? "" : mention + "\n\n";
    String body = words.isEmpty() ? settings.texts().noText() : words;
    if (fits) {
      return head + body;
    }
    String tail = "\n\n" + settings.texts().shortened();
    return head
        + PlainText.whole(body, IncidentReports.DESCRIPTION - head.length() - tail.length())
        + tail;
  }

  /** When the mail was sent, if that can be believed; else now. */
  private Instant noticedAt(Instant sentAt) {
    Instant now = clock.instant();
    boolean believable =
        sentAt != null
            && !sentAt.isAfter(now)
            && sentAt.isAfter(now.minus(settings.believeDateWithin()));
    return believable ? sentAt : now;
  }

  private MailState end(long id, MailState state, Reason reason, String detail) {
    mails.ended(id, state, reason, detail);
    log.info("Mail {} was {}: {}", id, state, reason);
    return state;
  }

  private static MailHeaders headers(IncomingMail mail) {
    try {
      return new MailHeaders(mail.message());
    } catch (MessagingException e) {
      // It reads bytes that are here already, and takes every line for what it may be.
      throw new IllegalStateException(e);
    }
  }

  /**
   * Who wrote.
   *
   * @param believed whether it may be taken for granted that they did
   * @param person null when nobody has this address, or more than one
   */
  private record Sender(String address, boolean believed, People.Person person) {

    String name() {
      return person == null ? address : person.login();
    }
  }
}
