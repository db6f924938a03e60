package org.ims.communication;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ims.engine.MailAddress;
import org.ims.engine.Notices;
import org.ims.engine.People;
import org.ims.engine.RecentlySeen;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices into the outbox and sends them from there. */
@Service
class Communication {

  private static final Logger log = LoggerFactory.getLogger(Communication.class);

  /** Far more than can be on their way while the database is away. */
  private static final int HANDED_OVER = 10_000;

  private final Incidents incidents;
  private final Outbox outbox;
  private final NoticeTemplates templates;
  private final List<NoticeFacts> more;
  private final MailTransport transport;
  private final MailPage page;
  private final NoticeChannels channels;
  private final Invitations invitations;
  private final Words words;
  private final CommunicationSettings settings;
  private final People people;
  private final DrillSettings drills;
  private final boolean repliesAreRead;
  private final Journal journal;
  private final Clock clock;
  private final RecentlySeen<Long> handedOver = new RecentlySeen<>(HANDED_OVER);

  Communication(
      Incidents incidents,
      Outbox outbox,
      NoticeTemplates templates,
      List<NoticeFacts> more,
      MailTransport transport,
      MailPage page,
      NoticeChannels channels,
      Invitations invitations,
      Words words,
      CommunicationSettings settings,
      People people,
      DrillSettings drills,
      @Value("${ims.mail.intake.enabled}") boolean repliesAreRead,
      Journal journal,
      Clock clock) {
    this.incidents = incidents;
    this.outbox = outbox;
    this.templates = templates;
    this.more = more;
    this.transport = transport;
    this.page = page;
    this.channels = channels;
    this.invitations = invitations;
    this.words = words;
    this.settings = settings;
    this.people = people;
    this.drills = drills;
    this.repliesAreRead = repliesAreRead;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Writes a notice, or finds the one that an earlier attempt wrote.
   *
   * <p>A notice of a drill is kept, but nobody gets it except those on the drill's list; so is one
   * about a restricted incident to a channel that may not hear of it.
   *
   * @param recipient a login, a channel, or an address of the drill's list; null for the reporter
   */
  @Transactional
  Notice write(String incidentNumber, String kind, int round, String detail, String recipient) {
    Incident incident = incidents.get(incidentNumber);
    String login = recipient == null ? incident.report().reporter() : recipient;
    String key = String.join("/", incidentNumber, kind, String.valueOf(round), login);
    return outbox
        .findByKey(key)
        .orElseGet(
            () -> {
              Notice notice = outbox.save(written(key, incident, kind, round, detail, recipient));
              journal.record(notice.fact("message-written").with("state", notice.state()));
              return notice;
            });
  }

  private Notice written(
      String key, Incident incident, String kind, int round, String detail, String recipient) {
    String login = recipient == null ? incident.report().reporter() : recipient;
    Optional<NoticeChannels.Target> channel = channel(login);
    Locale wanted = channel.map(NoticeChannels.Target::language).orElseGet(() -> language(login));
    Locale language = templates.languageOf(kind, wanted);
    NoticeTemplates.Text text =
        templates.render(kind, facts(incident, kind, round, detail, recipient, language), language);
    String drill = incident.isDrill() ? words.of("drill.subject", language) + " " : "";
    Notice notice =
        new Notice(
            key,
            incident.number(),
            kind,
            address(incident, recipient),
            channel.map(NoticeChannels.Target::kind).orElse(ChannelKind.MAIL),
            language.toLanguageTag(),
            drill + text.subject(),
            incident.isDrill()
                ? words.of("drill.text", language) + "\n\n" + text.body()
                : text.body(),
            clock.instant());
    notice.about(
        incident.state().name(),
        settings.link(recipient == null),
        invitations.of(incident, kind, round, notice.subject(), notice.body()));
    boolean drillOfOthers = incident.isDrill() && !drills.recipients().contains(login);
    boolean notForIt =
        incident.report().restricted() && channel.filter(c -> !c.restricted()).isPresent();
    if (drillOfOthers || notForIt) {
      notice.withhold();
    }
    return notice;
  }

  private Optional<NoticeChannels.Target> channel(String recipient) {
    return recipient.startsWith(Notices.CHANNEL)
        ? channels.find(recipient.substring(Notices.CHANNEL.length()))
        : Optional.empty();
  }

  private Locale language(String login) {
    return people.language(login).map(Locale::forLanguageTag).orElseGet(settings::locale);
  }

  private Map<String, Object> facts(
      Incident incident, String kind, int round, String detail, String recipient, Locale language) {
    Map<String, Object> facts = new HashMap<>();
    more.forEach(knower -> facts.putAll(knower.of(incident, kind, round)));
    facts.put("incident", incident);
    facts.put("goesOnAs", incidents.goesOnAs(incident).orElse(null));
    facts.put("time", NoticeTime.in(language));
    facts.put("name", nameOf(incident, recipient, language));
    facts.put("detail", detail == null ? "" : detail);
    facts.put("parts", detail == null ? List.of() : List.of(detail.split("\\|")));
    facts.put("repliesAreRead", repliesAreRead);
    facts.put("say", words.in(language));
    return facts;
  }

  /** Who on the drill's list is still to be told what somebody would have been told in earnest. */
  @Transactional(readOnly = true)
  List<String> drillRecipientsOf(Notice notice) {
    return notice.state() == Notice.State.WITHHELD
        ? drills.recipients().stream()
            .filter(address -> outbox.findByKey(notice.keyFor(address)).isEmpty())
            .toList()
        : List.of();
  }

  /**
   * What became of an attempt to send.
   *
   * @param delivered whether nothing is left to do
   * @param forGood whether trying again would change nothing
   * @param because why it was not taken, or null
   */
  record Attempt(boolean delivered, boolean forGood, String because) {}

  /**
   * Tries to send a notice, unless that was done already. When the database goes away between the
   * mail server's word and the commit, this process remembers that it was sent. When the process
   * itself ends there, it is sent again under the same Message-ID; that double is the price of
   * losing none. Two who try at once follow one another, and the second finds it sent.
   */
  @Transactional
  Attempt send(long noticeId) {
    Notice notice = outbox.lock(noticeId);
    if (notice.state() != Notice.State.PENDING) {
      return new Attempt(true, false, null);
    }
    try {
      if (!handedOver.contains(noticeId)) {
        carry(notice);
        handedOver.add(noticeId);
      }
    } catch (NotDeliveredException e) {
      log.warn("Notice {} was not taken: {}", noticeId, e.getMessage());
      notice.markFailed(e.getMessage(), clock.instant());
      return new Attempt(false, e.isForGood(), e.getMessage());
    }
    notice.markSent(clock.instant());
    journal.record(notice.fact("message-sent").with("attempts", notice.attempts()));
    return new Attempt(true, false, null);
  }

  private void carry(Notice notice) {
    if (notice.channel() == ChannelKind.MAIL) {
      transport.send(
          new Mail(
              notice.key(),
              notice.address(),
              notice.subject(),
              notice.body(),
              page.of(notice),
              notice.calendar()));
      return;
    }
    Locale language = Locale.forLanguageTag(notice.language());
    channels.send(
        new NoticeChannels.Post(
            notice.address().substring(Notices.CHANNEL.length()),
            notice.key(),
            notice.incidentNumber(),
            notice.kind(),
            notice.incidentState(),
            words.status(notice.incidentState(), language),
            notice.subject(),
            notice.body(),
            notice.link(),
            words.of("open", language),
            notice.writtenAt()));
  }

  /** Leaves a notice that nobody took to a person. */
  @Transactional
  void setAside(long noticeId) {
    Notice notice = outbox.lock(noticeId);
    notice.setAside();
    journal.record(
        notice
            .fact("message-undelivered")
            .with("attempts", notice.attempts())
            .withPersonal("error", notice.lastError()));
  }

  /** Reporters without an account are called by what they gave for answers. */
  private String nameOf(Incident incident, String recipient, Locale language) {
    String login = recipient == null ? incident.report().reporter() : recipient;
    if (login.startsWith(Notices.CHANNEL)) {
      return words.of("everybody", language);
    }
    String contact = incident.report().contact();
    String unknown = recipient == null && contact != null ? contact : login;
    return OneLine.of(people.find(login).map(People.Person::name).orElse(unknown));
  }

  private String address(Incident incident, String recipient) {
    if (recipient == null) {
      return addressOfReporter(incident);
    }
    if (recipient.startsWith(Notices.CHANNEL)) {
      return channel(recipient).isPresent() ? recipient : null;
    }
    boolean isLogin = people.find(recipient).isPresent();
    return !isLogin && MailAddress.is(recipient) ? recipient : mailOf(recipient);
  }

  /**
   * What the reporter gave for answers, if it is a mail address; else the address of the account.
   */
  private String addressOfReporter(Incident incident) {
    String contact = incident.report().contact();
    if (MailAddress.is(contact)) {
      return contact;
    }
    return mailOf(incident.report().reporter());
  }

  private String mailOf(String login) {
    return people.find(login).map(People.Person::mail).orElse(null);
  }
}
