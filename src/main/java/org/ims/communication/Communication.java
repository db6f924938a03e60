package org.ims.communication;

import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.ims.engine.People;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices into the outbox and sends them from there. */
@Service
class Communication {

  /**
   * Good enough to tell a mail address from a telephone number; the mail server has the last word.
   */
  private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

  private final Incidents incidents;
  private final Outbox outbox;
  private final NoticeTemplates templates;
  private final MailTransport transport;
  private final People people;
  private final Clock clock;

  Communication(
      Incidents incidents,
      Outbox outbox,
      NoticeTemplates templates,
      MailTransport transport,
      People people,
      Clock clock) {
    this.incidents = incidents;
    this.outbox = outbox;
    this.templates = templates;
    this.transport = transport;
    this.people = people;
    this.clock = clock;
  }

  /**
   * Writes a notice, or finds the one that an earlier attempt wrote.
   *
   * @param recipient a login; null for the reporter
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
                  templates.render(
                      kind,
                      Map.of(
                          "incident",
                          incident,
                          "name",
                          people.find(login).map(People.Person::name).orElse(login),
                          "detail",
                          detail == null ? "" : detail));
              return outbox.save(
                  new Notice(
                      key,
                      incidentNumber,
                      kind,
                      recipient == null ? addressOfReporter(incident) : mailOf(recipient),
                      text.subject(),
                      text.body(),
                      clock.instant()));
            });
  }

  /**
   * Sends a notice once. A crash between the mail server's word and the commit sends it again under
   * the same Message-ID; that double is the price of losing none.
   */
  @Transactional
  void send(long noticeId) {
    Notice notice = outbox.findById(noticeId).orElseThrow();
    if (notice.state() == Notice.State.PENDING) {
      transport.send(notice.key(), notice.address(), notice.subject(), notice.body());
      notice.markSent(clock.instant());
    }
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
