package org.ims.reporting.mail;

import java.util.Optional;
import org.ims.engine.KnownFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows in the open tasks of an incident what a mail adds, after the mail has joined and never with
 * it: whoever completes such a task holds its variables and then wants the incident, and whoever
 * joins holds the incident.
 */
@Component
@WhereMailboxIsOn
class JoinedMails {

  private static final Logger log = LoggerFactory.getLogger(JoinedMails.class);

  private static final int ATTEMPTS = 3;

  private final ReceivedMails mails;
  private final KnownFacts knownFacts;
  private final TransactionTemplate transaction;

  JoinedMails(ReceivedMails mails, KnownFacts knownFacts, TransactionTemplate transaction) {
    this.mails = mails;
    this.knownFacts = knownFacts;
    this.transaction = transaction;
  }

  /** Shows each of them; what does not work now is tried again when this is called again. */
  void show() {
    Optional<ReceivedMail> next = mails.nextToShow(0);
    while (next.isPresent()) {
      show(next.get());
      next = mails.nextToShow(next.get().id());
    }
  }

  private void show(ReceivedMail mail) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        transaction.executeWithoutResult(
            status -> {
              knownFacts.refresh(mail.incidentNumber());
              mails.shown(mail.id());
            });
        return;
      } catch (RuntimeException e) {
        // Somebody has completed a task meanwhile, most likely.
        log.info(
            "Tasks of {} do not show mail {} yet: {}",
            mail.incidentNumber(),
            mail.id(),
            e.getClass().getSimpleName());
      }
    }
  }
}
