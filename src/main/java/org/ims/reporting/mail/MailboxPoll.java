package org.ims.reporting.mail;

import jakarta.mail.MessagingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.ims.catalogue.Services;
import org.ims.engine.web.Outcome;
import org.ims.incident.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Looks into the mailbox from time to time. Of several nodes one looks at a time, which holds a
 * lock of the database for as long as it does; should that be lost, each mail's row still keeps it
 * from being taken twice.
 */
@Component
@WhereMailboxIsOn
class MailboxPoll implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailboxPoll.class);

  /** Ours alone among the locks of the database: "IMSM". */
  static final long LOCK = 0x494D534DL;

  /** The database is away; the mail stays where it is. */
  private static final class NotNowException extends RuntimeException {
    NotNowException(Throwable cause) {
      super(cause);
    }
  }

  private final IntakeSettings settings;
  private final Mailbox mailbox;
  private final MailIntake intake;
  private final MailAttempts attempts;
  private final JoinedMails joined;
  private final RefusalAnswers answers;
  private final ReceivedMails mails;
  private final Services services;
  private final MailboxHealth health;
  private final DataSource database;
  private final Clock clock;
  private ThreadPoolTaskScheduler scheduler;

  MailboxPoll(
      IntakeSettings settings,
      Mailbox mailbox,
      MailIntake intake,
      MailAttempts attempts,
      JoinedMails joined,
      RefusalAnswers answers,
      ReceivedMails mails,
      Services services,
      MailboxHealth health,
      DataSource database,
      Clock clock) {
    this.settings = settings;
    this.mailbox = mailbox;
    this.intake = intake;
    this.attempts = attempts;
    this.joined = joined;
    this.answers = answers;
    this.mails = mails;
    this.services = services;
    this.health = health;
    this.database = database;
    this.clock = clock;
  }

  /** A thread of its own, so that a slow mail server holds up nothing else. */
  @Override
  public synchronized void start() {
    scheduler = new ThreadPoolTaskScheduler();
    scheduler.setThreadNamePrefix("mailbox-");
    scheduler.setPoolSize(1);
    scheduler.setWaitForTasksToCompleteOnShutdown(true);
    scheduler.setAwaitTerminationSeconds(20);
    scheduler.initialize();
    scheduler.scheduleWithFixedDelay(
        this::poll, Instant.now().plus(settings.pollInterval()), settings.pollInterval());
  }

  @Override
  public synchronized void stop() {
    if (scheduler != null) {
      scheduler.shutdown();
      scheduler = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }

  /** Looks once, unless another node does; never throws. */
  void poll() {
    try (Connection lock = database.getConnection()) {
      if (!locked(lock, "select pg_try_advisory_lock(?)")) {
        return;
      }
      try {
        look();
      } finally {
        locked(lock, "select pg_advisory_unlock(?)");
      }
    } catch (SQLException e) {
      log.warn("The mailbox is not read while the database is away: {}", e.getMessage());
      health.failed("The database is away.", clock.instant());
    }
  }

  private void look() {
    if (services.findActive(settings.service()).isEmpty()) {
      log.error("ims.mail.intake.service names no active service; the mailbox is not read.");
      health.failed("ims.mail.intake.service names no active service.", clock.instant());
      return;
    }
    health.began(clock.instant());
    try {
      Mailbox.Look look = mailbox.read(this::take);
      if (look.unreadable() > 0) {
        log.warn(
            "{} mails could not be read from the mail server; they stay there", look.unreadable());
        health.failed("Some mails cannot be read from the server.", clock.instant());
      } else {
        Instant now = clock.instant();
        health.worked(
            now, look.deferred(), mails.refusedSince(now.minus(settings.refusalsShownFor())));
      }
    } catch (MessagingException e) {
      // Its message may hold what the server says about addresses.
      log.warn("The mailbox cannot be read: {}", e.getClass().getSimpleName());
      health.failed("The mail server is away or refuses us.", clock.instant());
    } catch (RuntimeException e) {
      log.warn("The mailbox was not read to its end", e);
      health.failed("The mailbox was not read to its end.", clock.instant());
    } catch (Error e) {
      health.failed("The mailbox was not read to its end.", clock.instant());
      throw e;
    }
    joined.show();
    answers.sendPending();
  }

  /**
   * A mail that cannot be taken is put aside with a reason; only a lost database holds it up. What
   * ends us on the way, so that nobody is left to put it aside, is put aside when we are back.
   */
  private Mailbox.Filing take(IncomingMail mail) {
    MailAttempts.Earlier earlier = begin(mail);
    if (earlier.unended() > settings.attempts()) {
      log.error("A mail goes to the refused ones unread, because even its refusal ended us");
      return Mailbox.Filing.REFUSED;
    }
    MailState state;
    try {
      state = take(mail, earlier);
    } catch (TooOftenException e) {
      attempts.later(mail, earlier);
      return Mailbox.Filing.LATER;
    } catch (RuntimeException e) {
      attempts.later(mail, earlier);
      throw e;
    }
    attempts.end(mail);
    if (state == MailState.JOINED) {
      joined.show();
    }
    return state == MailState.REFUSED ? Mailbox.Filing.REFUSED : Mailbox.Filing.PROCESSED;
  }

  private MailState take(IncomingMail mail, MailAttempts.Earlier earlier) {
    if (earlier.unended() == settings.attempts()) {
      return intake.refuse(
          mail, Reason.FAILED, "begun %d times, never ended".formatted(earlier.unended()));
    }
    try {
      return takeOnce(mail);
    } catch (TooOftenException e) {
      if (clock.instant().isBefore(earlier.firstAt().plus(settings.deferFor()))) {
        throw e;
      }
      return intake.refuse(mail, Reason.TOO_OFTEN, null);
    }
  }

  private MailAttempts.Earlier begin(IncomingMail mail) {
    try {
      return attempts.begin(mail);
    } catch (RuntimeException e) {
      throw new NotNowException(e);
    }
  }

  private MailState takeOnce(IncomingMail mail) {
    try {
      return intake.take(mail);
    } catch (TooOftenException e) {
      throw e;
    } catch (InvalidInputException e) {
      return intake.refuse(mail, Reason.INVALID, e.getMessage());
    } catch (RuntimeException e) {
      Optional<Outcome> outcome = Outcome.of(e);
      if (outcome.isPresent()
          && outcome.get() != Outcome.INVALID
          && outcome.get() != Outcome.UNSTORABLE) {
        throw new NotNowException(e);
      }
      // Where, and not what: a message may quote the mail.
      log.error(
          "A mail could not be taken and is refused: {} at {}",
          e.getClass().getName(),
          e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
      return intake.refuse(mail, Reason.FAILED, e.getClass().getSimpleName());
    }
  }

  private static boolean locked(Connection connection, String question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setLong(1, LOCK);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
