package org.ims.communication;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Keeps each mail as a file that any mail program opens, for a system without a mail server. */
class FileTransport implements MailTransport {

  private final Path directory;
  private final MailMessages messages;

  FileTransport(Path directory, MailMessages messages) {
    this.directory = directory;
    this.messages = messages;
  }

  @Override
  public void send(Mail mail) {
    try {
      MimeMessage message = messages.compose(Session.getInstance(new Properties()), mail);
      Files.createDirectories(directory);
      Path file = directory.resolve(mail.key().replaceAll("[^A-Za-z0-9-]+", "_") + ".eml");
      try (OutputStream out = Files.newOutputStream(file)) {
        message.writeTo(out);
      }
    } catch (MessagingException e) {
      throw new NotDeliveredException("The message cannot be written as a mail.", true, e);
    } catch (IOException e) {
      throw new NotDeliveredException("The file of the mail cannot be written.", false, e);
    }
  }
}
