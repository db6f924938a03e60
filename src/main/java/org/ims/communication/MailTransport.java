package org.ims.communication;

/** Takes a written mail out of the house. */
interface MailTransport {

  /**
   * @throws NotDeliveredException when the mail was not taken
   */
  void send(Mail mail);
}
