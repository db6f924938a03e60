package org.ims.reporting.mail;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.ims.engine.MailAnswers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells senders that their mail was not taken, after it was refused and not with it. */
@Component
@WhereMailboxIsOn
class RefusalAnswers {

  private static final String TOO_LARGE = "mail-too-large";
  private static final String REFUSED = "mail-refused";

  private final ReceivedMails mails;
  private final MailAnswers answers;
  private final IntakeSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RefusalAnswers(
      ReceivedMails mails,
      MailAnswers answers,
      IntakeSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.mails = mails;
    this.answers = answers;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Tries each of them once. */
  void sendPending() {
    Optional<Long> done = Optional.of(0L);
    while (done.isPresent()) {
      long after = done.get();
      done = transaction.execute(status -> mails.lockNextToAnswer(after).map(this::send));
    }
  }

  private long send(ReceivedMail mail) {
    String template = mail.reason() == Reason.TOO_LARGE ? TOO_LARGE : REFUSED;
    MailAnswers.Attempt attempt =
        answers.answer(
            "received-mail/%d/%s".formatted(mail.id(), template),
            mail.sender(),
            template,
            Map.of(
                "reason",
                mail.reason().name(),
                "subject",
                mail.subject().isEmpty() ? settings.texts().noSubject() : mail.subject(),
                "megabytes",
                settings.maxSize().toMegabytes()));
    boolean tooLate = clock.instant().isAfter(mail.receivedAt().plus(settings.answerWithin()));
    if (attempt == MailAnswers.Attempt.SENT) {
      mails.answered(mail.id(), ReceivedMail.AnswerState.SENT, clock.instant());
    } else if (attempt == MailAnswers.Attempt.NEVER || tooLate) {
      mails.answered(mail.id(), ReceivedMail.AnswerState.GIVEN_UP, clock.instant());
    }
    return mail.id();
  }
}
