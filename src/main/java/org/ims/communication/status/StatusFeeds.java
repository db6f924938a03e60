package org.ims.communication.status;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.feed.synd.SyndLinkImpl;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ims.communication.status.StatusBoard.Entry;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.WebRequest;

/** The newest published texts, for readers of feeds. */
@Controller
class StatusFeeds {

  /** A way to write a feed, and where it is found. */
  enum Format {
    ATOM("atom_1.0", "/status/feed.atom", "application/atom+xml"),
    RSS("rss_2.0", "/status/feed.rss", "application/rss+xml");

    private final String type;
    private final String path;
    private final String mediaType;

    Format(String type, String path, String mediaType) {
      this.type = type;
      this.path = path;
      this.mediaType = mediaType;
    }

    String path() {
      return path;
    }

    String mediaType() {
      return mediaType;
    }
  }

  /** People paste anything; XML has no way to write these, and one would spoil the whole feed. */
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final StatusBoards boards;
  private final StatusCaching caching;
  private final StatusSettings settings;
  private final PublicUrl address;
  private final MessageSource messages;

  StatusFeeds(
      StatusBoards boards,
      StatusCaching caching,
      StatusSettings settings,
      PublicUrl address,
      MessageSource messages) {
    this.boards = boards;
    this.caching = caching;
    this.settings = settings;
    this.address = address;
    this.messages = messages;
  }

  @GetMapping("/status/feed.atom")
  void atom(WebRequest request, HttpServletResponse response, Locale locale) throws IOException {
    write(Format.ATOM, request, response, locale);
  }

  @GetMapping("/status/feed.rss")
  void rss(WebRequest request, HttpServletResponse response, Locale locale) throws IOException {
    write(Format.RSS, request, response, locale);
  }

  private void write(Format format, WebRequest request, HttpServletResponse response, Locale locale)
      throws IOException {
    StatusBoard board = boards.board();
    List<Entry> entries = board.newest(settings.feedEntries());
    byte[] feed = text(format, entries, locale).getBytes(StandardCharsets.UTF_8);
    caching.apply(board.readers(), response);
    String tag = "\"" + DigestUtils.md5DigestAsHex(feed) + "\"";
    // In whole seconds, as HTTP counts; without texts there is no such time.
    long changed =
        entries.isEmpty() ? -1 : entries.get(0).update().sentAt().getEpochSecond() * 1000;
    if (request.checkNotModified(tag, changed)) {
      return;
    }
    response.setContentType(format.mediaType());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentLength(feed.length);
    response.getOutputStream().write(feed);
  }

  private String text(Format format, List<Entry> entries, Locale locale) {
    // An author of RSS would have to be a mail address.
    SyndPerson author = new SyndPersonImpl();
    author.setName(word("status.feed.author", locale));
    SyndFeed feed = new SyndFeedImpl();
    feed.setFeedType(format.type);
    feed.setEncoding(StandardCharsets.UTF_8.name());
    feed.setLanguage(locale.getLanguage());
    feed.setTitle(word("status.feed", locale));
    feed.setDescription(word("status.feed.about", locale));
    feed.setUri(address.of(format.path));
    feed.setLink(address.of("/status"));
    if (format == Format.ATOM) {
      feed.setLinks(
          List.of(
              link("alternate", address.of("/status"), "text/html"),
              link("self", address.of(format.path), format.mediaType)));
      feed.setAuthors(List.of(author));
    }
    feed.setPublishedDate(
        Date.from(entries.isEmpty() ? Instant.EPOCH : entries.get(0).update().sentAt()));
    List<SyndEntry> written = new ArrayList<>();
    for (Entry entry : entries) {
      SyndEntry text = entry(entry, locale);
      if (format == Format.ATOM) {
        text.setAuthors(List.of(author));
        text.setContents(List.of(text.getDescription()));
        text.setDescription(null);
      }
      written.add(text);
    }
    feed.setEntries(written);
    try {
      return new SyndFeedOutput().outputString(feed);
    } catch (FeedException e) {
      throw new IllegalStateException("The feed cannot be written", e);
    }
  }

  private SyndEntry entry(Entry entry, Locale locale) {
    String link =
        address.of(
            "/status/incidents/" + entry.incident().number() + "#" + entry.update().anchor());
    SyndEntry written = new SyndEntryImpl();
    written.setTitle(
        plain(
            entry.incident().serviceName()
                + ": "
                + word("status.update." + entry.update().status(), locale)));
    written.setUri(link);
    written.setLink(link);
    Date sent = Date.from(entry.update().sentAt());
    written.setPublishedDate(sent);
    written.setUpdatedDate(sent);
    SyndContent text = new SyndContentImpl();
    text.setType("text");
    text.setValue(plain(entry.update().text()));
    written.setDescription(text);
    return written;
  }

  private static SyndLink link(String relation, String to, String type) {
    SyndLink link = new SyndLinkImpl();
    link.setRel(relation);
    link.setHref(to);
    link.setType(type);
    return link;
  }

  private String word(String key, Locale locale) {
    return messages.getMessage(key, null, locale);
  }

  private static String plain(String text) {
    return NOT_XML.matcher(text).replaceAll("");
  }
}
