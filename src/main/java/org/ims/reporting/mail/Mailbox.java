package org.ims.reporting.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
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

  /** Where a mail goes. */
  enum Filing {
    PROCESSED,
    REFUSED,
    /** Nowhere: it waits where it is, and nobody behind it waits for that. */
    LATER
  }

  /**
   * What is left behind.
   *
   * @param unreadable how many mails could not be read from the server
   * @param deferred how many are to be taken later
   */
  record Look(int unreadable, int deferred) {}

  /** A mail that is not read again until then. */
  private record Waiting(Instant until, boolean unreadable) {}

  private final IntakeSettings settings;
  private final Clock clock;
  private final String protocol;
  private final Session session;

  /** By UID; another node begins with none, and learns soon. */
  private final Map<Long, Waiting> waiting = new HashMap<>();

  private long uidValidity;

  Mailbox(IntakeSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
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
   * @throws MessagingException when the server is away, or refuses what we need
   */
  synchronized Look read(Function<IncomingMail, Filing> intake) throws MessagingException {
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
        forgetWhoWaitedLongEnough(folder);
        Message[] lying = lying(folder);
        int most = settings.mostPerPoll();
        int read = 0;
        for (int from = 0; from < lying.length && read < most; from += most) {
          Message[] page = Arrays.copyOfRange(lying, from, Math.min(from + most, lying.length));
          describe(folder, page);
          for (int i = 0; i < page.length && read < most; i++) {
            if (!waiting.containsKey(folder.getUID(page[i]))) {
              read++;
              file(store, folder, page[i], intake, processed, refused);
            }
          }
        }
      } finally {
        if (folder.isOpen()) {
          folder.close(false);
        }
      }
    }
    int unreadable = (int) waiting.values().stream().filter(Waiting::unreadable).count();
    return new Look(unreadable, waiting.size() - unreadable);
  }

  private void file(
      IMAPStore store,
      IMAPFolder folder,
      Message message,
      Function<IncomingMail, Filing> intake,
      Folder processed,
      Folder refused)
      throws MessagingException {
    long uid = folder.getUID(message);
    try {
      Filing filing = intake.apply(fetch((IMAPMessage) message));
      if (filing == Filing.LATER) {
        waits(uid, false);
      } else {
        move(store, folder, message, filing == Filing.REFUSED ? refused : processed);
      }
    } catch (MessageRemovedException e) {
      // Somebody else has taken it out, as people do.
      return;
    } catch (IOException | MessagingException e) {
      if (!folder.isOpen()) {
        throw e instanceof MessagingException away ? away : new MessagingException("", e);
      }
      waits(uid, true);
    }
  }

  private void waits(long uid, boolean unreadable) {
    waiting.put(uid, new Waiting(clock.instant().plus(settings.lookAgainAfter()), unreadable));
  }

  private void forgetWhoWaitedLongEnough(IMAPFolder folder) throws MessagingException {
    if (folder.getUIDValidity() != uidValidity) {
      waiting.clear();
      uidValidity = folder.getUIDValidity();
    }
    waiting.values().removeIf(mail -> !mail.until().isAfter(clock.instant()));
  }

  /**
   * The oldest first, without those that are marked as deleted: where a server can remove no single
   * mail, ours stay in the folder under this mark, until somebody tidies up.
   */
  private static Message[] lying(IMAPFolder folder) throws MessagingException {
    if (folder.getMessageCount() == 0) {
      return new Message[0];
    }
    Message[] lying = folder.search(new FlagTerm(new Flags(Flags.Flag.DELETED), false));
    Arrays.sort(lying, Comparator.comparingInt(Message::getMessageNumber));
    return lying;
  }

  /**
   * Only what we need is asked for: what servers make of the headers (the "envelope") fails for
   * broken mails.
   */
  private static void describe(IMAPFolder folder, Message[] messages) throws MessagingException {
    FetchProfile profile = new FetchProfile();
    profile.add(FetchProfile.Item.SIZE);
    profile.add(UIDFolder.FetchProfileItem.UID);
    folder.fetch(messages, profile);
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
