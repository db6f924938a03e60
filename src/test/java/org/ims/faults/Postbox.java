package org.ims.faults;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A mail server that takes everything, at the end of a line that can be broken. */
final class Postbox implements AutoCloseable {

  private final GreenMail server;
  private final BreakableLine line;

  private Postbox(GreenMail server, BreakableLine line) {
    this.server = server;
    this.line = line;
  }

  static Postbox open() throws IOException {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new Postbox(server, BreakableLine.to(server.getSmtp().getPort()));
  }

  BreakableLine line() {
    return line;
  }

  /** Settings of an application that sends its mails here. */
  String[] settings() {
    return new String[] {"--spring.mail.host=127.0.0.1", "--spring.mail.port=" + line.port()};
  }

  int size() {
    return server.getReceivedMessages().length;
  }

  /** How often each message came, by the name that its Message-ID begins with. */
  Map<String, Integer> arrivals() {
    Map<String, Integer> arrivals = new HashMap<>();
    try {
      for (MimeMessage mail : server.getReceivedMessages()) {
        arrivals.merge(mail.getMessageID().replaceAll("^<|@.*", ""), 1, Integer::sum);
      }
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
    return arrivals;
  }

  @Override
  public void close() throws IOException {
    line.close();
    server.stop();
  }
}
