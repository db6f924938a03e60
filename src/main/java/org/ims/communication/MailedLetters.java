package org.ims.communication;

import org.ims.engine.Letters;
import org.springframework.stereotype.Component;

/** Letters go the way of all mails. */
@Component
class MailedLetters implements Letters {

  private final MailTransport transport;

  MailedLetters(MailTransport transport) {
    this.transport = transport;
  }

  @Override
  public Outcome send(Letter letter) {
    try {
      transport.send(
          new Mail(
              letter.key(),
              letter.address(),
              letter.subject(),
              letter.text(),
              null,
              null,
              letter.file()));
      return new Outcome(true, false, null);
    } catch (NotDeliveredException refusal) {
      return new Outcome(false, refusal.isForGood(), refusal.getMessage());
    }
  }
}
