package org.ims.documentation.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Letters;
import org.ims.engine.People;
import org.ims.engine.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reports of months: made once, kept as they are, and mailed to each subscriber once. */
@Service
class MonthlyReports {

  private static final Logger LOG = LoggerFactory.getLogger(MonthlyReports.class);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  /** What is still to be mailed. */
  enum Owed {
    /** Some of it at once. */
    NOW,
    /** Only what was not taken, after a pause. */
    LATER,
    NOTHING
  }

  private final MonthlyDocument document;
  private final ReportStore store;
  private final ExportRecord record;
  private final Letters letters;
  private final People people;
  private final ReportSettings settings;
  private final ServiceCalendars calendars;
  private final Clock clock;

  MonthlyReports(
      MonthlyDocument document,
      ReportStore store,
      ExportRecord record,
      Letters letters,
      People people,
      ReportSettings settings,
      ServiceCalendars calendars,
      Clock clock) {
    this.document = document;
    this.store = store;
    this.record = record;
    this.letters = letters;
    this.people = people;
    this.settings = settings;
    this.calendars = calendars;
    this.clock = clock;
  }

  /** When the next report is to be made: on the first morning of a month, in the business zone. */
  Instant nextMorning() {
    ZoneId zone = zone();
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    Instant morning = today.withDayOfMonth(1).atTime(settings.at()).atZone(zone).toInstant();
    return clock.instant().isAfter(morning)
        ? today.plusMonths(1).withDayOfMonth(1).atTime(settings.at()).atZone(zone).toInstant()
        : morning;
  }

  /**
   * Makes the report of the last month that is over, and of those missed since the last report that
   * was made; what was made stays as it is.
   *
   * @return how many were made
   */
  @Transactional
  public int compile() {
    YearMonth last = YearMonth.from(LocalDate.ofInstant(clock.instant(), zone())).minusMonths(1);
    YearMonth first = store.newest().map(month -> month.plusMonths(1)).orElse(last);
    if (first.isBefore(last.minusMonths(settings.mostMissed() - 1L))) {
      first = last.minusMonths(settings.mostMissed() - 1L);
    }
    int made = 0;
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      byte[] content = document.of(month, zone());
      String sha256 = HexFormat.of().formatHex(Sha256.of(content));
      store.keep(month, clock.instant(), content, sha256);
      YearMonth owed = month;
      people.addressesOf(settings.subscribers()).forEach(address -> store.owe(owed, address));
      record.compiled(month.toString(), sha256);
      made++;
    }
    return made;
  }

  /**
   * Mails the next report that is owed; one that is not taken moves behind the others.
   *
   * @param round how often there was a pause already, from 0
   */
  @Transactional
  public Owed sendNext(int round) {
    Optional<ReportStore.Delivery> next = store.next(round);
    if (next.isPresent()) {
      send(next.get());
    }
    if (store.next(round).isPresent()) {
      return Owed.NOW;
    }
    return store.isAnythingOwed() ? Owed.LATER : Owed.NOTHING;
  }

  /**
   * How long to wait before what was not taken is tried again, as an ISO-8601 duration.
   *
   * @param round how often there was a pause already, from 0
   */
  String pause(int round) {
    List<java.time.Duration> pauses = settings.pauses();
    return pauses.get(Math.min(round, pauses.size() - 1)).toString();
  }

  private void send(ReportStore.Delivery delivery) {
    YearMonth month = delivery.month();
    Letters.Outcome outcome =
        letters.send(
            new Letters.Letter(
                "monthly-report/%s/%s".formatted(month, delivery.address()),
                delivery.address(),
                about(month, settings.subject()),
                about(month, settings.text()),
                new Letters.File(
                    fileName(month), "application/pdf", store.content(month).orElseThrow())));
    boolean over = outcome.forGood() || delivery.attempts() >= settings.pauses().size();
    if (outcome.taken()) {
      store.sent(delivery.id(), clock.instant());
    } else {
      store.failed(delivery.id(), outcome.because(), over);
      LOG.warn("The report of {} was not taken: {}", month, outcome.because());
    }
    if (outcome.taken() || over) {
      record.sent(month.toString(), delivery.address(), outcome.taken());
    }
  }

  /** The newest first. */
  List<ReportStore.Made> made() {
    return store.made();
  }

  /** Byte by byte as it was made. */
  Optional<byte[]> document(YearMonth month) {
    return store.content(month);
  }

  static String fileName(YearMonth month) {
    return "incident-report-%s.pdf".formatted(month);
  }

  private static String about(YearMonth month, String text) {
    return text.replace("{month}", MONTH.format(month));
  }

  private ZoneId zone() {
    return calendars.zone(settings.calendar());
  }
}
