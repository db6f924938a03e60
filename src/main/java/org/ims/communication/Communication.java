package org.ims.communication;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ims.engine.People;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices into the outbox and sends them from there. */
@Service
class Communication {

  private static final Logger log = LoggerFactory.getLogger(Communication.class);

  /**
   * Good enough to tell a mail address from a telephone number; the mail server has the last word.
   */
  private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

  private static final String DRILL = "This is a drill: nothing of it is real.\n\n";

  private final Incidents incidents;
  private final Outbox outbox;
  private final NoticeTemplates templates;
  private final List<NoticeFacts> more;
  private final MailTransport transport;
  private final People people;
  private final DrillSettings drills;
  private final boolean repliesAreRead;
  private final Clock clock;

  Communication(
      Incidents incidents,
      Outbox outbox,
      NoticeTemplates templates,
      List<NoticeFacts> more,
      MailTransport transport,
      People people,
      DrillSettings drills,
      @Value("${ims.mail.intake.enabled}") boolean repliesAreRead,
      Clock clock) {
    this.incidents = incidents;
    this.outbox = outbox;
    this.templates = templates;
    this.more = more;
    this.transport = transport;
    this.people = people;
    this.drills = drills;
    this.repliesAreRead = repliesAreRead;
    this.clock = clock;
  }

  /**
   * Writes a notice, or finds the one that an earlier attempt wrote.
   *
   * <p>A notice of a drill is kept, but nobody gets it except those on the drill's list.
   *
   * @param recipient a login, or an address of the drill's list; null for the reporter
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
              NoticeTemplates.Text text =
                  templates.render(kind, facts(incident, kind, round, detail, recipient, login));
              Notice notice =
                  new Notice(
                      key,
                      incidentNumber,
                      kind,
                      address(incident, recipient),
                      incident.isDrill() ? "DRILL " + text.subject() : text.subject(),
                      incident.isDrill() ? DRILL + text.body() : text.body(),
                      clock.instant());
              if (incident.isDrill() && !drills.recipients().contains(login)) {
                notice.withhold();
              }
              return outbox.save(notice);
            });
  }

  private Map<String, Object> facts(
      Incident incident, String kind, int round, String detail, String recipient, String login) {
    Map<String, Object> facts = new HashMap<>();
    more.forEach(knower -> facts.putAll(knower.of(kind, round)));
    facts.put("incident", incident);
    facts.put("time", NoticeTime.INSTANCE);
    facts.put("name", nameOf(incident, recipient, login));
    facts.put("detail", detail == null ? "" : detail);
    facts.put("repliesAreRead", repliesAreRead);
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
   * Tries to send a notice, unless that was done already. A crash between the mail server's word
   * and the commit sends it again under the same Message-ID; that double is the price of losing
   * none. Two who try at once follow one another, and the second finds it sent.
   */
  @Transactional
  Attempt send(long noticeId) {
    Notice notice = outbox.lock(noticeId);
    if (notice.state() != Notice.State.PENDING) {
      return new Attempt(true, false, null);
    }
    try {
      transport.send(notice.key(), notice.address(), notice.subject(), notice.body());
    } catch (NotDeliveredException e) {
      log.warn("Notice {} was not taken: {}", noticeId, e.getMessage());
      notice.markFailed(e.getMessage(), clock.instant());
      return new Attempt(false, e.isForGood(), e.getMessage());
    }
    notice.markSent(clock.instant());
    return new Attempt(true, false, null);
  }

  /** Leaves a notice that nobody took to a person. */
  @Transactional
  void setAside(long noticeId) {
    outbox.lock(noticeId).setAside();
  }

  /** Reporters without an account are called by what they gave for answers. */
  private String nameOf(Incident incident, String recipient, String login) {
    String contact = incident.report().contact();
    String unknown = recipient == null && contact != null ? contact : login;
    return people.find(login).map(People.Person::name).orElse(unknown);
  }

  private String address(Incident incident, String recipient) {
    if (recipient == null) {
      return addressOfReporter(incident);
    }
    boolean isLogin = people.find(recipient).isPresent();
    return !isLogin && MAIL_ADDRESS.matcher(recipient).matches() ? recipient : mailOf(recipient);
  }

  /**
   * What the reporter gave for answers, if it is a mail address; else the address of the account.
   */
  private String addressOfReporter(Incident incident) {
    String contact = incident.report().contact();
    if (contact != null && MAIL_ADDRESS.matcher(contact).matches()) {
      return contact;
    }
    return mailOf(incident.report().reporter());
  }

  private String mailOf(String login) {
    return people.find(login).map(People.Person::mail).orElse(null);
  }
}
