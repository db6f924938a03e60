package org.ims.reporting.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ims.reporting.mail.MailContent.Attachment;
import org.springframework.stereotype.Component;

/**
 * Takes a mail apart. What is broken in it is taken as well as it can be read; only what cannot be
 * told apart, or is made to hurt, is refused.
 */
@Component
@WhereMailboxIsOn
class MailReader {

  /**
   * Nobody reads more, of all parts together; a mail with more text is kept as a whole beside it.
   */
  private static final int MOST_TEXT = 500_000;

  private static final Charset WESTERN = Charset.forName("windows-1252");

  private final int mostParts;
  private final int deepestPart;

  MailReader(IntakeSettings settings) {
    this.mostParts = settings.mostParts();
    this.deepestPart = settings.deepestPart();
  }

  /**
   * @throws UnreadableMailException when nothing can be taken from it
   */
  MailContent read(IncomingMail mail) throws UnreadableMailException {
    try {
      Walk walk = new Walk(mail.raw());
      Sink sink = new Sink();
      walk.visit(mail.message(), 0, sink);
      return new MailContent(PlainText.lines(sink.text.toString()), sink.isWhole, walk.attachments);
    } catch (MessagingException | IOException e) {
      throw new UnreadableMailException(Reason.UNREADABLE, e);
    }
  }

  /** Text as it is gathered. */
  private static final class Sink {
    private final StringBuilder text = new StringBuilder();
    private boolean isWhole = true;
    private boolean isPlain = true;

    void add(String words, boolean plain) {
      if (!words.isBlank()) {
        text.append(text.isEmpty() ? "" : "\n\n").append(words.strip());
        isPlain &= plain;
      }
    }

    void add(Sink other) {
      add(other.text.toString(), other.isPlain);
      isWhole &= other.isWhole;
    }
  }

  /** One mail, part by part. */
  private final class Walk {
    private final byte[] raw;
    private final List<Attachment> attachments = new ArrayList<>();
    private int parts;
    private int room = MOST_TEXT;

    Walk(byte[] raw) {
      this.raw = raw;
    }

    void visit(MimePart part, int depth, Sink sink)
        throws MessagingException, IOException, UnreadableMailException {
      parts++;
      if (parts > mostParts) {
        throw new UnreadableMailException(Reason.TOO_MANY_PARTS, null);
      }
      if (depth > deepestPart) {
        throw new UnreadableMailException(Reason.TOO_DEEP, null);
      }
      ContentType type = type(part);
      if (type.getPrimaryType().equalsIgnoreCase("multipart")) {
        visitParts(part, type, depth, sink);
      } else if (isText(part, type)) {
        addText(part, type, sink);
      } else {
        attach(part, type);
      }
    }

    private void visitParts(MimePart part, ContentType type, int depth, Sink sink)
        throws MessagingException, IOException, UnreadableMailException {
      requireFew(type.getParameter("boundary"));
      MimeMultipart multipart = new MimeMultipart(new MimePartDataSource(part));
      List<Sink> sinks = new ArrayList<>();
      for (int i = 0; i < multipart.getCount(); i++) {
        Sink own = new Sink();
        visit((MimeBodyPart) multipart.getBodyPart(i), depth + 1, own);
        sinks.add(own);
      }
      if (type.getSubType().equalsIgnoreCase("alternative")) {
        sink.add(best(sinks));
      } else {
        sinks.forEach(sink::add);
      }
    }

    /** The library would make an object of each part before anybody can count them. */
    private void requireFew(String boundary) throws UnreadableMailException {
      if (boundary == null || boundary.isEmpty()) {
        return;
      }
      byte[] mark = ("\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
      int found = 0;
      for (int at = 0; at <= raw.length - mark.length; at++) {
        if (raw[at] == '\n' && startsWith(mark, at) && ++found > mostParts + 1) {
          throw new UnreadableMailException(Reason.TOO_MANY_PARTS, null);
        }
      }
    }

    private boolean startsWith(byte[] mark, int at) {
      for (int i = 0; i < mark.length; i++) {
        if (raw[at + i] != mark[i]) {
          return false;
        }
      }
      return true;
    }

    private void addText(MimePart part, ContentType type, Sink sink)
        throws MessagingException, IOException {
      byte[] bytes;
      boolean readable = isReadable(part);
      try (InputStream content = readable ? decoded(part) : undecoded(part)) {
        bytes = content.readNBytes(room + 1);
      }
      boolean html = type.match("text/html");
      String source = decode(bytes, type.getParameter("charset"));
      String words = html ? HtmlText.of(source, room) : source;
      sink.isWhole &= bytes.length <= room && words.length() <= room;
      String kept = PlainText.whole(words, room);
      // Markup counts too: it is work, whatever becomes of it.
      room -= Math.min(room, Math.max(bytes.length, kept.length()));
      sink.add(kept, !html);
    }

    private void attach(MimePart part, ContentType type) {
      String name = fileName(part);
      if (name == null) {
        name =
            type.match("message/rfc822")
                ? "message-%d.eml".formatted(attachments.size() + 1)
                : "attachment-%d".formatted(attachments.size() + 1);
      }
      boolean readable = isReadable(part);
      attachments.add(
          new Attachment(name, () -> readable ? decoded(part) : MailReader.undecoded(part)));
    }
  }

  /** Plain text, unless there is none in it. */
  private static Sink best(List<Sink> sinks) {
    Sink best = new Sink();
    for (Sink sink : sinks) {
      if (sink.text.isEmpty()) {
        continue;
      }
      if (sink.isPlain) {
        return sink;
      }
      best = sink;
    }
    return best;
  }

  private static boolean isText(MimePart part, ContentType type) {
    return (type.match("text/plain") || type.match("text/html"))
        && !"attachment".equalsIgnoreCase(disposition(part))
        && fileName(part) == null;
  }

  /** What cannot be read is what it would be without the header: text for a mail, else a file. */
  private static ContentType type(MimePart part) throws MessagingException {
    String header = part.getHeader("Content-Type", null);
    try {
      return header == null || header.isBlank()
          ? new ContentType("text/plain")
          : new ContentType(header);
    } catch (ParseException e) {
      return part instanceof MimeMessage
          ? new ContentType("text/plain")
          : new ContentType("application/octet-stream");
    }
  }

  private static String disposition(MimePart part) {
    try {
      return part.getDisposition();
    } catch (MessagingException e) {
      return null;
    }
  }

  private static String fileName(MimePart part) {
    try {
      String name = part.getFileName();
      return name == null || name.isBlank()
          ? null
          : PlainText.line(MimeUtility.decodeText(PlainText.header(name)));
    } catch (MessagingException | IOException | RuntimeException e) {
      return null;
    }
  }

  /** Whether the encoding in which it travels is kept to the end. */
  private static boolean isReadable(MimePart part) {
    try (InputStream content = decoded(part)) {
      content.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static InputStream decoded(MimePart part) throws IOException {
    try {
      return part.getInputStream();
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  /** As it travelled: better than nothing, and somebody may know how to read it. */
  private static InputStream undecoded(MimePart part) throws IOException {
    try {
      return part instanceof MimeBodyPart body
          ? body.getRawInputStream()
          : ((MimeMessage) part).getRawInputStream();
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  /** In the character set that is named, if that can be; else in the one that it most likely is. */
  static String decode(byte[] bytes, String charset) {
    if (charset != null && !charset.toLowerCase(Locale.ROOT).contains("ascii")) {
      try {
        return new String(bytes, Charset.forName(MimeUtility.javaCharset(charset)));
      } catch (IllegalArgumentException e) {
        // There is no such character set.
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, WESTERN);
    }
  }
}
