package org.ims.communication;

/** Takes a written mail out of the house. */
interface MailTransport {

  /**
   * @param key names the message; a repeat carries the same Message-ID
   * @throws NotDeliveredException when the mail was not taken
   */
  void send(String key, String address, String subject, String body);
}
