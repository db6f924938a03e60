package org.ims.reporting.mail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells those who work on an incident what people wrote about it. */
@Component
@Order(1)
class MailFacts implements FactContributor, TimelineContributor {

  private static final int MOST_SHOWN = 5;
  private static final int LENGTH_SHOWN = 500;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private final ReceivedMails mails;

  MailFacts(ReceivedMails mails) {
    this.mails = mails;
  }

  /** The latest mails that joined it; the first one is the report, which is shown anyway. */
  @Override
  public List<Fact> factsOf(Incident incident) {
    List<ReceivedMail> joined =
        mails.ofIncident(incident.number()).stream()
            .filter(mail -> mail.state() == MailState.JOINED)
            .toList();
    return joined.subList(Math.max(0, joined.size() - MOST_SHOWN), joined.size()).stream()
        .map(
            mail ->
                new Fact(
                    "Mail of %s, %s"
                        .formatted(
                            mail.actor(),
                            TIME.format(mail.receivedAt().atZone(ZoneId.systemDefault()))),
                    PlainText.cut(mail.text(), LENGTH_SHOWN)))
        .toList();
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (ReceivedMail mail : mails.ofIncident(incident.number())) {
      entries.add(
          mail.state() == MailState.JOINED
              ? new TimelineEntry(mail.receivedAt(), "mail-received", mail.actor(), mail.text())
              : new TimelineEntry(
                  mail.receivedAt(),
                  "mail-reported",
                  mail.actor(),
                  "Reported by mail: " + mail.subject()));
    }
    return entries;
  }
}
