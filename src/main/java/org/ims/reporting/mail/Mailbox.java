package org.ims.reporting.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.function.Function;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.springframework.stereotype.Component;

/** The mailbox on its server (IMAP, RFC 3501 and 9051). */
@Component
@WhereMailboxIsOn
class Mailbox {

  private static final String CONNECT_TIMEOUT = "10000";
  private static final String TIMEOUT = "60000";

  /** Of a mail that is too large we read no more; its headers are in there. */
  private static final int BEGINNING = 256 * 1024;

  private final IntakeSettings settings;
  private final String protocol;
  private final Session session;

  Mailbox(IntakeSettings settings) {
    this.settings = settings;
    this.protocol = settings.tls() == IntakeSettings.Tls.IMPLICIT ? "imaps" : "imap";
    this.session = Session.getInstance(properties());
  }

  private Properties properties() {
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", CONNECT_TIMEOUT);
    properties.setProperty(prefix + "timeout", TIMEOUT);
    properties.setProperty(prefix + "writetimeout", TIMEOUT);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (settings.tls() == IntakeSettings.Tls.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    // What we have read stays unread for people until it is filed.
    properties.setProperty(prefix + "peek", "true");
    properties.setProperty(prefix + "fetchsize", String.valueOf(1024 * 1024));
    return properties;
  }

  /**
   * Hands over the mails that lie there, the oldest first, and files each one as it is told.
   *
   * @param intake says what became of a mail; when it throws, the mail stays where it is
   * @return how many mails could not be read from the server, and stay there
   * @throws MessagingException when the server is away, or refuses what we need
   */
  int read(Function<IncomingMail, MailState> intake) throws MessagingException {
    int unread = 0;
    try (IMAPStore store = (IMAPStore) session.getStore(protocol)) {
      store.connect(settings.host(), settings.port(), settings.user(), settings.presentPassword());
      IMAPFolder folder = (IMAPFolder) store.getFolder(settings.folder());
      if (!folder.exists()) {
        throw new FolderNotFoundException(folder);
      }
      Folder processed = made(store, settings.processedFolder());
      Folder refused = made(store, settings.refusedFolder());
      folder.open(Folder.READ_WRITE);
      try {
        for (Message message : oldest(folder)) {
          try {
            if (!message.isSet(Flags.Flag.DELETED)) {
              MailState state = intake.apply(fetch((IMAPMessage) message));
              move(store, folder, message, state == MailState.REFUSED ? refused : processed);
            }
          } catch (MessageRemovedException e) {
            // Somebody else has taken it out, as people do.
            continue;
          } catch (IOException | MessagingException e) {
            if (!folder.isOpen()) {
              throw e instanceof MessagingException away ? away : new MessagingException("", e);
            }
            unread++;
          }
        }
      } finally {
        if (folder.isOpen()) {
          folder.close(false);
        }
      }
    }
    return unread;
  }

  /**
   * Only what we need is asked for: what servers make of the headers (the "envelope") fails for
   * broken mails.
   */
  private Message[] oldest(IMAPFolder folder) throws MessagingException {
    int most = Math.min(folder.getMessageCount(), settings.mostPerPoll());
    if (most == 0) {
      return new Message[0];
    }
    Message[] messages = folder.getMessages(1, most);
    FetchProfile profile = new FetchProfile();
    profile.add(FetchProfile.Item.FLAGS);
    profile.add(FetchProfile.Item.SIZE);
    folder.fetch(messages, profile);
    return messages;
  }

  private static Folder made(IMAPStore store, String name) throws MessagingException {
    Folder folder = store.getFolder(name);
    if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
      throw new FolderNotFoundException(folder);
    }
    return folder;
  }

  private IncomingMail fetch(IMAPMessage message) throws MessagingException, IOException {
    long limit = settings.maxSize().toBytes();
    long size = message.getSize();
    boolean tooLarge = size > limit;
    try (InputStream source = message.getMimeStream()) {
      byte[] raw = readAtMost(source, tooLarge ? BEGINNING : limit + 1);
      // The server may have told less than there is.
      tooLarge |= raw.length > limit;
      return new IncomingMail(raw, !tooLarge, Math.max(size, raw.length));
    }
  }

  private static byte[] readAtMost(InputStream source, long most) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    int count = source.read(buffer);
    while (count >= 0 && target.size() < most) {
      target.write(buffer, 0, (int) Math.min(count, most - target.size()));
      count = source.read(buffer);
    }
    return target.toByteArray();
  }

  /** A crash on the way leaves it in both folders, where it is known when it is read again. */
  private static void move(IMAPStore store, IMAPFolder from, Message message, Folder to)
      throws MessagingException {
    Message[] one = {message};
    if (store.hasCapability("MOVE")) {
      from.moveMessages(one, to);
      return;
    }
    from.copyMessages(one, to);
    message.setFlag(Flags.Flag.DELETED, true);
    if (store.hasCapability("UIDPLUS")) {
      // Only this one: others in there may be marked by people who think better of it.
      from.expunge(one);
    }
  }
}
